"""Name the app ``imports`` for Django."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "jingwei.ops.imports"
    label = "imports"
