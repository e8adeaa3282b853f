"""At which place of a fact does an indicator stand? Equal conditions share one place."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import md5

from django.db import connection

from jingwei.kernel.figures.declare import EVERY, MARK, Indicator, Records
from jingwei.kernel.figures.models import FactLayout
from jingwei.kernel.figures.registered import registered

NUMBERS = """
SELECT l.records, l.id FROM unnest(%s::text[], %s::text[]) AS w (records, digest)
JOIN fact_layout l ON l.records = w.records AND md5(l.definition) = w.digest ORDER BY l.id
"""


@dataclass(frozen=True)
class Slot:
    """One additive number: how many records fulfil ``condition``, or the sum of ``value``."""

    condition: str
    value: str = ""
    scale: int = 0

    @property
    def is_steady(self) -> bool:
        """Is the answer the same on every day on which a row counts?"""
        return not MARK.search(self.condition + self.value)

    def sql(self, weight: str = "") -> str:
        """The aggregate; ``weight`` is a column of +1 and -1 where rows may be taken back."""
        chosen = "" if self.condition == EVERY else f" FILTER (WHERE {self.condition})"
        if self.value:
            times = f" * {weight}" if weight else ""
            return f"coalesce(round(sum(({self.value}){times}){chosen} * {10**self.scale}), 0)"
        return f"coalesce(sum({weight}){chosen}, 0)" if weight else f"count(*){chosen}"


@dataclass(frozen=True)
class Place:
    """Positions of an indicator in the array of a fact, counted from 0."""

    n: int
    d: int | None
    missing: int | None


@dataclass(frozen=True)
class Layout:
    """The places of all indicators over the same records; the first place counts all rows."""

    records: Records
    slots: tuple[Slot, ...]
    places: dict[str, Place]

    @property
    def width(self) -> int:
        return len(self.slots)


def numerator(one: Indicator) -> str:
    """The condition of the numerator; it is always part of the denominator."""
    return one.n if not one.d or one.d == EVERY else _both(one.d, one.n)


def part_condition(one: Indicator, part: str) -> str:
    """The condition of a part: ``n``, ``d``, ``rest`` (of d, not of n) or ``missing``."""
    if part == "n":
        return numerator(one)
    if part == "rest":
        return f"({one.d or EVERY}) AND ({one.n}) IS NOT TRUE"
    return {"d": one.d or EVERY, "missing": one.missing or "false"}[part]


@cache
def layout_of(records: Records) -> Layout:
    """The places of the indicators as they are declared now."""
    slots: list[Slot] = [Slot(EVERY)]

    def place(condition: str, value: str = "", scale: int = 0) -> int:
        slot = Slot(condition, value, scale)
        if slot not in slots:
            slots.append(slot)
        return slots.index(slot)

    places = {
        one.code: Place(
            n=place(numerator(one), one.value, one.scale),
            d=place(one.d) if one.d else None,
            missing=place(one.missing) if one.missing else None,
        )
        for one in registered().of_records(records)
    }
    return Layout(records, tuple(slots), places)


def layout_ids(records: Iterable[Records]) -> dict[str, int]:
    """The numbers under which facts are written; a changed definition gets a new one."""
    wanted = {one.code: _digest(one) for one in records}
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [list(wanted), list(wanted.values())])
        found: dict[str, int] = dict(cursor.fetchall())
    for code in wanted:
        if code not in found:
            found[code] = _new_layout(code)
        _kept[found[code]] = layout_of(registered().records[code]).places
    return found


@cache
def _digest(records: Records) -> str:
    # Of what is kept already, not of secrets; the texts of sixty records are long to send.
    return md5(_definition(records).encode(), usedforsecurity=False).hexdigest()


@cache
def _definition(records: Records) -> str:
    """All that decides what a fact of these records says, and where."""
    layout = layout_of(records)
    slots = [f"{slot.condition}|{slot.value}|{slot.scale}" for slot in layout.slots]
    return json.dumps([records.statement, slots, _places(layout)], ensure_ascii=False)


def _places(layout: Layout) -> dict[str, list[int | None]]:
    return {code: [place.n, place.d, place.missing] for code, place in layout.places.items()}


def _new_layout(code: str) -> int:
    records = registered().records[code]
    row = FactLayout.objects.create(
        records=code, definition=_definition(records), places=_places(layout_of(records))
    )
    return int(row.pk)


def kept_places() -> Callable[[int], dict[str, Place]]:
    """Places by layout number; earlier declarations stay legible.

    A layout is written once and never changed, so what a process has read it need not read again.
    """

    def places(number: int) -> dict[str, Place]:
        if number not in _kept:
            for key, said in FactLayout.objects.values_list("pk", "places"):
                _kept[key] = {code: Place(*three) for code, three in said.items()}
        return _kept[number]

    return places


_kept: dict[int, dict[str, Place]] = {}


def _both(one: str, other: str) -> str:
    return other if one == EVERY else (one if other == EVERY else f"({one}) AND ({other})")
