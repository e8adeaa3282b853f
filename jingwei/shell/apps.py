"""Name the app ``shell`` for Django: the page frame, its components and the pages of the kernel."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "jingwei.shell"
    label = "shell"
