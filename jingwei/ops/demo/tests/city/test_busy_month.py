"""What becomes of the facts of a whole city when much of it changes late: healed, rebuilt, known?

The city is changed once and its figures follow once, for all questions of this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import flush
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.models import DirtyMark, Fact, Filled
from jingwei.kernel.orgs.models import Edge, Organisation
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.ops.analysis import cities, compute, engines, snapshot
from jingwei.ops.demo.load import Summary
from jingwei.ops.demo.tests.shared import uncommitted

pytestmark = pytest.mark.slow
NOON = AT + timedelta(hours=2)
NEXT = NOON + timedelta(days=1)
Facts = dict[tuple[Any, ...], tuple[Any, ...]]


def facts() -> Facts:
    with as_role("jw_app"), system_scope("测试"):
        return {
            (row.records, row.month, row.org_id): (row.own and tuple(row.own), tuple(row.total))
            for row in Fact.objects.filter(known_to=None)
        }


def a_busy_month() -> None:
    """Members who died, moved and were corrected late, and a branch put under another county."""
    with as_owner(), system_scope("测试"):
        rows = list(
            Membership.everything.filter(
                kind="home", held__endswith=None, held__startswith__lt=date(2026, 1, 1)
            ).order_by("id")[:40]
        )
        for at, row in enumerate(rows):
            last = date(2026, 8, 1) + timedelta(days=2 * at)
            row.held, row.ended = held(row.held.lower, last), "died" if at % 2 else "moved"
            row.save()
            if at % 2 == 0:
                there = rows[(at + 7) % len(rows)]
                Membership.everything.create(
                    person_id=row.person_id, org_id=there.org_id, org_path=there.org_path,
                    category=row.category, held=held(last), began="moved",
                )  # fmt: skip
        some = Person.everything.filter(pk__in=[row.person_id for row in rows[:9]])
        some.update(birth_on=date(1999, 9, 9), education="21")
        branch = Organisation.everything.get(pk=rows[0].org_id)
        edge = Edge.everything.get(org=branch, kind="leads", held__endswith=None)
        others = Organisation.everything.filter(kind="party_committee").exclude(pk=edge.host_id)
        host = next(one for one in others if not one.path.startswith(branch.path))
        Edge.everything.filter(pk=edge.pk).update(held=held(edge.held.lower, date(2026, 10, 9)))
        Edge.everything.create(
            org=branch, org_path=branch.path, kind="leads", host=host, host_path=host.path,
            held=held(date(2026, 10, 9)),
        )  # fmt: skip


@dataclass(frozen=True)
class Busy:
    """The facts as they stood at ``NOON``, and as they stand since ``NEXT``."""

    before: Facts
    healed: Facts


@pytest.fixture(scope="module")
def changed(once: Summary, django_db_blocker: Any) -> Iterator[Busy]:
    with uncommitted(django_db_blocker):
        with as_role("jw_worker"):
            flush.flush(at=NOON)
        before = facts()
        a_busy_month()
        with as_role("jw_worker"):
            assert flush.flush(at=NEXT) > 0
        yield Busy(before, facts())


@pytest.fixture
def busy(changed: Busy, db: None) -> Busy:
    """The city after its busy month; the next test finds it as this one did."""
    return changed


def months_filled() -> list[date]:
    with system_scope("测试"):
        return sorted(set(Filled.objects.values_list("month", flat=True)))


def test_facts_rebuilt_from_nothing_are_the_facts_that_were_kept(busy: Busy) -> None:
    assert busy.healed != busy.before
    with as_role("jw_worker"):
        with system_scope("测试"):
            assert not DirtyMark.objects.exists()
        months = months_filled()
        outcome = fill_months(months, at=NEXT + timedelta(minutes=2))
    assert (outcome.written, outcome.closed) == (0, 0)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fact")
        cursor.execute("DELETE FROM filled")
    with as_role("jw_worker"):
        for month in months:
            fill_months([month], at=NEXT + timedelta(minutes=3))
    assert facts() == busy.healed


def test_duckdb_counts_the_whole_city_alike_for_every_month(busy: Busy, tmp_path: Path) -> None:
    place = tmp_path / "snapshot"
    with as_role("jw_worker"):
        snapshot.write_snapshot(place=place, months=months_filled(), at=NEXT)
    counted = {
        (fact.records, fact.month, fact.org_id): fact.total
        for fact in compute.work_out(engines.DuckDB(), cities.alone(place))
    }
    assert counted == {key: total for key, (_own, total) in busy.healed.items()}


def test_what_was_known_stays_known(busy: Busy) -> None:
    with system_scope("测试"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT records, month, org_id, total FROM fact WHERE known_from <= %s"
            " AND (known_to IS NULL OR known_to > %s)", [NOON, NOON],
        )  # fmt: skip
        told = {(records, month, org): tuple(total) for records, month, org, total in cursor}
    assert told == {key: total for key, (_own, total) in busy.before.items()}
