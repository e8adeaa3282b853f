"""Name the system ``benefit`` for Django."""

from django.apps import AppConfig


class BenefitConfig(AppConfig):
    name = "jingwei.systems.public_benefit"
    label = "benefit"
