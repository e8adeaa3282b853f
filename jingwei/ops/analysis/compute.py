"""What do the figures come to, from a snapshot? The declared SELECTs, on the engine that is given.

Counted once where a record lives, then summed up along the line of superiors: the records are
never joined to everybody above them. The numbers equal the facts of the city's own database; a
test compares all of them.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import day, put, render
from jingwei.ops.analysis import declared, snapshot
from jingwei.ops.analysis.engines import Engine
from jingwei.ops.analysis.portable import translated
from jingwei.ops.words import Stopped, _

OWN = "SELECT r.org_id, <slots> FROM (<rows>) r GROUP BY r.org_id"
TOTAL = """
SELECT a.above AS org_id, <sums> FROM <own> o
JOIN figure_above a ON a.org_id = o.org_id AND a.month = <month> GROUP BY a.above
"""
# Few rows come from elsewhere; each counts above the one end and not above the other.
BETWEEN = """
SELECT r.figure_at AS org_id, <slots> FROM (
    SELECT c.*, a.above AS figure_at FROM (<rows>) c
    JOIN figure_above a ON a.org_id = c.org_id AND a.month = <month>
    LEFT JOIN figure_above b
        ON b.org_id = c.elsewhere AND b.above = a.above AND b.month = <month>
    WHERE b.above IS NULL
) r GROUP BY r.figure_at
"""
MOVED = """
SELECT x.above AS org_id, <slots> FROM (<rows>) r
JOIN figure_moved x ON x.org_id = r.org_id AND x.way = '<way>' AND x.month = <month>
GROUP BY x.above
"""
RELATION = """
(SELECT t.org_id, <columns> FROM <total> t LEFT JOIN <own> o ON o.org_id = t.org_id)
"""


@dataclass(frozen=True)
class Snapshot:
    """A folder and what it says of itself."""

    place: Path
    code: str
    name: str
    periods: tuple[Period, ...]
    rules: dict[date, dict[str, Decimal]]
    tables: tuple[str, ...]

    def rule(self, name: str, on: date) -> Decimal:
        """A number of the rulebook as it stood on the last day of a month of the snapshot."""
        return self.rules[on][name]


@dataclass(frozen=True)
class Fact:
    """What all indicators over the same records came to; the numbers stand as in the database."""

    records: str
    month: date
    org_id: int
    total: tuple[int, ...]


def opened(place: Path) -> Snapshot:
    """Raises: Stopped for a folder that is no snapshot, or one of other declarations."""
    file = place / snapshot.DESCRIPTION
    if not file.is_file():
        raise Stopped(
            _("{folder} 里没有快照，请先运行 ./jw snapshot {folder}。").format(folder=place)
        )
    told = json.loads(file.read_text())
    if (
        told["version"] != snapshot.VERSION
        or told["declarations"] != declared.fingerprint()
    ):  # fmt: skip
        raise Stopped(_("快照是按另一个版本的口径导出的，请重新运行 ./jw snapshot。"))
    periods = tuple(
        Period(date.fromisoformat(one["month"]), date.fromisoformat(one["on"]))
        for one in told["months"]
    )
    rules = {
        date.fromisoformat(one["on"]): {name: Decimal(n) for name, n in one["rules"].items()}
        for one in told["months"]
    }
    city = told["city"]
    return Snapshot(place, city["code"], city["name"], periods, rules, tuple(told["rows"]))


def work_out(engine: Engine, found: Snapshot, *, only: Period | None = None) -> Iterator[Fact]:
    """The facts of every organisation, month by month, or of one month ``only``."""
    for table in found.tables:
        engine.read(table, found.place / f"{table}.parquet")
    for period in [only] if only else found.periods:
        yield from _Month(engine, found, period).facts()


def organisations(engine: Engine, found: Snapshot) -> dict[str, tuple[int, str]]:
    """Key and name by code."""
    engine.read(snapshot.NAMED, found.place / f"{snapshot.NAMED}.parquet")
    rows = engine.rows(f"SELECT code, id, name FROM {snapshot.NAMED}")
    return {code: (int(key), name) for code, key, name in rows}


class _Month:
    """The temporary tables of one month; those of the month before are replaced."""

    def __init__(self, engine: Engine, found: Snapshot, period: Period) -> None:
        self.engine, self.found, self.period = engine, found, period
        self.empty: set[str] = set()  # codes of records of which there is none in the month

    def facts(self) -> Iterator[Fact]:
        for records in registered().records.values():
            self._make(records)
            if records.code in self.empty:
                continue
            width = layout_of(records).width
            names = ", ".join(f"c{i}" for i in range(width))
            for org, *numbers in self.engine.rows(f"SELECT org_id, {names} FROM {_total(records)}"):
                total = tuple(int(n) for n in numbers)
                # Where a basis says whether there is data, rows of zeros say nothing.
                if any(total) or not records.basis:
                    yield Fact(records.code, self.period.month, int(org), total)

    def _make(self, records: Records) -> None:
        rows = self._rendered(records.statement)
        if records.moved:
            self._say(MOVED, _total(records), records, rows=rows, way=records.moved)
        elif records.elsewhere:
            self._say(BETWEEN, _total(records), records, rows=rows)
        else:
            self._say(OWN, _own(records), records, rows=rows)
            if not self.engine.rows(f"SELECT org_id FROM {_own(records)} LIMIT 1"):
                self.empty.add(records.code)  # most kinds of a small city: nothing to sum up
                return
            self._say(TOTAL, _total(records), records, own=_own(records))

    def _say(self, statement: str, name: str, records: Records, **parts: str) -> None:
        slots = layout_of(records).slots
        said = put(
            statement, month=day(self.period.month),
            slots=_listed(len(slots), lambda i: f"({self._rendered(slots[i].sql())})::bigint"),
            sums=_listed(len(slots), lambda i: f"sum(o.c{i})::bigint"),
            **parts,
        )  # fmt: skip
        self.engine.make(name, translated(said, self.engine.dialect))

    def _rendered(self, text: str) -> str:
        return render(text, self.period, self._relation, rule=self.found.rule)

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
        return put(RELATION, columns=columns, total=_total(records), own=_own(records))


def _listed(count: int, said: Callable[[int], str]) -> str:
    return ", ".join(f"{said(i)} AS c{i}" for i in range(count))


def _own(records: Records) -> str:
    return f"figure_own_{records.code.replace('.', '_')}"


def _total(records: Records) -> str:
    return f"figure_total_{records.code.replace('.', '_')}"
