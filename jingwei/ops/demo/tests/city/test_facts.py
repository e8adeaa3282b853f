"""Are the facts of a whole city those of its records: rebuilt, opened, and on another engine?

One city is loaded for all questions; each of them asks of every indicator.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.figures import flush, queries
from jingwei.kernel.figures.declare import Indicator, Kind
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.heal import relation
from jingwei.kernel.figures.models import DirtyMark, Fact, Filled
from jingwei.kernel.figures.periods import up_to
from jingwei.kernel.figures.sql import render
from jingwei.kernel.orgs.models import Edge, Organisation
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.ops.analysis import cities, compute, engines, snapshot
from jingwei.ops.demo.load import Summary

pytestmark = pytest.mark.slow
NOON = AT + timedelta(hours=2)


def facts() -> dict[tuple[Any, ...], tuple[Any, ...]]:
    with system_scope("测试"):
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


def test_facts_rebuilt_from_nothing_are_the_facts_that_were_kept(loaded: Summary) -> None:
    with as_role("jw_worker"):
        flush.flush(at=NOON)
    before = facts()
    a_busy_month()
    with as_role("jw_worker"):
        assert flush.flush(at=NOON + timedelta(minutes=1)) > 0
        with system_scope("测试"):
            assert not DirtyMark.objects.exists()
            months = sorted(set(Filled.objects.values_list("month", flat=True)))
    healed = facts()
    assert healed != before
    with as_role("jw_worker"):
        outcome = fill_months(months, at=NOON + timedelta(minutes=2))
    assert (outcome.written, outcome.closed) == (0, 0)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM fact")
        cursor.execute("DELETE FROM filled")
    with as_role("jw_worker"):
        for month in months:
            fill_months([month], at=NOON + timedelta(minutes=3))
    assert facts() == healed


def sum_behind(indicator: Indicator, asked: Asked, scope: Scope) -> Decimal:
    """What the records behind a sum come to, each once, by the value of the declaration."""
    ids = list(evidence(indicator, asked, scope).values_list("pk", flat=True))
    statement = render(indicator.records.statement, asked.period, relation(asked.period))
    value = render(indicator.value, asked.period)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum(v), 0) FROM (SELECT DISTINCT ON (r.id) {value} AS v"
            f" FROM ({statement}) r WHERE r.id = ANY (%s)) each", [ids],
        )  # fmt: skip
        return round(Decimal(cursor.fetchone()[0]), indicator.scale)


def test_every_number_of_the_city_opens_to_as_many_records(loaded: Summary) -> None:
    with as_role("jw_worker"):
        flush.flush(at=NOON)
    wrong, summed = [], 0
    with system_scope("测试") as scope:
        shown = [*Organisation.everything.order_by("path")[:12]]
        found = queries.in_month([org.pk for org in shown], TODAY.replace(day=1))
        for org in shown:
            asked = Asked(org, up_to(TODAY), filled=True)
            for (org_id, code), figure in found.items():
                if org_id == org.pk and figure.is_known:
                    summed += bool(figure.indicator.value)
                    for part, size, behind in compared(figure, asked, scope):
                        if behind != size:
                            wrong.append((org.code, code, part, behind, size))
    assert wrong == []
    assert summed > len(shown)  # dues, hours of courses: some stand at every level


def compared(figure: Figure, asked: Asked, scope: Scope) -> Iterator[tuple[str, Any, Any]]:
    """Part, what the figure says, what the records behind it say."""
    indicator = figure.indicator
    if indicator.value:
        yield "sum", figure.n, sum_behind(indicator, asked, scope)
    sizes: dict[str, Any] = {"n": figure.d if indicator.kind == Kind.MEAN else figure.n}
    if indicator.kind == Kind.RATIO:
        sizes |= {"d": figure.d, "missing": figure.missing}
    if indicator.kind == Kind.COUNT and indicator.value:
        sizes = {}  # how many records stand behind a sum is no figure
    for part, size in sizes.items():
        yield part, size, evidence(indicator, asked, scope, part=part).count()


def test_duckdb_counts_the_whole_city_alike_for_every_month(
    loaded: Summary, tmp_path: Path
) -> None:
    a_busy_month()
    place = tmp_path / "snapshot"
    with as_role("jw_worker"):
        flush.flush(at=NOON)
        with system_scope("测试"):
            months = sorted(set(Filled.objects.values_list("month", flat=True)))
        snapshot.write_snapshot(place=place, months=months, at=NOON)
    counted = {
        (fact.records, fact.month, fact.org_id): fact.total
        for fact in compute.work_out(engines.DuckDB(), cities.alone(place))
    }
    assert counted == {key: total for key, (_own, total) in facts().items()}


def test_what_was_known_stays_known(loaded: Summary) -> None:
    with as_role("jw_worker"):
        flush.flush(at=NOON)
    then = facts()
    a_busy_month()
    with as_role("jw_worker"):
        flush.flush(at=NOON + timedelta(days=1))
    with system_scope("测试"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT records, month, org_id, total FROM fact WHERE known_from <= %s"
            " AND (known_to IS NULL OR known_to > %s)", [NOON, NOON],
        )  # fmt: skip
        told = {(records, month, org): tuple(total) for records, month, org, total in cursor}
    assert told == {key: total for key, (_own, total) in then.items()}
