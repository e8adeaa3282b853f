"""Name the app ``transfers`` for Django."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "jingwei.work.membership.transfers"
    label = "transfers"
