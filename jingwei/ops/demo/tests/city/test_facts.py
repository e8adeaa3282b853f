"""Does every number of a whole city open to as many records as it says?"""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_role
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.figures import flush, queries
from jingwei.kernel.figures.declare import Indicator, Kind
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.figure import Figure
from jingwei.kernel.figures.heal import relation
from jingwei.kernel.figures.periods import up_to
from jingwei.kernel.figures.sql import render
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary

pytestmark = pytest.mark.slow
NOON = AT + timedelta(hours=2)


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
