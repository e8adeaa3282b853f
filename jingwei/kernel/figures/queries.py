"""What did a figure come to: for whom, for which month or day, and as known when?

Months come from facts; a day within a month is worked out on the spot from records. Both are the
same words and the same sums, so they agree wherever both exist.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Q

from jingwei.kernel.days import first_of_month
from jingwei.kernel.figures.compute import Computed, prepare
from jingwei.kernel.figures.declare import Indicator, Records
from jingwei.kernel.figures.figure import Figure, figure_of, no_figure
from jingwei.kernel.figures.layout import kept_places, layout_of
from jingwei.kernel.figures.models import Fact, Filled
from jingwei.kernel.figures.periods import Period, month_end, months_back, up_to
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import put
from jingwei.kernel.figures.tree import make_tree
from jingwei.kernel.rulebook.queries import value_of

TOTALS = "SELECT org_id, ARRAY[<columns>] FROM <total> WHERE org_id = ANY (%s)"

Figures = dict[tuple[int, str], Figure]
"""By organisation and code; every one asked for is there, without data where there is none."""


@dataclass(frozen=True)
class Standing:
    """Up to which day the facts of a month go. ``on`` None: the month was never worked out."""

    month: date
    on: date | None

    @property
    def is_running(self) -> bool:
        return self.on is not None and self.on < month_end(self.month)


def latest() -> Standing | None:
    """The last month there are facts of; None in an empty city."""
    row = Filled.objects.order_by("-month", "on").values_list("month", "on").first()
    return Standing(*row) if row else None


def standing(month: date) -> Standing:
    row = Filled.objects.filter(month=month).order_by("on").values_list("on", flat=True).first()
    return Standing(month, row)


def in_month(
    orgs: Iterable[int],
    month: date,
    *,
    codes: Sequence[str] | None = None,
    known_on: datetime | None = None,
    public: bool = False,
    on: date | None = None,
) -> Figures:
    """The figures of some organisations in one month, from facts; two queries.

    ``on`` is the day up to which the month goes, where the caller knows it (else a third query).

    ``known_on`` asks what the facts said at that moment. ``public`` leaves out what is not for the
    public. Shares over too few records are kept back in either case.
    """
    ids = list(orgs)
    on = on or standing(month).on or month_end(month)
    rows = _facts(Q(org__in=ids, month=month), codes, known_on)
    found = {(row["org_id"], row["records"]): row for row in rows}
    return _assemble(ids, _wanted(codes, public=public), found, on)


def series(
    org: int, last: date, *, codes: Sequence[str] | None = None, months: int = 12
) -> dict[str, list[Figure]]:
    """Month by month up to ``last``, oldest first, gaps without data; two queries."""
    span = months_back(last, months)
    rows = list(_facts(Q(org=org, month__gte=span[0], month__lte=span[-1]), codes, None))
    found: dict[str, list[Figure]] = {}
    by_month = {
        month: {(row["org_id"], row["records"]): row for row in rows if row["month"] == month}
        for month in span
    }
    for month in span:
        figures = _assemble([org], _wanted(codes), by_month[month], month_end(month))
        for (_org, code), figure in figures.items():
            found.setdefault(code, []).append(figure)
    return found


def summed(org: int, months: Sequence[date], *, codes: Sequence[str]) -> dict[str, int | None]:
    """What happened over several months, for indicators of a period; None without any data."""
    rows = list(_facts(Q(org=org, month__in=list(months)), codes, None))
    places = kept_places()
    with_data = {row["month"] for row in rows}
    found: dict[str, int | None] = {}
    for code in codes:
        records = registered().indicators[code].records
        mine = [row for row in rows if row["records"] == records.code]
        there = [(row["total"], places(row["layout_id"]).get(code)) for row in mine]
        numbers = [total[place.n] for total, place in there if place is not None]
        found[code] = sum(numbers) if numbers or with_data else None
    return found


def on_day(
    top: int, on: date, *, orgs: Iterable[int] | None = None, codes: Sequence[str] | None = None
) -> Figures:
    """The figures of ``top`` (or of ``orgs`` below it) as of any day, worked out from records.

    The tree is the one of that day. Costs about 0.1 s for a town, 2 s for a city of 25,000. Sees
    what the scope of the transaction sees.
    """
    ids = [top] if orgs is None else list(orgs)
    wanted = _wanted(codes)
    with connection.cursor() as cursor:
        codes_of = {one.records.code for one in wanted}
        codes_of |= {one.records.basis for one in wanted} - {""}
        computed = work_out(cursor, top, on, codes_of)
        found = {}
        for records in (registered().records[code] for code in sorted(codes_of - computed.empty)):
            columns = ", ".join(f"c{i}" for i in range(layout_of(records).width))
            cursor.execute(put(TOTALS, columns=columns, total=computed.total(records)), [ids])
            for org, total in cursor.fetchall():
                found[org, records.code] = {"total": total, "layout_id": None}
        computed.forget()
    return _assemble(ids, wanted, found, on)


def work_out(cursor: Any, top: int | None, on: date, codes: set[str]) -> Computed:
    """Count and sum up these records for the month of ``on`` up to that day, below ``top``."""
    needed = set(codes)
    known = registered().records
    for code in codes:
        needed |= set(known[code].after) | ({known[code].basis} - {""})
    period = up_to(on)
    prepare(cursor, "64MB")
    if any(known[code].moved for code in needed) and _moved_within(cursor, period):
        top = None  # who left stands elsewhere now
    make_tree(cursor, period, top=top)
    computed = Computed(cursor, period, top=None if _is_root(cursor, top) else top)
    for code, records in known.items():
        if code in needed:
            computed.work_out(records)
    return computed


def _is_root(cursor: Any, org: int | None) -> bool:
    cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM edge WHERE org_id = %s)", [org])
    return bool(cursor.fetchone()[0])


def _moved_within(cursor: Any, period: Period) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT 1 FROM edge WHERE kind = 'leads' AND NOT upper_inf(held)"
        " AND upper(held) > %s AND upper(held) <= %s)",
        [period.before, period.on],
    )
    return bool(cursor.fetchone()[0])


def as_of(
    top: int, on: date, *, orgs: Iterable[int] | None = None, codes: Sequence[str] | None = None
) -> Figures:
    """From facts where the day is the end of a filled month, else worked out from records."""
    if standing(first_of_month(on)).on == on:
        return in_month([top] if orgs is None else orgs, first_of_month(on), codes=codes)
    return on_day(top, on, orgs=orgs, codes=codes)


def _facts(where: Q, codes: Sequence[str] | None, known_on: datetime | None) -> Any:
    known = Q(known_to=None)
    if known_on is not None:
        known = Q(known_from__lte=known_on) & (Q(known_to=None) | Q(known_to__gt=known_on))
    if codes is not None:
        records = {registered().indicators[code].records for code in codes}
        bases = {one.basis for one in records} - {""}
        where &= Q(records__in=[*(one.code for one in records), *bases])
    return (
        Fact.objects.filter(where, known)
        .order_by(F("month"))
        .values("org_id", "records", "month", "layout_id", "total")
    )


def _wanted(codes: Sequence[str] | None, *, public: bool = False) -> list[Indicator]:
    known = registered().indicators
    chosen = list(known.values()) if codes is None else [known[code] for code in codes]
    return [one for one in chosen if one.public or not public]


def _assemble(
    orgs: list[int],
    wanted: list[Indicator],
    found: dict[tuple[int, str], dict[str, Any]],
    on: date,
) -> Figures:
    places = kept_places()
    least = int(value_of("figures.denominator.least", on)) if found else 0
    figures: Figures = {}
    for org in orgs:
        for one in wanted:
            fact = _fact(found, org, one.records)
            figures[org, one.code] = no_figure(one, org, on)
            if fact is None:
                continue
            number = fact["layout_id"]
            place = (
                layout_of(one.records).places if number is None else places(number)
            ).get(one.code)  # fmt: skip
            if place is not None:
                figures[org, one.code] = figure_of(one, org, on, fact["total"], place, least=least)
    return figures


def _fact(
    found: dict[tuple[int, str], dict[str, Any]], org: int, records: Records
) -> dict[str, Any] | None:
    """The fact, or zeros where other records say that there is data here and nothing happened."""
    fact = found.get((org, records.code))
    if fact is None and records.basis and (org, records.basis) in found:
        return {"total": [0] * layout_of(records).width, "layout_id": None}
    return fact
