"""What do the figures come to, from snapshots? The declared SELECTs, on the engine that is given.

Counted once where a record lives, then summed up along the line of superiors: the records are
never joined to everybody above them. One SELECT counts a kind of records for all months and all
cities, where the engine can (Spark is asked month by month). The numbers equal the facts of each
city's own database; a test compares all of them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.figures.declare import MARK, Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import Days, day, in_days, put, render
from jingwei.ops.analysis import declared, snapshot
from jingwei.ops.analysis.cities import Together
from jingwei.ops.analysis.engines import Engine
from jingwei.ops.analysis.portable import is_nothing, tables_in, translated

OWN = """
SELECT mo.figure_month, r.org_id, <slots> FROM <months> mo CROSS JOIN <lateral> (<rows>) r
GROUP BY mo.figure_month, r.org_id
"""
# What those right below have of their own is handed up as one row: most organisations have nobody
# below them, and joined to everybody above they would be four times as many rows.
TOTAL = """
WITH own AS (SELECT o.* FROM <own> o), below AS (
    SELECT o.figure_month, a.above AS org_id, <sums> FROM own o
    JOIN figure_above a ON a.org_id = o.org_id AND a.month = o.figure_month AND a.steps = 1
    GROUP BY o.figure_month, a.above
), upper AS (
    SELECT o.figure_month, a.above AS org_id, <sums> FROM below o
    JOIN figure_above a ON a.org_id = o.org_id AND a.month = o.figure_month
    GROUP BY o.figure_month, a.above
)
SELECT coalesce(s.figure_month, u.figure_month) AS figure_month,
    coalesce(s.org_id, u.org_id) AS org_id, <both>
FROM (
    SELECT o.* FROM own o
    JOIN figure_above a ON a.org_id = o.org_id AND a.month = o.figure_month AND a.steps = 0
) s FULL JOIN upper u ON u.org_id = s.org_id AND u.figure_month = s.figure_month
"""
# Few rows come from elsewhere; each counts above the one end and not above the other.
BETWEEN = """
SELECT mo.figure_month, a.figure_at AS org_id, <slots>
FROM <months> mo CROSS JOIN <lateral> (<rows>) r
JOIN (SELECT month AS figure_in, org_id AS figure_org, above AS figure_at FROM figure_above) a
    ON a.figure_org = r.org_id AND a.figure_in = mo.figure_month
LEFT JOIN (SELECT month AS figure_in, org_id AS figure_org, above AS figure_at FROM figure_above) b
    ON b.figure_org = r.elsewhere AND b.figure_at = a.figure_at AND b.figure_in = mo.figure_month
WHERE b.figure_at IS NULL GROUP BY mo.figure_month, a.figure_at
"""
MOVED = """
SELECT mo.figure_month, x.figure_at AS org_id, <slots>
FROM <months> mo CROSS JOIN <lateral> (<rows>) r
JOIN (
    SELECT month AS figure_in, org_id AS figure_org, above AS figure_at FROM figure_moved
    WHERE way = '<way>'
) x ON x.figure_org = r.org_id AND x.figure_in = mo.figure_month
GROUP BY mo.figure_month, x.figure_at
"""
RELATION = """
(SELECT t.org_id, <columns> FROM <total> t
LEFT JOIN <own> o ON o.org_id = t.org_id AND o.figure_month = t.figure_month
WHERE t.figure_month = <month>)
"""
MONTHS = "figure_months"
KEEP_MONTHS = "SELECT * FROM (VALUES <rows>) m (figure_month, <names>)"


@dataclass(frozen=True)
class Fact:
    """What all indicators over the same records came to; the numbers stand as in the database."""

    records: str
    month: date
    org_id: int
    total: tuple[int, ...]
    city: str


def work_out(
    engine: Engine, found: Together, *, only: Period | None = None, keys: Sequence[int] = ()
) -> Iterator[Fact]:
    """The facts of every organisation and month; of one month ``only``, or of these ``keys``."""
    periods = [only] if only else list(found.periods)
    for some in [periods] if engine.is_lateral else [[one] for one in periods]:
        counted = Counted(engine, found, some)
        for records in registered().records.values():
            yield from counted.facts(records, keys)
        counted.forget()


def count(engine: Engine, found: Together) -> dict[str, int]:
    """How many facts of each kind there are, counted where they are: nothing is handed over."""
    counted = Counted(engine, found, found.periods)
    return {
        records.code: sum(rows for (rows,) in counted.selected(records, "count(*)"))
        for records in registered().records.values()
    }


def organisations(engine: Engine, found: Together) -> dict[str, list[tuple[int, str]]]:
    """Keys and names by code; cities may have used the same code."""
    found.read(engine, [snapshot.NAMED])
    known: dict[str, list[tuple[int, str]]] = {}
    for code, key, name in engine.rows(f"SELECT code, id, name FROM {snapshot.NAMED}"):
        known.setdefault(code, []).append((int(key), name))
    return known


class Counted:
    """Tables of the engine with what kinds of records come to in some months."""

    def __init__(self, engine: Engine, found: Together, periods: Sequence[Period]) -> None:
        self.engine, self.found, self.periods = engine, found, periods
        self.empty: set[str] = set()  # codes of records of which no city can have any
        self.known: set[str] = set()  # tables of the cities that the engine knows
        self.kept: set[str] = set()  # what the engine keeps for us
        self.years = sorted({mark for text in _all_texts() for mark in _years(text)})
        if len(periods) > 1:
            self._keep_months()

    def facts(self, records: Records, keys: Sequence[int] = ()) -> Iterator[Fact]:
        """Count ``records`` and sum them up; the facts that came out."""
        names = ", ".join(f"c{i}" for i in range(layout_of(records).width))
        where = f"org_id IN ({', '.join(map(str, keys))})" if keys else "true"
        columns = f"figure_month, org_id, {names}"
        for month, key, *numbers in self.selected(records, columns, where):
            city, its_key = self.found.organisation(int(key))
            total = tuple(int(n) for n in numbers)
            yield Fact(records.code, month, its_key, total, city.code)

    def selected(
        self, records: Records, columns: str, where: str = "true"
    ) -> Iterator[tuple[Any, ...]]:
        """Count ``records`` and sum them up; columns of the facts that came out."""
        if not self.make(records):
            return
        if records.basis:  # it says whether there is data, so rows of zeros say nothing
            some = " OR ".join(f"c{i} <> 0" for i in range(layout_of(records).width))
            where = f"({where}) AND ({some})"
        yield from self.engine.rows(f"SELECT {columns} FROM {_total(records)} WHERE {where}")
        if not _is_looked_at(records):
            self._forget(_total(records))

    def make(self, records: Records) -> bool:
        """The table of what they come to; False, and none, where there can be no row."""
        if is_nothing(self._shape(records), self.found.empty):
            self.empty.add(records.code)
            return False
        if records.moved:
            if snapshot.MOVED in self.found.empty:
                return False
            self._keep(_total(records), self._said(MOVED, records, way=records.moved))
        elif records.elsewhere:
            self._keep(_total(records), self._said(BETWEEN, records))
        elif _is_looked_at(records) or not self.engine.is_lateral:  # Spark would count it twice
            self._keep(_own(records), self._said(OWN, records))
            self._keep(_total(records), self._summed(records, _own(records)))
        else:
            own = f"({self._said(OWN, records)})"
            self._keep(_total(records), self._summed(records, own))
        return True

    def forget(self) -> None:
        for name in list(self.kept):
            self._forget(name)

    def _summed(self, records: Records, own: str) -> str:
        width = layout_of(records).width
        return put(
            TOTAL, own=own, sums=_listed(width, lambda i: f"sum(o.c{i})::bigint"),
            both=_listed(width, lambda i: f"coalesce(s.c{i}, 0) + coalesce(u.c{i}, 0)"),
        )  # fmt: skip

    def _said(self, statement: str, records: Records, **parts: str) -> str:
        """For all months; where numbers of the rulebook changed between, in as many parts."""
        told = [
            put(
                statement, months=self._months(some), lateral="LATERAL" if self._is_wide else "",
                slots=self._slots(records, some[0]),
                rows=self._rendered(records.statement, some[0]), **parts,
            )
            for some in self._by_rules(records)
        ]  # fmt: skip
        return " UNION ALL ".join(told)

    def _slots(self, records: Records, period: Period) -> str:
        slots = layout_of(records).slots
        return _listed(len(slots), lambda i: f"({self._rendered(slots[i].sql(), period)})::bigint")

    @property
    def _is_wide(self) -> bool:
        return len(self.periods) > 1

    @property
    def _days(self) -> Days:
        return _as_column if self._is_wide else in_days

    def _months(self, some: Sequence[Period]) -> str:
        if not self._is_wide:
            return f"(SELECT {day(some[0].month)} AS figure_month)"
        if len(some) == len(self.periods):
            return MONTHS
        listed = ", ".join(day(one.month) for one in some)
        return f"(SELECT * FROM {MONTHS} WHERE figure_month IN ({listed}))"

    def _by_rules(self, records: Records) -> list[list[Period]]:
        """Months side by side in which the numbers that these records name are the same."""
        names = declared.rules_in(_texts(records))
        found: dict[tuple[object, ...], list[Period]] = {}
        for period in self.periods:
            key = tuple(self.found.rule(name, period.on) for name in names)
            found.setdefault(key, []).append(period)
        return list(found.values())

    def _rendered(self, text: str, period: Period) -> str:
        return render(text, period, self._relation, rule=self.found.rule, days=self._days)

    def _shape(self, records: Records) -> str:
        return render(records.statement, self.periods[0], self._relation, rule=self.found.rule)

    def _relation(self, code: str) -> str:
        records = registered().records[code]
        if code in self.empty:
            names = [said.split(".")[1] for said in layout_of(records).places]
            none = ", ".join(f"0 AS own_{name}, 0 AS all_{name}" for name in names)
            return f"(SELECT 0 AS org_id, {none} WHERE false)"
        columns = ", ".join(
            f"coalesce(o.c{place.n}, 0) AS own_{said}, t.c{place.n} AS all_{said}"
            for said, place in (
                (name.split(".")[1], place) for name, place in layout_of(records).places.items()
            )
        )
        month = "mo.figure_month" if self._is_wide else day(self.periods[0].month)
        return put(RELATION, columns=columns, total=_total(records), own=_own(records), month=month)

    def _keep_months(self) -> None:
        rows, names = [], ["on", "since", "before", *self.years]
        for one in self.periods:
            rows.append(f"({day(one.month)}, {', '.join(in_days(name, one) for name in names)})")
        said = put(
            KEEP_MONTHS, rows=", ".join(rows), names=", ".join(_column(name) for name in names)
        )
        self._keep(MONTHS, said)

    def _keep(self, name: str, select: str) -> None:
        wanted = tables_in(select) & (self.found.cities[0].rows.keys() - self.known)
        self.found.read(self.engine, sorted(wanted))
        self.known |= wanted
        self.engine.make(name, translated(select, self.engine.dialect))
        self.kept.add(name)

    def _forget(self, name: str) -> None:
        self.engine.forget(name)
        self.kept.discard(name)


def _as_column(said: str, _period: Period) -> str:
    return f"mo.{_column(said)}"


def _column(said: str) -> str:
    return "figure_" + said.replace(" ", "_")


def _all_texts() -> Iterator[str]:
    for one in registered().records.values():
        yield from _texts(one)


def _texts(records: Records) -> list[str]:
    """All that names a day or a number for these records."""
    return [records.statement, *(slot.sql() for slot in layout_of(records).slots)]


def _years(text: str) -> list[str]:
    return [
        f"{found[1]} {found[2]}" for found in re.finditer(MARK, text) if found[1] == "years_ago"
    ]


def _is_looked_at(records: Records) -> bool:
    return any(records.code in one.after for one in registered().records.values())


def _listed(count: int, said: Callable[[int], str]) -> str:
    return ", ".join(f"{said(i)} AS c{i}" for i in range(count))


def _own(records: Records) -> str:
    return f"figure_own_{records.code.replace('.', '_')}"


def _total(records: Records) -> str:
    return f"figure_total_{records.code.replace('.', '_')}"
