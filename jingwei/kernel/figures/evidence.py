"""Which records made a figure? The same rows and conditions, kept to what the reader may see.

For the organisation the reader acts for, today, the count equals the fact. What has since moved to
another part of the tree is no longer the reader's to see; the page says how many those are.
"""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models.expressions import RawSQL

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.access.scoped import ScopedQuerySet
from jingwei.kernel.figures.compute import Computed
from jingwei.kernel.figures.declare import Indicator, Records
from jingwei.kernel.figures.heal import relation
from jingwei.kernel.figures.layout import layout_of, part_condition
from jingwei.kernel.figures.models import FactLayout
from jingwei.kernel.figures.moved import CROSSED, make_crossed
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.queries import work_out
from jingwei.kernel.figures.sql import put, render
from jingwei.kernel.figures.tree import make_tree
from jingwei.kernel.orgs.models import Organisation

PARTS = ("n", "rest", "d", "missing")
FEW = 2_000  # records; fewer than this are looked for where the facts say they are

SHAPE_CHANGED = """
SELECT EXISTS (
    SELECT 1 FROM edge WHERE kind = 'leads' AND NOT upper_inf(held) AND upper(held) > %s
    AND ((org_path >= %s AND org_path < %s) OR (host_path >= %s AND host_path < %s))
)
"""
IDS = "SELECT r.id FROM (<rows>) r WHERE (<condition>) AND <inside>"
THESE = "SELECT * FROM (<rows>) r WHERE r.id = ANY (%s)"
WHERE_SOME = """
SELECT f.org_id FROM fact f JOIN organisation o ON o.id = f.org_id
WHERE f.records = %s AND f.month = %s AND f.known_to IS NULL AND f.layout_id = %s
  AND o.path >= %s AND o.path < %s AND (coalesce(f.own, f.total))[%s] <> 0
"""


@dataclass(frozen=True)
class Asked:
    """Whose figure for which period. ``filled``: there are facts that go up to its last day."""

    org: Organisation
    period: Period
    filled: bool


def evidence(
    indicator: Indicator, asked: Asked, scope: Scope, *, part: str = "n", few: bool = False
) -> ScopedQuerySet:
    """Records of a part: ``n`` counted in, ``rest`` of the denominator, ``d`` both, ``missing``.

    Rows of the records' model in the scope, to be ordered and paged by the caller. ``few`` says
    that the caller knows the part to be small; then the facts tell where to look.
    """
    records = indicator.records
    rows = _rows(records, asked)
    condition = render(part_condition(indicator, part), asked.period)
    inside = _inside(records, asked)
    if few and asked.filled and not inside.ids and not records.elsewhere and not records.moved:
        condition = f"({condition}) AND r.org_id = ANY ({_where_some(indicator, asked, part)})"
    model: Any = apps.get_model(records.model)
    found: ScopedQuerySet = model.objects.within(scope)
    if inside.by_path:
        found = found.under(asked.org.path)
    sql = put(IDS, rows=rows, condition=condition, inside=inside.condition)
    return found.filter(pk__in=RawSQL(sql, ()))  # noqa: S611 - of our own declarations only


def details(records: Records, asked: Asked, ids: list[int]) -> dict[int, dict[str, Any]]:
    """What the declaration sees of some records, by id: the columns its conditions name."""
    with connection.cursor() as cursor:
        cursor.execute(put(THESE, rows=_rows(records, asked)), [ids])
        names = [column.name for column in cursor.description or ()]
        return {
            row["id"]: row for row in (dict(zip(names, r, strict=True)) for r in cursor.fetchall())
        }


@dataclass(frozen=True)
class _Inside:
    condition: str
    by_path: bool = False
    ids: bool = False


def _rows(records: Records, asked: Asked) -> str:
    """The rows for the period; other figures they look at come from facts, or are worked out."""
    if not records.after:
        return render(records.statement, asked.period)
    if asked.filled:
        return render(records.statement, asked.period, relation(asked.period))
    with connection.cursor() as cursor:
        computed: Computed = work_out(cursor, asked.org.pk, asked.period.on, set(records.after))
    return render(records.statement, asked.period, computed.relation)


def _inside(records: Records, asked: Asked) -> _Inside:
    """Which rows belong to the organisation and all below it, as the tree stood then?"""
    if records.moved:
        return _Inside(f"r.org_id = ANY ({_array(_crossed(records, asked))})", ids=True)
    if _is_as_today(asked):
        condition = "true"
        if records.elsewhere:
            condition = put(
                "NOT EXISTS (SELECT 1 FROM organisation e WHERE e.id = r.elsewhere"
                " AND e.path >= '<path>' AND e.path < '<high>')",
                path=asked.org.path, high=asked.org.path[:-1] + "/",
            )  # fmt: skip
        return _Inside(condition, by_path=True)
    with connection.cursor() as cursor:
        make_tree(cursor, asked.period, top=asked.org.pk, table="figure_inside")
        cursor.execute("SELECT org_id FROM figure_inside")
        below = _array([org for (org,) in cursor.fetchall()])
    condition = f"r.org_id = ANY ({below})"
    if records.elsewhere:
        condition += f" AND (r.elsewhere = ANY ({below})) IS NOT TRUE"
    return _Inside(condition, ids=True)


def _is_as_today(asked: Asked) -> bool:
    """Did nothing move in, out or within since the period began? Then paths say the same."""
    low, high = asked.org.path, asked.org.path[:-1] + "/"
    with connection.cursor() as cursor:
        cursor.execute(SHAPE_CHANGED, [asked.period.before, low, high, low, high])
        return not cursor.fetchone()[0]


def _crossed(records: Records, asked: Asked) -> list[int]:
    with connection.cursor() as cursor:
        make_tree(cursor, asked.period)
        if not make_crossed(cursor, asked.period):
            return []
        cursor.execute(
            put("SELECT org_id FROM <crossed> WHERE way = %s AND above = %s", crossed=CROSSED),
            [records.moved, asked.org.pk],
        )
        return [org for (org,) in cursor.fetchall()]


def _where_some(indicator: Indicator, asked: Asked, part: str) -> str:
    """Organisations whose own records hold some of the part, according to the facts."""
    records = indicator.records
    place = layout_of(records).places[indicator.code]
    at = {"n": place.n, "missing": place.missing}.get(part)
    at = (place.d or 0) if at is None else at
    newest = FactLayout.objects.filter(records=records.code).order_by("-pk").values_list("pk")[:1]
    number = newest.get()[0]
    low, high = asked.org.path, asked.org.path[:-1] + "/"
    with connection.cursor() as cursor:
        cursor.execute(WHERE_SOME, [records.code, asked.period.month, number, low, high, at + 1])
        return _array([org for (org,) in cursor.fetchall()])


def _array(ids: list[int]) -> str:
    return "'{" + ",".join(map(str, ids)) + "}'::bigint[]"
