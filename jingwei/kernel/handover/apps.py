"""Name the app ``handover`` for Django."""

from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "jingwei.kernel.handover"
    label = "handover"
