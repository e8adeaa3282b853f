"""Name the app ``studios`` for Django."""

from django.apps import AppConfig


class StudiosConfig(AppConfig):
    name = "jingwei.systems.public_benefit.studios"
    label = "studios"
