"""Name the app ``links`` for Django."""

from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "jingwei.systems.community.links"
    label = "links"
