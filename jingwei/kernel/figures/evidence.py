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
from jingwei.kernel.figures.moved import CROSSED, make_crossed
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.queries import work_out
from jingwei.kernel.figures.sql import array, put, render
from jingwei.kernel.figures.tree import make_tree
from jingwei.kernel.orgs.models import Organisation

PARTS = ("n", "rest", "d", "missing")
WINDOW = 53  # organisations with records, either way: more than a page has rows

SHAPE_CHANGED = """
SELECT EXISTS (
    SELECT 1 FROM edge WHERE kind = 'leads' AND NOT upper_inf(held) AND upper(held) > %s
    AND ((org_path >= %s AND org_path < %s) OR (host_path >= %s AND host_path < %s))
)
"""
IDS = "SELECT r.id FROM (<rows>) r WHERE (<condition>) AND <inside>"
THESE = "SELECT * FROM (<rows>) r WHERE r.id = ANY (%s)"
# Organisations in order, each with its fact, until there are enough: the planner, which cannot
# guess how many have some, would else look at all facts of the city and sort them.
WITH_SOME = """
SELECT o.id FROM (
    SELECT id, path FROM organisation o WHERE <inside> AND o.path <way> %(near)s
    ORDER BY o.path <order>
) o CROSS JOIN LATERAL (
    SELECT f.own, f.total FROM fact f WHERE f.org_id = o.id AND f.records = %(records)s
    AND f.month = %(month)s AND f.known_to IS NULL
    AND f.layout_id = (SELECT max(id) FROM fact_layout WHERE records = %(records)s) OFFSET 0
) f
WHERE <some> <> 0 ORDER BY o.path <order> LIMIT %(most)s
"""


@dataclass(frozen=True)
class Asked:
    """Whose figure for which period. ``filled``: there are facts that go up to its last day."""

    org: Organisation
    period: Period
    filled: bool


def evidence(
    indicator: Indicator,
    asked: Asked,
    scope: Scope,
    *,
    part: str = "n",
    near: str | None = None,
) -> ScopedQuerySet:
    """Records of a part: ``n`` counted in, ``rest`` of the denominator, ``d`` both, ``missing``.

    Rows of the records' model in the scope, to be ordered and paged by the caller. ``near`` says
    that only a page of them in the order of paths is wanted, next to this path: then the facts
    tell where to look, and a page of half a million records costs what one of fifty does.
    """
    records = indicator.records
    inside = _inside(records, asked)
    only = None
    if near is not None and asked.filled and not records.moved:
        only = _with_some(indicator, asked, part, inside, near)
    rows = _rows(records, asked, only)
    condition = f"({render(part_condition(indicator, part), asked.period)})"
    if only is not None:
        condition += f" AND r.org_id = ANY ({array(only)})"
    model: Any = apps.get_model(records.model)
    found: ScopedQuerySet = model.objects.within(scope)
    if inside.ids is None:
        found = found.under(asked.org.path)
    sql = put(IDS, rows=rows, condition=condition, inside=inside.condition)
    return found.filter(pk__in=RawSQL(sql, ()))  # noqa: S611 - of our own declarations only


def details(
    records: Records, asked: Asked, ids: list[int], orgs: list[int]
) -> dict[int, dict[str, Any]]:
    """What the declaration sees of some records of ``orgs``: the columns its conditions name."""
    with connection.cursor() as cursor:
        cursor.execute(put(THESE, rows=_rows(records, asked, orgs)), [ids])
        names = [column.name for column in cursor.description or ()]
        return {
            row["id"]: row for row in (dict(zip(names, r, strict=True)) for r in cursor.fetchall())
        }


@dataclass(frozen=True)
class _Inside:
    """A condition over the rows; ``ids`` are the organisations, None where paths tell them."""

    condition: str
    ids: list[int] | None = None


def _rows(records: Records, asked: Asked, only: list[int] | None) -> str:
    """The rows for the period; other figures they look at come from facts, or are worked out."""
    if not records.after:
        return render(records.statement, asked.period, only=only)
    if asked.filled:
        return render(records.statement, asked.period, relation(asked.period), only)
    with connection.cursor() as cursor:
        computed: Computed = work_out(cursor, asked.org.pk, asked.period.on, set(records.after))
    return render(records.statement, asked.period, computed.relation, only)


def _inside(records: Records, asked: Asked) -> _Inside:
    """Which rows belong to the organisation and all below it, as the tree stood then?"""
    if records.moved:
        crossed = _crossed(records, asked)
        return _Inside(f"r.org_id = ANY ({array(crossed)})", crossed)
    if _is_as_today(asked):
        condition = "true"
        if records.elsewhere:
            condition = put(
                "NOT EXISTS (SELECT 1 FROM organisation e WHERE e.id = r.elsewhere"
                " AND e.path >= '<path>' AND e.path < '<high>')",
                path=asked.org.path, high=asked.org.path[:-1] + "/",
            )  # fmt: skip
        return _Inside(condition)
    with connection.cursor() as cursor:
        make_tree(cursor, asked.period, top=asked.org.pk, table="figure_inside")
        cursor.execute("SELECT org_id FROM figure_inside")
        below = [org for (org,) in cursor.fetchall()]
    condition = f"r.org_id = ANY ({array(below)})"
    if records.elsewhere:
        condition += f" AND (r.elsewhere = ANY ({array(below)})) IS NOT TRUE"
    return _Inside(condition, below)


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


def _with_some(
    indicator: Indicator, asked: Asked, part: str, inside: _Inside, near: str
) -> list[int]:
    """Organisations next to a path whose own records hold some of the part, by the facts."""
    place = layout_of(indicator.records).places[indicator.code]

    def counted(at: int | None) -> str:
        return "0" if at is None else f"(coalesce(f.own, f.total))[{at + 1}]"

    # A sum of values may be zero where there are records: look where there are any at all.
    n = (place.d or 0) if indicator.value else place.n
    some = {
        "n": counted(n),
        "d": counted(place.d),
        "rest": f"{counted(place.d)} - {counted(n)}",
        "missing": counted(place.missing),
    }[part]
    if inside.ids is None:
        within = put(
            "o.path >= '<path>' AND o.path < '<high>'",
            path=asked.org.path, high=asked.org.path[:-1] + "/",
        )  # fmt: skip
    else:
        within = f"o.id = ANY ({array(inside.ids)})"
    # Who stands above a row that came from elsewhere has it in the sum, but no row: take them all.
    ways: list[tuple[str, str, str, int | None]] = [(">=", "ASC", near, WINDOW)]
    if indicator.records.elsewhere:
        ways = [(">=", "ASC", "", None)]
    elif near:
        ways.append(("<", "DESC", near, WINDOW))
    found: list[int] = []
    with connection.cursor() as cursor:
        for way, order, path, most in ways:
            cursor.execute(
                put(WITH_SOME, inside=within, some=some, way=way, order=order),
                {
                    "near": path, "records": indicator.records.code,
                    "month": asked.period.month, "most": most,
                },
            )  # fmt: skip
            found += [org for (org,) in cursor.fetchall()]
    return found
