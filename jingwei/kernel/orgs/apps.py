"""Name the app ``orgs`` for Django."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    name = "jingwei.kernel.orgs"
    label = "orgs"
