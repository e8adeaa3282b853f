"""Name the app ``commendations`` for Django."""

from django.apps import AppConfig


class CommendationsConfig(AppConfig):
    name = "jingwei.work.membership.commendations"
    label = "commendations"
