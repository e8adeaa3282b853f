"""Name the app ``measures`` for Django."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "jingwei.systems.community.measures"
    label = "measures"
