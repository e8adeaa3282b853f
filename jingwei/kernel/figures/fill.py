"""How do facts come about? Worked out anew from records; what did not change is not touched.

Runs as jw_worker or jw_migrate in :func:`system_scope`, since a figure of the city counts what no
single office may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.figures.compute import Computed, prepare
from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_ids, layout_of
from jingwei.kernel.figures.models import Filled
from jingwei.kernel.figures.periods import Period, whole
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import day, put
from jingwei.kernel.figures.stock import Stock
from jingwei.kernel.figures.tree import make_tree

FILL_LOCK = 0x4A57_0002  # advisory lock: one hand at a time on the facts
MANY = 20_000  # facts; after so many the planner must look at the table anew

GATHERED = """
SELECT t.org_id, <own> AS own, ARRAY[<total>]::bigint[] AS total FROM <totals> t <join> <some>
"""
NEW = "CREATE TEMP TABLE figure_new ON COMMIT DROP AS <gathered>"
CHANGED = """
CREATE TEMP TABLE figure_changed ON COMMIT DROP AS
SELECT coalesce(n.org_id, f.org_id) AS org_id, f.known_from
FROM figure_new n FULL JOIN (
    SELECT org_id, layout_id, own, total, known_from FROM fact
    WHERE records = '<records>' AND month = <month> AND known_to IS NULL
) f ON f.org_id = n.org_id
WHERE f.org_id IS NULL OR n.org_id IS NULL OR f.layout_id <> <layout> OR f.total <> n.total
   OR f.own IS DISTINCT FROM n.own
"""
# A fact that this very moment wrote and now finds wrong was never known to anybody: it goes.
DROP = """
DELETE FROM fact f USING figure_changed c WHERE f.records = '<records>' AND f.month = <month>
AND f.org_id = c.org_id AND f.known_from = c.known_from AND f.known_from >= %(at)s
"""
CLOSE = """
UPDATE fact f SET known_to = %(at)s FROM figure_changed c
WHERE f.records = '<records>' AND f.month = <month>
AND f.org_id = c.org_id AND f.known_from = c.known_from
"""
# The same where no record is left of a kind.
ALL = "records = '<records>' AND month = <month> AND known_to IS NULL"
DROP_ALL = put("DELETE FROM fact WHERE <all> AND known_from >= %(at)s", all=ALL)
CLOSE_ALL = put("UPDATE fact SET known_to = %(at)s WHERE <all>", all=ALL)
WRITE = """
INSERT INTO fact (org_id, records, month, layout_id, own, total, known_from)
SELECT n.org_id, '<records>', <month>, <layout>, n.own, n.total, %(at)s FROM <source> n <only>
"""
ONLY = "JOIN figure_changed c USING (org_id)"


@dataclass
class Outcome:
    """How many facts a fill wrote and closed."""

    written: int = 0
    closed: int = 0


def fill_months(
    months: Iterable[date],
    *,
    at: datetime,
    records: Iterable[str] | None = None,
    said: Callable[[date], None] = lambda month: None,
) -> Outcome:
    """Work out the facts of ``months`` (first days) anew, one transaction a month.

    ``records`` names the kinds of records by code; those that look at them come along. The running
    month is worked out up to the local day of ``at``; months to come are left out.
    """
    outcome = Outcome()
    today = local_day(at)
    wanted = with_dependents(records)
    periods = [whole(month, today) for month in sorted(months) if month <= today]
    stock = None
    try:
        if len(periods) > 1:
            with system_scope("指标重算"), connection.cursor() as cursor:
                prepare(cursor)
                stock = Stock(cursor, _with_bases(wanted), periods)
        for period in periods:
            with system_scope("指标重算"), connection.cursor() as cursor:
                at = take_turn(cursor, at)
                fill_period(cursor, period, wanted, at=at, outcome=outcome, stock=stock)
            said(period.month)
    finally:
        if stock is not None and not connection.needs_rollback:
            with connection.cursor() as cursor:
                stock.forget(cursor)
    if outcome.written > MANY:
        with connection.cursor() as cursor:
            # Owner's work; asked by the worker the server passes over it and does it by itself.
            cursor.execute("ANALYZE fact")
    return outcome


def take_turn(cursor: Any, at: datetime) -> datetime:
    """Wait until nobody else writes facts; gives the moment from which what follows is known.

    A clock that was put back must not write a fact before the one it replaces.
    """
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FILL_LOCK])
    prepare(cursor)
    cursor.execute("SELECT max(at) FROM filled")  # after the lock: what the last hand wrote
    (last,) = cursor.fetchone()
    return max(at, last) if last else at


def fill_period(
    cursor: Any,
    period: Period,
    wanted: list[Records],
    *,
    at: datetime,
    outcome: Outcome,
    stock: Stock | None = None,
) -> None:
    """Work out one month inside a transaction that holds the lock and the whole tree."""
    make_tree(cursor, period)
    computed = Computed(cursor, period, stock=stock)
    numbers = layout_ids(wanted)
    filled = set(Filled.objects.filter(month=period.month).values_list("records", flat=True))
    for one in _with_bases(wanted):
        computed.work_out(one)
        if one not in wanted:
            continue
        merge = _merge if one.code in filled else _write_first
        merge(cursor, computed, one, numbers[one.code], at=at, outcome=outcome)
    computed.forget()
    Filled.objects.bulk_create(
        [
            Filled(records=code, month=period.month, on=period.on, at=at, layout_id=number)
            for code, number in numbers.items()
        ],
        update_conflicts=True, unique_fields=["records", "month"],
        update_fields=["on", "at", "layout"],
    )  # fmt: skip


def with_dependents(codes: Iterable[str] | None) -> list[Records]:
    """The records of these codes and all that look at them, in the order of filling."""
    known = registered().records
    if codes is None:
        return list(known.values())
    wanted = set(codes)
    for one in known.values():
        if wanted & {*one.after}:
            wanted.add(one.code)
    return [one for code, one in known.items() if code in wanted]


def _with_bases(wanted: list[Records]) -> list[Records]:
    """``wanted`` and what they look at, which has to be worked out before."""
    codes = {one.code for one in wanted} | {code for one in wanted for code in one.after}
    return [one for code, one in registered().records.items() if code in codes]


def _write_first(
    cursor: Any, computed: Computed, records: Records, number: int, *, at: datetime,
    outcome: Outcome,
) -> None:  # fmt: skip
    """Keep what was worked out for a month that has no facts of these records yet."""
    if records.code in computed.empty:
        return
    parts = _parts(computed, records, number)
    source = f"({_gathered(computed, records)})"
    cursor.execute(put(WRITE, only="", source=source, **parts), {"at": at})
    outcome.written += cursor.rowcount


def _merge(
    cursor: Any, computed: Computed, records: Records, number: int, *, at: datetime,
    outcome: Outcome,
) -> None:  # fmt: skip
    """Keep what was worked out: close what changed, write what is new."""
    parts = _parts(computed, records, number)
    if records.code in computed.empty:
        cursor.execute(put(DROP_ALL, **parts), {"at": at})
        cursor.execute(put(CLOSE_ALL, **parts), {"at": at})
        outcome.closed += cursor.rowcount
        return
    cursor.execute("DROP TABLE IF EXISTS figure_new, figure_changed")
    cursor.execute(put(NEW, gathered=_gathered(computed, records)))
    cursor.execute("ANALYZE figure_new")
    cursor.execute(put(CHANGED, **parts))
    if not cursor.rowcount:
        return
    cursor.execute("ANALYZE figure_changed")
    cursor.execute(put(DROP, **parts), {"at": at})
    cursor.execute(put(CLOSE, **parts), {"at": at})
    outcome.closed += cursor.rowcount
    cursor.execute(put(WRITE, only=ONLY, source="figure_new", **parts), {"at": at})
    outcome.written += cursor.rowcount


def _parts(computed: Computed, records: Records, number: int) -> dict[str, object]:
    return {"records": records.code, "month": day(computed.period.month), "layout": number}


def _gathered(computed: Computed, records: Records) -> str:
    """One row for each organisation that has data, as arrays."""
    places = range(layout_of(records).width)
    total = ", ".join(f"t.c{i}" for i in places)
    own, join = "NULL::bigint[]", ""
    if not records.moved and not records.elsewhere:
        kept = ", ".join(f"coalesce(o.c{i}, 0)" for i in places)
        differs = " OR ".join(f"t.c{i} <> coalesce(o.c{i}, 0)" for i in places)
        own = f"CASE WHEN {differs} THEN ARRAY[{kept}]::bigint[] END"
        join = f"LEFT JOIN {computed.own(records)} o USING (org_id)"
    # Where a basis says whether there is data, rows of zeros say nothing.
    some = "WHERE " + " OR ".join(f"t.c{i} <> 0" for i in places) if records.basis else ""
    return put(GATHERED, own=own, total=total, totals=computed.total(records), join=join, some=some)
