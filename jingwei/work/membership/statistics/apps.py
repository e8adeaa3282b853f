"""Name the app ``statistics`` for Django."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "jingwei.work.membership.statistics"
    label = "statistics"
