"""Name the app ``disposition`` for Django."""

from django.apps import AppConfig


class DispositionConfig(AppConfig):
    name = "jingwei.systems.competence.disposition"
    label = "disposition"
