"""Which stations stand on the residents' map of a community? As ``jw_public``."""

import json
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from jingwei.systems.public_benefit.network import shutting
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.proxies import queries as proxies
from jingwei.work.catalogue.points import FIRST, NEAR_ONES, Around, Point
from jingwei.work.matters.door import as_public

STATIONS = f"""
SELECT s.id, s.public_id, s.name, s.level, s.place, s.phone, s.hours::text, s.longitude,
    s.latitude, s.unit_id IS NOT DISTINCT FROM %(unit)s, s.unit_id
FROM station s WHERE s.held @> %(on)s::date AND {NEAR_ONES.format(row="s")}
ORDER BY {FIRST.format(row="s")}, s.level, s.name, s.id LIMIT %(most)s
"""  # noqa: S608 - put together from constants
# In the words of the catalogue; what it has no more, in its last ones.
DOES = """
SELECT o.station_id, coalesce(w.title, o.title), o.price, g.public_id, w.ring
FROM station_offer o LEFT JOIN LATERAL (
    SELECT i.title, i.ring FROM item_wording i
    WHERE i.item_id = o.item_id AND lower(i.held) <= %(on)s::date ORDER BY i.held DESC LIMIT 1
) w ON true LEFT JOIN service_item t ON t.id = o.item_id
LEFT JOIN service_category g ON g.id = t.category_id
WHERE o.station_id = ANY (%(stations)s::bigint[]) AND o.held @> %(on)s::date
ORDER BY 2, o.price
"""


def stations(around: Around, moment: datetime) -> list[Point]:
    """Four queries. Not who is on duty, and not who runs errands."""
    on = moment.date()
    with as_public() as cursor:
        cursor.execute(STATIONS, {**around.said, "on": on})
        rows = cursor.fetchall()
        cursor.execute(DOES, {"stations": [row[0] for row in rows], "on": on})
        does = cursor.fetchall()
        shut = shutting.shown(cursor, [row[0] for row in rows], on)
    served = sorted({row[10] for row in rows if row[10]})
    run = {one.place: one.does for one in proxies.run_at(served)}
    return [
        Point(
            key=str(public_id), sort="station", name=name, what=str(Level(level).label),
            place=place, phone=phone, hours=json.loads(hours), longitude=x, latitude=y,
            is_own=is_own,
            page=f"{reverse('network:public')}?{urlencode({'part': name[:40]})}",
            ask=reverse("matters:ask-station", args=[public_id]),
            does=(
                *(f"{one[1]} {one[2]}".strip() for one in does if one[0] == pk),
                *run.get(unit, ()),
            ),
            categories=frozenset(str(one[3]) for one in does if one[0] == pk and one[3]),
            rings=frozenset(one[4] for one in does if one[0] == pk and one[4]),
            shut=shut.get(pk, ()),
        )
        for pk, public_id, name, level, place, phone, hours, x, y, is_own, unit in rows
    ]  # fmt: skip
