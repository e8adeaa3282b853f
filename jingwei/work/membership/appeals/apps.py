"""Name the app ``appeals`` for Django."""

from django.apps import AppConfig


class AppealsConfig(AppConfig):
    name = "jingwei.work.membership.appeals"
    label = "appeals"
