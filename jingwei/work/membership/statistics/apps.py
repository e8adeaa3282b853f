"""Name the app ``statistics`` for Django."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "jingwei.work.membership.statistics"
    label = "statistics"

    def ready(self) -> None:
        from jingwei.work.membership.statistics import workers  # noqa: F401 - makes the jobs known
