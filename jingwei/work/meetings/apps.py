"""Name the app ``meetings`` for Django."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "jingwei.work.meetings"
    label = "meetings"
