"""Name the app ``known`` for Django."""

from django.apps import AppConfig


class KnownConfig(AppConfig):
    name = "jingwei.kernel.known"
    label = "known"
