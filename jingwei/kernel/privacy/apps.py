"""Name the app ``privacy`` for Django."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "jingwei.kernel.privacy"
    label = "privacy"
