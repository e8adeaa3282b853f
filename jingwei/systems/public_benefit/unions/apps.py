"""Name the app ``unions`` for Django."""

from django.apps import AppConfig


class UnionsConfig(AppConfig):
    name = "jingwei.systems.public_benefit.unions"
    label = "unions"
