"""Name the app ``figures`` for Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "jingwei.kernel.figures"
    label = "figures"
