"""Name the app ``sittings`` for Django."""

from django.apps import AppConfig


class SittingsConfig(AppConfig):
    name = "jingwei.systems.community.sittings"
    label = "sittings"
