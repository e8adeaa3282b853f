"""Name the app ``centres`` for Django."""

from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "jingwei.systems.community.centres"
    label = "centres"
