"""Name the app ``api`` for Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jingwei.api"
    label = "api"
