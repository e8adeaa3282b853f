"""Name the app ``catalogue`` for Django."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "jingwei.work.catalogue"
    label = "catalogue"
