"""Name the app ``worksheets`` for Django."""

from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "jingwei.kernel.worksheets"
    label = "worksheets"
