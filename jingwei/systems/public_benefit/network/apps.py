"""Name the app ``network`` for Django."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "jingwei.systems.public_benefit.network"
    label = "network"
