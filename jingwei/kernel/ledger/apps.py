"""Name the app ``ledger`` for Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jingwei.kernel.ledger"
    label = "ledger"

    def ready(self) -> None:
        from jingwei.kernel.ledger import workers  # noqa: F401 - makes the jobs known
