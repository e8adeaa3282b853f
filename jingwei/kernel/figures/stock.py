"""How are many months counted without reading every record each month? What stays is summed once.

Of ten members nine belong to the same branch all year long, and most of what is asked about them
does not depend on the day. Rows are read once into a narrow temporary table; rows that hold on
every day asked for are summed up once, and a month counts only the rest, and the questions that
name the day (ages).
"""

from typing import Any

from jingwei.kernel.figures.declare import Records
from jingwei.kernel.figures.layout import Slot, layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.sql import day, put, render
from jingwei.kernel.figures.tree import TREE

BASE = """
CREATE TEMP TABLE <base> AS
SELECT r.*, r.held @> <span> AS stays FROM (<rows>) r WHERE r.held && <span>
"""
KEEP = "CREATE TEMP TABLE <base> AS <rows>"
SUMS = """
CREATE TEMP TABLE <sums> AS SELECT org_id, <slots> FROM <base> WHERE stays GROUP BY org_id
"""
OWN = """
CREATE TEMP TABLE <own> ON COMMIT DROP AS
SELECT org_id, <added> FROM (
    SELECT org_id, <kept> FROM <sums>
    UNION ALL
    SELECT org_id, <asked> FROM <base> WHERE stays GROUP BY org_id
    UNION ALL
    SELECT org_id, <all> FROM <base> WHERE NOT stays AND <holds> GROUP BY org_id
) part JOIN <tree> t USING (org_id) GROUP BY org_id
"""


class Stock:
    """Lasting records of several months in temporary tables of the session."""

    def __init__(self, cursor: Any, records: list[Records], periods: list[Period]) -> None:
        self.codes = {one.code for one in records if one.lasting}
        self.bases = {one.code for one in records if one.base}
        self.forget(cursor)  # of a fill that was cut short on this connection
        days = sorted(period.on for period in periods)
        span = f"daterange({day(days[0])}, {day(days[-1])}, '[]')"
        for one in records:
            if one.lasting:
                self._read(cursor, one, span, periods[0])
            if one.base:
                cursor.execute(put(KEEP, base=_base(one), rows=one.base))

    def base_of(self, records: Records) -> str:
        """The table into which the base of some records was read."""
        return _base(records)

    def count(self, cursor: Any, records: Records, period: Period, own: str) -> None:
        """The table ``own`` of one month."""
        slots = layout_of(records).slots
        zero = "0::bigint"
        parts = {
            "added": _columns(slots, lambda i, _: f"sum(c{i})::bigint"),
            "kept": _columns(slots, lambda i, s: f"c{i}" if s.is_steady else zero),
            "asked": _columns(slots, lambda i, s: zero if s.is_steady else _count(s, period)),
            "all": _columns(slots, lambda i, s: _count(s, period)),
            "holds": render("HOLDS(held)", period),
        }
        cursor.execute(
            put(OWN, own=own, base=_base(records), sums=_sums(records), tree=TREE, **parts)
        )

    def forget(self, cursor: Any) -> None:
        for code in self.codes | self.bases:
            name = code.replace(".", "_")
            cursor.execute(f"DROP TABLE IF EXISTS figure_base_{name}, figure_sums_{name}")

    def _read(self, cursor: Any, records: Records, span: str, period: Period) -> None:
        slots = layout_of(records).slots
        rows = render(records.rows, period)
        cursor.execute(put(BASE, base=_base(records), rows=rows, span=span))
        kept = _columns(slots, lambda i, s: _count(s, period) if s.is_steady else "0::bigint")
        cursor.execute(put(SUMS, sums=_sums(records), base=_base(records), slots=kept))


def _columns(slots: tuple[Slot, ...], said: Any) -> str:
    return ", ".join(f"{said(i, slot)} AS c{i}" for i, slot in enumerate(slots))


def _count(slot: Slot, period: Period) -> str:
    return f"{render(slot.sql(), period)}::bigint"


def _base(records: Records) -> str:
    return f"figure_base_{records.code.replace('.', '_')}"


def _sums(records: Records) -> str:
    return f"figure_sums_{records.code.replace('.', '_')}"
