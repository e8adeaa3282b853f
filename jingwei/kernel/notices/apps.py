"""Name the app ``notices`` for Django."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "jingwei.kernel.notices"
    label = "notices"

    def ready(self) -> None:
        from jingwei.kernel.notices import workers  # noqa: F401 - makes the jobs known
