"""Name the app ``groups`` for Django."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "jingwei.systems.community.groups"
    label = "groups"
