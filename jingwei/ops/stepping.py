"""How are the tables brought up to date, and which steps did it take?"""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jingwei.ops import telling
from jingwei.ops.light_states import light_states
from jingwei.ops.words import _


class _Counting(Command):
    """The library's own command, which speaks English only, in our words."""

    def __init__(self, whole: int, tell: Callable[[str], object] | None) -> None:
        super().__init__()
        self.applied: list[str] = []
        self._whole, self._tell = whole, tell

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if action == "apply_start":
            telling.say(_("正在更新数据库，步骤"), len(self.applied) + 1, self._whole)
        elif action == "apply_success":
            self.applied.append(str(migration))
            if self._tell:
                self._tell(f"  {migration}")


def take_steps(tell: Callable[[str], object] | None = None) -> list[str]:
    """Take every step that is still missing, as the owner; their names, ``app.name``."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    command = _Counting(len(plan), tell)
    with light_states():
        call_command(command, interactive=False, verbosity=0)
    return command.applied
