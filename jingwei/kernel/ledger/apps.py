"""Name the app ``ledger`` for Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "jingwei.kernel.ledger"
    label = "ledger"
