"""Name the app ``leaving`` for Django."""

from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "jingwei.ops.leaving"
    label = "leaving"
