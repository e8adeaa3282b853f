"""Name the app ``figures`` for Django."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "jingwei.kernel.figures"
    label = "figures"

    def ready(self) -> None:
        # A figure declared twice, or over a number nobody knows, must not wait for its first page.
        from jingwei.kernel.figures import workers  # noqa: F401 - makes the jobs known
        from jingwei.kernel.figures.registered import registered

        registered()
