"""Which delegates' studios stand on the residents' map of a community? As ``jw_public``."""

import json
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse

from jingwei.systems.public_benefit.studios.kinds import Proxy, StudioKind
from jingwei.work.catalogue.points import FIRST, NEAR_ONES, Around, Point
from jingwei.work.matters.door import as_public

STUDIOS = f"""
SELECT s.public_id, s.name, s.kind, s.place, s.phone, s.hours::text, s.longitude, s.latitude,
    s.unit_id = %(unit)s, u.public_id
FROM delegate_studio s JOIN unit u ON u.id = s.unit_id
WHERE s.held @> %(on)s::date AND {NEAR_ONES.format(row="s")}
ORDER BY {FIRST.format(row="s")}, s.name, s.id LIMIT %(most)s
"""  # noqa: S608 - put together from constants


def studios(around: Around, moment: datetime) -> list[Point]:
    """One query. Who receives stands on the studio's own page, where the delegate agreed."""
    with as_public() as cursor:
        cursor.execute(STUDIOS, {**around.said, "on": moment.date()})
        rows = cursor.fetchall()
    does = tuple(str(one.label) for one in Proxy)
    return [
        Point(
            key=str(public_id), sort="studio", name=name, what=str(StudioKind(kind).label),
            place=place, phone=phone, hours=json.loads(hours), longitude=x, latitude=y,
            is_own=is_own,
            page=f"{reverse('studios:public')}?{urlencode({'part': name[:40]})}",
            ask=reverse("matters:ask-for", args=[unit_id]), does=does,
        )
        for public_id, name, kind, place, phone, hours, x, y, is_own, unit_id in rows
    ]  # fmt: skip
