"""Who are the people of the tests, and as whom do the tests speak to the database?

The owner makes the database; every test then acts as ``jw_app`` and so under row security.
Fixtures are written by the owner inside ``as_owner``.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.utils import translation
from xdist.scheduler import LoadFileScheduling

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)

pytest_plugins = ["tests.chance"]


SHARED = "jingwei/ops/demo/tests/city/"
"""Files that share what one worker loads for them."""

LONG = (
    "tests/e2e/test_axe.py", SHARED, "tests/architecture/test_matrix.py",
    "tests/architecture/test_lint.py", "jingwei/ops/demo/tests/test_remove.py",
    "jingwei/api/tests/test_contract.py", "jingwei/ops/tests/test_coming_back.py",
    "jingwei/ops/tests/test_crash.py", "jingwei/ops/tests/test_upgrade.py",
    "jingwei/ops/demo/tests/test_load.py", "jingwei/ops/imports/tests/test_kills.py",
    "tests/e2e/", "jingwei/kernel/figures/tests/", "jingwei/kernel/people/tests/test_balance.py",
    "jingwei/ops/tests/",
)  # fmt: skip
"""What takes long, the longest first: begun last, it would keep one worker while the others have
nothing left to do. Of the first two one needs the program and one the tables: neither waits."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Among several workers what takes long begins first; alone, the order is that of the files."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: next(
            (at for at, place in enumerate(LONG) if item.nodeid.startswith(place)), len(LONG)
        ))  # fmt: skip


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A worker takes a file at a time, and what shares a loaded city in one piece."""
    if config.getvalue("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False  # it goes by the number of tests, not by their length
    by_file: Any = LoadFileScheduling(config, log)
    by_file._split_scope = lambda test: (
        SHARED if test.startswith(SHARED) else test.partition("::")[0]
    )
    return by_file


REAL = ("jingwei/ops/", "tests/e2e/")
"""Tests of programs that live by the clock of the machine."""


@pytest.fixture(autouse=True)
def _clock(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test lives on the same Monday morning: no day of the year may break it."""
    if request.node.nodeid.startswith(REAL):
        yield
        return
    with time_machine.travel(AT, tick=True):
        yield


@pytest.fixture(autouse=True)
def _as_found() -> Iterator[None]:
    """No test leaves the next one its language or its environment: a page that was asked for in
    English, a command that was told where its data lie."""
    before = dict(os.environ)
    translation.deactivate()
    yield
    translation.deactivate()
    for name in before.keys() ^ os.environ.keys():
        os.environ.pop(name, None)
    os.environ.update(before)


@pytest.fixture(scope="session", autouse=True)
def _keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Column keys of their own, so that no test reads or makes those of the installation."""
    from jingwei.kernel.privacy import keys

    settings.JINGWEI_KEY_FILE = Path(tmp_path_factory.mktemp("keys") / "columns.json")
    keys.make_key_file(settings.JINGWEI_KEY_FILE)
    keys.masters.cache_clear()
    keys.derived.cache_clear()


@pytest.fixture(scope="session")
def light() -> Iterator[ExitStack]:
    """The tables of a test come up as an installation's do; closed as soon as they stand."""
    from jingwei.ops.light_states import light_states

    with ExitStack() as stack:
        stack.enter_context(light_states())
        yield stack


@pytest.fixture(scope="session")
def django_db_setup(light: ExitStack, django_db_setup: None, django_db_blocker: Any) -> None:
    """After the migrations: the grants, without which jw_app may do nothing."""
    from jingwei.kernel.access import grants

    light.close()
    with django_db_blocker.unblock():
        # A test that only reaches the database by a fixture may be given none of its own.
        assert "test" in connection.settings_dict["NAME"], "tests never touch the installation"
        grants.apply()


@contextmanager
def as_role(name: str) -> Iterator[None]:
    """Speak as a database role for a block."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (former,) = cursor.fetchone()
        cursor.execute(f'SET ROLE "{name}"')
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f'SET ROLE "{former}"')


def as_owner() -> Any:
    return as_role("jw_migrate")


def plan(sql: str) -> str:
    """How a question would be answered among many rows, by the role and in the scope of now.

    A table of a test is so small that reading all of it is cheapest; the plan is asked for
    without that. And of tables made anew, with the test's rows gone: what the server has lately
    noted of their size, whenever it came by to tidy up, must not choose another way.
    """
    shut = ("seqscan", "bitmapscan", "hashjoin", "mergejoin")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        told = ", ".join(f'"{one}"' for one in connection.introspection.table_names(cursor))
        cursor.execute(f"TRUNCATE {told}")
    with connection.cursor() as cursor:
        for one in shut:
            cursor.execute(f"SET LOCAL enable_{one} = off")
        cursor.execute(f"EXPLAIN {sql}")
        said = "\n".join(row[0] for row in cursor.fetchall())
        for one in shut:
            cursor.execute(f"SET LOCAL enable_{one} = on")
    return said


@pytest.fixture
def db(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """pytest-django's ``db``, acting as jw_app."""
    request.getfixturevalue("_django_db_helper")
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE jw_app")
    yield
    if connection.connection is not None and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stopped installation with the small demo city, to copy: who needs one of its own need not
    load it again. The first to ask lets `./jw up` make it, for all workers of the run."""
    from tests.e2e.program import running

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, half = shared / "demo-city", shared / "demo-city.half"
    with (shared / "demo-city.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(half, ignore_errors=True)
            with running(half, "--city", "small"):
                pass
            half.rename(folder)
    return folder


@pytest.fixture(scope="session")
def kept_town(django_db_setup: None, django_db_blocker: Any) -> Any:
    """The rows of the town, built once and taken out again."""
    from jingwei.kernel.access.tests import kept
    from jingwei.kernel.access.tests.town import build_town

    with django_db_blocker.unblock(), transaction.atomic():
        before = kept.counts()
        with as_owner():
            town = build_town(at=AT, on=TODAY)
        rows = kept.keep(town, before)
        transaction.set_rollback(True)
    return rows


@pytest.fixture
def town(kept_town: Any, db: None) -> Any:
    """Two towns of one county: Lin's east and Gu's west, with branches and members."""
    with as_owner():
        return kept_town.again()


@pytest.fixture
def browser(town: Any) -> Any:
    """``browser("lin")``: a browser in which Lin has signed in; ``browser()`` a resident's."""
    from django.test import Client

    def signed_in(who: str = "") -> Client:
        client = Client()
        if who:
            client.force_login(town.accounts[who])
        return client

    return signed_in
