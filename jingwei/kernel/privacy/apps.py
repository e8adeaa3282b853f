"""Name the app ``privacy`` for Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "jingwei.kernel.privacy"
    label = "privacy"

    def ready(self) -> None:
        from jingwei.kernel.privacy import workers  # noqa: F401 - makes the jobs known
