"""How many members are below the organisations that a page shows? Capped, as of a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db import connection

from jingwei.kernel.access import paths

CAP = 10_000


class Placed(Protocol):
    """An organisation with its place today."""

    @property
    def id(self) -> int: ...
    @property
    def path(self) -> str: ...


# One range of paths for each; counting stops behind the cap, so a county costs what a town does.
_TODAY = """
SELECT c.id, (
    SELECT count(*) FROM (
        SELECT 1 FROM membership m
        WHERE m.org_path >= c.path AND m.org_path < c.hi AND m.kind = 'home' AND m.held @> %s::date
        LIMIT %s
    ) counted
)
FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS c(id, path, hi)
"""
# On a past day the tree stood otherwise: each is followed down its edges of that day, but not into
# another one that is shown. So no organisation is walked or counted twice; what one shown has below
# another is added up afterwards, from the rows that say which was met below which. Members whom the
# city brought along later than that day were somewhere before: then the number is not known.
_THEN = """
WITH RECURSIVE below AS (
    SELECT id AS top, id, NULL::bigint AS met FROM unnest(%(ids)s::bigint[]) AS id
    UNION
    SELECT b.top, e.org_id, CASE WHEN e.org_id = ANY (%(ids)s) THEN e.org_id END
    FROM edge e JOIN below b ON e.host_id = b.id AND b.met IS NULL
    WHERE e.kind = 'leads' AND e.held @> %(on)s::date
)
SELECT b.top, NULL::bigint, count(m.id) FILTER (WHERE m.held @> %(on)s::date),
       count(m.id) FILTER (WHERE lower(m.held) > %(on)s::date)
FROM below b
LEFT JOIN membership m ON m.org_id = b.id AND m.kind = 'home'
     AND (m.held @> %(on)s::date OR (m.began = 'opening' AND lower(m.held) > %(on)s::date))
WHERE b.met IS NULL GROUP BY b.top
UNION ALL
SELECT b.top, b.met, 0, 0 FROM below b WHERE b.met IS NOT NULL
"""


def members_below(shown: Iterable[Placed], on: date, *, today: date) -> dict[int, int | None]:
    """Members at and below each of ``shown`` on a day, at most ``CAP + 1``; one query.

    None where the day lies before the rosters began: no data is not zero. Counts what the acting
    post may see, which is everything below an organisation in its sight.
    """
    wanted = list(shown)
    if not wanted:
        return {}
    ids = [one.id for one in wanted]
    with connection.cursor() as cursor:
        if on >= today:
            ranges = [one.path for one in wanted], [paths.upper(one.path) for one in wanted]
            cursor.execute(_TODAY, [on, CAP + 1, ids, *ranges])
            return dict(cursor.fetchall())
        cursor.execute(_THEN, {"ids": ids, "on": on})
        return _added_up(cursor.fetchall())


def _added_up(rows: list[tuple[int, int | None, int, int]]) -> dict[int, int | None]:
    """Each one's own count with those of the shown ones met below it."""
    own = {top: (many, later) for top, met, many, later in rows if met is None}
    met_below: dict[int, list[int]] = {}
    for top, met, _many, _later in rows:
        if met is not None:
            met_below.setdefault(top, []).append(met)

    def whole(top: int) -> tuple[int, int]:
        parts = [own.get(top, (0, 0)), *(whole(met) for met in met_below.get(top, []))]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)

    return {
        top: None if later else min(many, CAP + 1) for top in own for many, later in (whole(top),)
    }
