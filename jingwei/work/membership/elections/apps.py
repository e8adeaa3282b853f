"""Name the app ``elections`` for Django."""

from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "jingwei.work.membership.elections"
    label = "elections"
