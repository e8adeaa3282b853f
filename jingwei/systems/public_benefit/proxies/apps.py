"""Name the app ``proxies`` for Django."""

from django.apps import AppConfig


class ProxiesConfig(AppConfig):
    name = "jingwei.systems.public_benefit.proxies"
    label = "proxies"
