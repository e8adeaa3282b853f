"""Is only one hand at a time on the shape of the tree?"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import actions, tie_actions

MAY = date(2026, 5, 1)


def held_by_another() -> bool:
    """Would another connection have to wait for the right to change the tree?"""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [actions.TREE_LOCK])
            return not cursor.fetchone()[0]
    finally:
        other.close()


def test_a_second_hand_waits_until_the_first_transaction_ends(db):
    assert not held_by_another()
    actions.lock_tree()
    assert held_by_another()


def found(town: Any) -> None:
    actions.found_organisation(
        parent=town.east, code="EAST-3", name="东镇第三党支部", kind="party_branch",
        founded_on=MAY, by=town.lin_scope, at=AT,
    )  # fmt: skip


def move(town: Any) -> None:
    actions.move_organisation(
        org=town.east_one, parent=town.east, on=TODAY, by=town.lin_scope, at=AT
    )


def dissolve(town: Any) -> None:
    actions.dissolve_organisation(org=town.east, on=TODAY, basis="", by=town.lin_scope, at=AT)


def begin_dual(town: Any) -> None:
    tie_actions.begin_dual(
        org=town.east_one, host=town.east, on=TODAY, basis="", by=town.lin_scope, at=AT
    )


def rename(town: Any) -> None:
    actions.rename_organisation(org=town.east_one, name="甲", on=MAY, by=town.lin_scope, at=AT)


@pytest.mark.parametrize(
    ("act", "locks"),
    [(found, True), (move, True), (dissolve, True), (begin_dual, True), (rename, False)],
)
def test_whoever_changes_the_shape_takes_the_lock_before_reading_it(
    town, act: Callable[[Any], None], locks: bool
):
    """A branch founded while its town moves must not be left under the old path."""
    with acting(town.lin_scope), CaptureQueriesContext(connection) as asked:
        try:
            act(town)
        except Refused:
            assert act is not found
        statements = [query["sql"] for query in asked]
    lock = [at for at, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql]
    reads = [at for at, sql in enumerate(statements) if 'FROM "organisation"' in sql]
    assert bool(lock) == locks
    assert not locks or lock[0] < min(reads)
