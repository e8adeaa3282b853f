"""Name the app ``careers`` for Django."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "jingwei.systems.competence.careers"
    label = "careers"
