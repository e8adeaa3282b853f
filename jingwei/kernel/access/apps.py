"""Name the app ``access`` for Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "jingwei.kernel.access"
    label = "access"
