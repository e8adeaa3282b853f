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
# On a past day the tree stood otherwise: each is followed down its edges of that day.
_THEN = """
WITH RECURSIVE below AS (
    SELECT id AS top, id FROM unnest(%s::bigint[]) AS id
    UNION
    SELECT b.top, e.org_id FROM edge e JOIN below b ON e.host_id = b.id
    WHERE e.kind = 'leads' AND e.held @> %s::date
)
SELECT b.top, least(count(m.id), %s) FROM below b
LEFT JOIN membership m ON m.org_id = b.id AND m.kind = 'home' AND m.held @> %s::date
GROUP BY b.top
"""


def members_below(shown: Iterable[Placed], on: date, *, today: date) -> dict[int, int]:
    """Members at and below each of ``shown`` on a day, at most ``CAP + 1``; one query.

    Counts what the acting post may see, which is everything below an organisation in its sight.
    """
    wanted = list(shown)
    if not wanted:
        return {}
    ids = [one.id for one in wanted]
    with connection.cursor() as cursor:
        if on >= today:
            ranges = [one.path for one in wanted], [paths.upper(one.path) for one in wanted]
            cursor.execute(_TODAY, [on, CAP + 1, ids, *ranges])
        else:
            cursor.execute(_THEN, [ids, on, CAP + 1, on])
        return dict(cursor.fetchall())
