"""Name the app ``places`` for Django."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "jingwei.kernel.places"
    label = "places"
