"""Name the app ``matters`` for Django, and make its jobs known to the worker."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    name = "jingwei.work.matters"
    label = "matters"

    def ready(self) -> None:
        from jingwei.work.matters import workers  # noqa: F401 - registers the jobs
