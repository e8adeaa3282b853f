"""Name the app ``courses`` for Django."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "jingwei.systems.competence.courses"
    label = "courses"
