"""Name the app ``ninth`` for Django."""

from django.apps import AppConfig


class NinthConfig(AppConfig):
    name = "jingwei.kernel.figures.tests.ninth"
    label = "ninth"
