"""How do many members' amounts stand in one sealed text? Packed small, opened whole.

A monthly amount tells a wage earner's income to within a few yuan, so amounts never stand in the
clear. A sheet is opened for one branch at a time; what counts in figures are its totals.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from jingwei.kernel.privacy import sealing

SHEET, FIXING, RELIEF = "dues_sheet.lines", "dues_fixing.lines", "dues_relief.sealed"


@dataclass(frozen=True)
class Fixed:
    """What a member pays a month from ``since`` (1 to 12) of the year on."""

    person: int
    group: str
    cents: int
    since: int = 1


@dataclass(frozen=True)
class Entry:
    """One payment, refund or gift. Entries are only added; a refund is an entry below zero."""

    person: int
    kind: str
    cents: int
    on: date
    payer: str = ""
    why: str = ""


@dataclass(frozen=True)
class Lines:
    """A sheet: what each person owes for the period (None: not fixed), and what came in."""

    due: dict[int, int | None]
    entries: tuple[Entry, ...] = ()


def seal_fixed(lines: Iterable[Fixed], row: UUID) -> bytes:
    return sealing.seal(packed_fixed(lines), column=FIXING, row=row)


def packed_fixed(lines: Iterable[Fixed]) -> str:
    return _json([[one.person, one.group, one.cents, one.since] for one in lines])


def open_fixed(sealed: bytes | memoryview, row: UUID) -> tuple[Fixed, ...]:
    text = sealing.unseal(sealed, column=FIXING, row=row)
    return tuple(Fixed(*one) for one in json.loads(text or "[]"))


def seal_sheet(lines: Lines, first: date, row: UUID) -> bytes:
    return sealing.seal(packed_sheet(lines, first), column=SHEET, row=row)


def packed_sheet(lines: Lines, first: date) -> str:
    """Days count from the first of the period, persons by their place among those who owe."""
    people = list(lines.due)
    place = {person: at for at, person in enumerate(people)}
    entries = []
    for one in lines.entries:
        row: list[object] = [place[one.person], one.kind, one.cents, (one.on - first).days]
        if one.payer or one.why:
            row += [one.payer, one.why]
        entries.append(row)
    return packed(people, list(lines.due.values()), entries)


def packed(people: list[int], due: list[int | None], entries: list[list[object]]) -> str:
    """Entries are ``[place among people, kind, cents, days after the first, payer, why]``."""
    return _json([people, due, entries])


def open_sheet(sealed: bytes | memoryview, first: date, row: UUID) -> Lines:
    text = sealing.unseal(sealed, column=SHEET, row=row)
    if not text:
        return Lines({})
    people, due, entries = json.loads(text)
    return Lines(
        dict(zip(people, due, strict=True)),
        tuple(
            Entry(people[at], kind, cents, first + timedelta(days=days), *more)
            for at, kind, cents, days, *more in entries
        ),
    )


def seal_cents(cents: int, row: UUID) -> bytes:
    return sealing.seal(str(cents), column=RELIEF, row=row)


def open_cents(sealed: bytes | memoryview | None, row: UUID) -> int | None:
    text = sealing.unseal(sealed, column=RELIEF, row=row)
    return int(text) if text else None


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
