"""Name the system ``community`` for Django."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    name = "jingwei.systems.community"
    label = "community"
