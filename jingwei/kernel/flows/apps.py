"""Name the app ``flows`` for Django."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    name = "jingwei.kernel.flows"
    label = "flows"

    def ready(self) -> None:
        from jingwei.kernel.flows import workers  # noqa: F401 - makes the jobs known
