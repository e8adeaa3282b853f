"""A database apart with committed rows, for tests in which processes really run and really die."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from jingwei.kernel.access.tests.town import id_number
from jingwei.ops import database
from jingwei.ops.folders import REPOSITORY, data_folder

PATIENCE = 90.0  # seconds; a busy machine is slow
BUILD = """
import django
django.setup()
from conftest import AT, TODAY
from jingwei.kernel.access.tests.town import build_town
build_town(at=AT, on=TODAY)
"""
ENQUEUE = """
import sys, django
django.setup()
from django.utils import timezone
from jingwei.kernel import jobs
from jingwei.ops.imports import actions, by_command, tasks
from jingwei.ops.imports.models import Batch
what, said = sys.argv[1:3]
with by_command._as("lin") as (scope, _):
    if what == "read":
        batch = actions.open_batch(kind="members", name="花名册.csv", as_of=None,
                                   content=open(said, "rb").read(), by=scope, at=timezone.now())
    else:
        batch = Batch.objects.within(scope).get(public_id=said)
        batch.state = Batch.State.WRITING
        batch.save(update_fields=["state"])
    jobs.enqueue(getattr(tasks, what), batch_id=batch.pk, account_id=scope.account_id,
                 grant_id=scope.grant_id)
print(batch.public_id)
"""
RESCUE = """
import contextlib, django
django.setup()
from procrastinate.exceptions import AlreadyEnqueued
from jingwei.ops.imports import tasks
with contextlib.suppress(AlreadyEnqueued):  # the worker's own clock was quicker
    tasks.rescue.defer(timestamp=0)
"""


class Apart:
    """Processes of the product on a database of their own; Lin and Gu are its clerks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PYTEST")},
            "JINGWEI_DATABASE_NAME": name, "JINGWEI_LANG": "zh", "PYTHONPATH": str(REPOSITORY),
            "DJANGO_SETTINGS_MODULE": "jingwei.settings",
        }  # fmt: skip

    def start(self, *typed: str, role: str = "app") -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *typed], cwd=REPOSITORY, env=self.env | {"JINGWEI_ROLE": role},
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *typed: str, role: str = "app") -> str:
        with self.start(*typed, role=role) as process:
            out, err = process.communicate(timeout=PATIENCE * 3)
        assert process.returncode in (0, 1), err.decode()
        assert not err.strip(), err.decode()
        return out.decode()

    def bring(self, file: Path, post: str = "lin") -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.run(*importing(file, post)).splitlines()[-1])
        return told

    def rows(self, query: str, *said: Any) -> list[tuple[Any, ...]]:
        """As the owner of the tables, committed rows only."""
        with psycopg.connect(_address(self.name), autocommit=True) as connection:
            cursor = connection.execute(query, said)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, *said: Any) -> Any:
        return self.rows(query, *said)[0][0]

    def written(self) -> dict[str, int]:
        """How many rows stand in each table that a roster of members fills."""
        tables = ("person", "membership", "opening")
        return {table: self.one(f"SELECT count(*) FROM {table}") for table in tables}


def man(at: int) -> str:
    """The ``at``-th of some thousand fictional ID numbers of men."""
    return id_number(date(1984, 1 + at // 499, 4), at % 499 * 2 + 1)


def importing(file: Path, post: str = "lin") -> tuple[str, ...]:
    return ("-m", "jingwei", "import", "members", str(file), "--as", post, "--json")


def wait_for(seen: Callable[[], Any], process: subprocess.Popen[bytes] | None = None) -> bool:
    """Wait until something is seen; False where the process ended before."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if seen():
            return True
        if process is not None and process.poll() is not None:
            return bool(seen())
        time.sleep(0.005)
    raise AssertionError("waited in vain")


def _address(name: str) -> str:
    entry = database.settings_for("migrate")
    return psycopg.conninfo.make_conninfo(
        host=entry["HOST"], port=entry["PORT"], user=entry["USER"], password=entry["PASSWORD"],
        dbname=name,
    )  # fmt: skip


def _drop(owner: psycopg.Connection[Any], name: str) -> None:
    """The server may still be busy with the last statement of a process that was killed."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


@contextmanager
def apart(template: str) -> Iterator[Apart]:
    """A copy of the tests' empty database with the town in it; gone after the block."""
    from jingwei.kernel.privacy import keys

    name = f"{template}_{os.getpid()}"
    key_file = data_folder() / "secrets" / "columns.json"
    if not key_file.exists():
        keys.make_key_file(key_file)
    with psycopg.connect(_address("postgres"), autocommit=True) as owner:
        owner.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
        try:
            place = Apart(name)
            place.run("-c", BUILD, role="migrate")
            yield place
        finally:
            _drop(owner, name)
