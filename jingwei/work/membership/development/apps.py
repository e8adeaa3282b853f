"""Name the app ``development`` for Django."""

from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "jingwei.work.membership.development"
    label = "development"
