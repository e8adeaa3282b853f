"""Name the app ``members`` for Django: the pages of members keep a few things of their own."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "jingwei.shell.members"
    label = "members"

    def ready(self) -> None:
        from jingwei.shell.members import workers  # noqa: F401 - makes the jobs known
