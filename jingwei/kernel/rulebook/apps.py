"""Name the app ``rulebook`` for Django."""

from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "jingwei.kernel.rulebook"
    label = "rulebook"
