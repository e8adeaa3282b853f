"""Which service centres stand on the residents' map of a community? As ``jw_public``."""

import json
from datetime import datetime, timedelta

from django.urls import reverse

from jingwei.systems.community.centres.kinds import CentreLevel
from jingwei.work.catalogue.points import FIRST, NEAR_ONES, Around, Point
from jingwei.work.matters.door import as_public

AHEAD = timedelta(days=15)
CENTRES = f"""
SELECT c.id, c.public_id, c.name, c.level, c.address, c.phone, c.hours::text, c.longitude,
    c.latitude, c.unit_id IS NOT DISTINCT FROM %(unit)s, u.public_id
FROM service_centre c LEFT JOIN unit u ON u.id = c.unit_id
WHERE c.held @> %(on)s::date AND {NEAR_ONES.format(row="c")}
ORDER BY {FIRST.format(row="c")}, c.name, c.id LIMIT %(most)s
"""  # noqa: S608 - put together from constants
DOES = """
SELECT o.centre_id, g.public_id, g.title, g.place, array_agg(DISTINCT w.ring)
FROM offering o JOIN service_item i ON i.id = o.item_id
JOIN service_category g ON g.id = i.category_id
JOIN item_wording w ON w.item_id = i.id AND w.held @> %(on)s::date
WHERE o.centre_id = ANY (%(centres)s::bigint[]) AND o.held @> %(on)s::date
GROUP BY o.centre_id, g.public_id, g.title, g.place ORDER BY g.place, g.title
"""
SHUT = """
SELECT centre_id, first, last, why FROM closed_day
WHERE centre_id = ANY (%(centres)s::bigint[]) AND last >= %(on)s::date - 1 AND first <= %(until)s
ORDER BY first
"""


def centres(around: Around, moment: datetime) -> list[Point]:
    """Three queries."""
    on = moment.date()
    with as_public() as cursor:
        cursor.execute(CENTRES, {**around.said, "on": on})
        rows = cursor.fetchall()
        said = {"centres": [row[0] for row in rows], "on": on, "until": on + AHEAD}
        cursor.execute(DOES, said)
        does = cursor.fetchall()
        cursor.execute(SHUT, said)
        shut = cursor.fetchall()
    return [
        Point(
            key=str(public_id), sort="centre", name=name, what=str(CentreLevel(level).label),
            place=address, phone=phone, hours=json.loads(hours), longitude=x, latitude=y,
            is_own=is_own,
            page=reverse("centres:public-centre", args=[public_id]),
            ask=reverse("matters:ask-for", args=[unit_id or around.unit_id]),
            does=tuple(one[2] for one in does if one[0] == pk),
            categories=frozenset(str(one[1]) for one in does if one[0] == pk),
            rings=frozenset(ring for one in does if one[0] == pk for ring in one[4] if ring),
            shut=tuple((first, last, why) for key, first, last, why in shut if key == pk),
        )
        for pk, public_id, name, level, address, phone, hours, x, y, is_own, unit_id in rows
    ]  # fmt: skip
