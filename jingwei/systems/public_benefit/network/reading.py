"""What may residents read of stations? As ``jw_public``: door, services, errands.

Not who is on duty, who helps from outside, how often a service was given, or who runs errands.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.systems.public_benefit.network import shutting
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.proxies import queries as proxies
from jingwei.work.matters.door import as_public

MOST_SHOWN = 200
STATIONS = """
SELECT s.id, s.name, s.level, s.unit_id, s.public_id, coalesce(u.name, ''), s.place, s.phone,
    s.hours::text
FROM station s LEFT JOIN unit u ON u.id = s.unit_id
WHERE %(part)s = '' OR position(%(part)s IN s.name) > 0 OR position(%(part)s IN u.name) > 0
ORDER BY s.level, s.name, s.id LIMIT %(most)s
"""
# In the words of the catalogue; what it has no more, in its last ones.
OFFERS = """
SELECT o.station_id, coalesce(w.title, o.title), o.price
FROM station_offer o LEFT JOIN LATERAL (
    SELECT i.title FROM item_wording i
    WHERE i.item_id = o.item_id AND lower(i.held) <= current_date ORDER BY i.held DESC LIMIT 1
) w ON true
WHERE o.station_id = ANY (%(stations)s::bigint[]) ORDER BY 2, 3
"""


@dataclass(frozen=True)
class Shown:
    """A station, what it serves if it is a village's, and by which id one asks there."""

    name: str
    level: str
    served: str
    public_id: Any
    place: str
    phone: str
    hours: list[Any]
    services: tuple[tuple[str, str], ...]
    errands: tuple[str, ...]
    shut: shutting.Days = ()


def stations(part: str, on: date) -> tuple[list[Shown], list[proxies.Shown]]:
    """Open stations whose name or village holds ``part``, and places without a station of these
    where errands are run, as on a day; four queries."""
    with as_public() as cursor:
        cursor.execute(STATIONS, {"part": part, "most": MOST_SHOWN})
        rows = cursor.fetchall()
        cursor.execute(OFFERS, {"stations": [row[0] for row in rows]})
        done: dict[int, list[tuple[str, str]]] = {}
        for station, title, price in cursor.fetchall():
            done.setdefault(station, []).append((title, price))
        shut = shutting.shown(cursor, [row[0] for row in rows], on)
    run = {
        one.place: one for one in proxies.shown_publicly(part, [row[3] for row in rows if row[3]])
    }
    shown = [
        Shown(
            name=row[1], level=str(Level(row[2]).label), served=row[5], public_id=row[4],
            place=row[6], phone=row[7], hours=json.loads(row[8]),
            services=tuple(done.get(row[0], ())),
            errands=run[row[3]].does if row[3] in run else (), shut=shut.get(row[0], ()),
        )
        for row in rows
    ]  # fmt: skip
    served = {row[3] for row in rows}
    return shown, [one for one in run.values() if one.place not in served]
