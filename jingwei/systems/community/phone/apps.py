"""Name the app ``phone`` for Django."""

from django.apps import AppConfig


class PhoneConfig(AppConfig):
    name = "jingwei.systems.community.phone"
    label = "phone"
