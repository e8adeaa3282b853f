"""Name the app ``people`` for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "jingwei.kernel.people"
    label = "people"
