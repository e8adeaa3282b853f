"""Name the app ``grids`` for Django."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "jingwei.systems.community.grids"
    label = "grids"
