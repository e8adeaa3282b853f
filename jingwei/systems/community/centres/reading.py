"""What may residents see of centres? Read as ``jw_public``: what hangs at the door, no more."""

import json
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from jingwei.systems.community.centres import rules
from jingwei.systems.community.centres.kinds import CentreLevel, ItemKind
from jingwei.systems.community.centres.queries import DETOUR, MINUTES, SPEED
from jingwei.systems.community.centres.rules import Door, Hours, Shut, Walk
from jingwei.work.matters.door import as_public

MOST = 40
METRES = """2 * 6371008.8 * asin(sqrt(
    power(sin(radians(<b>.latitude - <a>.latitude) / 2), 2)
    + cos(radians(<a>.latitude)) * cos(radians(<b>.latitude))
    * power(sin(radians(<b>.longitude - <a>.longitude) / 2), 2)))"""
"""Metres in a straight line between ``a`` and ``b``, on a ball of the earth's mean radius."""

CENTRES = f"""
SELECT c.id, c.public_id, c.name, c.level, c.address, c.phone, c.hours, c.note, c.longitude,
    c.latitude, {METRES.replace("<a>", "p").replace("<b>", "c")} AS metres
FROM service_centre c LEFT JOIN (
    SELECT n.longitude, n.latitude FROM service_centre n
    WHERE n.unit_id = %(place)s AND n.longitude IS NOT NULL AND n.held @> %(on)s::date
    ORDER BY n.id LIMIT 1
) p ON true
WHERE c.held @> %(on)s::date <more>
ORDER BY c.unit_id IS DISTINCT FROM %(place)s, metres NULLS LAST, c.name, c.id LIMIT %(most)s
"""  # noqa: S608 - put together from constants of this file
OFFERS_IT = """ AND EXISTS (SELECT 1 FROM offering o JOIN service_item i ON i.id = o.item_id
    WHERE o.centre_id = c.id AND i.public_id = %(item)s AND o.held @> %(on)s::date)"""
NAMED = " AND (position(%(part)s IN c.name) > 0 OR position(%(part)s IN c.address) > 0)"
ITEMS = """
SELECT i.public_id, g.id, g.title, g.place, w.title, w.kind, w.for_whom, w.bring, w.never_ask,
    w.takes, w.price, w.price_words, w.basis
FROM service_item i JOIN service_category g ON g.id = i.category_id
JOIN item_wording w ON w.item_id = i.id AND w.held @> %(on)s::date
WHERE i.held @> %(on)s::date <more>
ORDER BY g.place, g.id, w.title, i.id
"""
DONE = """
SELECT g.title, i.public_id, w.title, w.price, w.price_words, o.weekdays, o.opens, o.closes,
    o.desk, o.provider
FROM offering o JOIN service_item i ON i.id = o.item_id
JOIN service_category g ON g.id = i.category_id
JOIN item_wording w ON w.item_id = i.id AND w.held @> %(on)s::date
WHERE o.centre_id = %(centre)s AND o.held @> %(on)s::date ORDER BY g.place, g.id, w.title
"""
SHUT = """
SELECT centre_id, first, last, why FROM closed_day
WHERE centre_id = ANY (%(centres)s) AND last >= %(on)s AND first <= %(until)s ORDER BY first
"""


@dataclass(frozen=True)
class Card:
    """A centre as it is told to residents."""

    id: int
    public_id: UUID
    name: str
    level: str
    address: str
    phone: str
    hours: tuple[Hours, ...]
    note: str
    longitude: float | None
    latitude: float | None
    metres: float | None
    door: Door = field(default=Door(False))
    shut: tuple[Shut, ...] = ()
    minutes: int | None = None

    @property
    def level_label(self) -> str:
        return str(CentreLevel(self.level).label)

    @property
    def week(self) -> list[tuple[int, list[Hours]]]:
        """Every day of the week with its stretches; an empty list is a day without."""
        return [(day, [h for h in self.hours if h.weekday == day]) for day in range(1, 8)]


@dataclass(frozen=True)
class Told:
    """One item as residents read it."""

    public_id: UUID
    category_id: int
    category: str
    place: int
    title: str
    kind: str
    for_whom: str
    bring: list[str]
    never_ask: list[str]
    takes: str
    price: Decimal
    price_words: str
    basis: str

    @property
    def kind_label(self) -> str:
        return str(ItemKind(self.kind).label)

    @property
    def is_free(self) -> bool:
        return not self.price and not self.price_words


@dataclass(frozen=True)
class Done:
    """One item as a centre does it."""

    category: str
    public_id: UUID
    title: str
    price: Decimal
    price_words: str
    weekdays: list[int]
    opens: Any
    closes: Any
    desk: str
    provider: str


def walk_on(on: date) -> Walk:
    """The numbers of a walk, for whoever looks: no post is needed to read them."""
    with as_public() as cursor:
        cursor.execute(
            "SELECT name, value FROM rule WHERE name = ANY (%s) AND place = ''"
            " AND held @> %s::date",
            [[MINUTES, SPEED, DETOUR], on],
        )
        said = dict(cursor.fetchall())
    return Walk(said[MINUTES], said[SPEED], said[DETOUR])


def items(on: date, *, part: str = "") -> list[Told]:
    """All that is in force, by category; or what a word leads to."""
    more = " AND position(%(part)s IN w.title) > 0" if part else ""
    return _items(ITEMS.replace("<more>", more), {"on": on, "part": part})


def item(public_id: UUID, on: date) -> Told | None:
    rows = _items(
        ITEMS.replace("<more>", " AND i.public_id = %(item)s"), {"on": on, "item": public_id}
    )
    return rows[0] if rows else None


def _items(statement: str, said: dict[str, Any]) -> list[Told]:
    with as_public() as cursor:
        cursor.execute(statement, said)
        return [Told(*row) for row in cursor.fetchall()]


def centres(
    moment: datetime, walk: Walk, *, part: str = "", place: int | None = None,
    item: UUID | None = None,
) -> list[Card]:  # fmt: skip
    """Centres, those of ``place`` (a community) first and then the nearest; at most ``MOST``."""
    more = (NAMED if part else "") + (OFFERS_IT if item else "")
    said = {"on": moment.date(), "part": part, "place": place, "item": item, "most": MOST}
    return _centres(CENTRES.replace("<more>", more), said, moment, walk)


def centre(public_id: UUID, moment: datetime, walk: Walk) -> Card | None:
    said = {"on": moment.date(), "place": None, "most": 1, "centre": public_id}
    found = _centres(CENTRES.replace("<more>", " AND c.public_id = %(centre)s"), said, moment, walk)
    return found[0] if found else None


def _centres(statement: str, said: dict[str, Any], moment: datetime, walk: Walk) -> list[Card]:
    with as_public() as cursor:
        cursor.execute(statement, said)
        rows = cursor.fetchall()
        until = moment.date() + timedelta(days=60)
        cursor.execute(
            SHUT, {"centres": [row[0] for row in rows], "on": moment.date(), "until": until}
        )
        shut: dict[int, list[Shut]] = {}
        for key, first, last, why in cursor.fetchall():
            shut.setdefault(key, []).append(Shut(first, last, why))
    found = []
    for row in rows:
        stored = json.loads(row[6]) if isinstance(row[6], str) else row[6]
        hours, days = rules.read_hours(stored), tuple(shut.get(row[0], ()))
        metres = row[10]
        found.append(
            replace(
                Card(*(*row[:6], hours, *row[7:])),
                door=rules.door_at(hours, days, moment), shut=days,
                minutes=None if metres is None else max(1, round(walk.minutes_for(metres))),
            )
        )  # fmt: skip
    return found


def done_at(centre: Card, on: date) -> list[tuple[str, list[Done]]]:
    """What a centre does, by category in the order of the catalogue."""
    with as_public() as cursor:
        cursor.execute(DONE, {"centre": centre.id, "on": on})
        rows = [Done(*row) for row in cursor.fetchall()]
    found: dict[str, list[Done]] = {}
    for row in rows:
        found.setdefault(row.category, []).append(row)
    return list(found.items())
