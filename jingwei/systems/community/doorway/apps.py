"""Name the app ``doorway`` for Django."""

from django.apps import AppConfig


class DoorwayConfig(AppConfig):
    name = "jingwei.systems.community.doorway"
    label = "doorway"
