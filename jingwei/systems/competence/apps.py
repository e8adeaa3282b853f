"""Name the system ``competence`` for Django."""

from django.apps import AppConfig


class CompetenceConfig(AppConfig):
    name = "jingwei.systems.competence"
    label = "competence"
