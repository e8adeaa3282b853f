"""Name the app ``standing`` for Django."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "jingwei.work.membership.standing"
    label = "standing"
