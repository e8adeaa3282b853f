"""Name the app ``dues`` for Django."""

from django.apps import AppConfig


class DuesConfig(AppConfig):
    name = "jingwei.work.membership.dues"
    label = "dues"
