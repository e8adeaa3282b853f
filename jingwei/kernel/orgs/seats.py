"""Who holds the posts of an organisation on a day, and how long has which been vacant?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Title


@dataclass(frozen=True)
class Seat:
    """A post and its holder. ``person`` is the public id of the holder's file if it is in sight.

    ``told_from`` is the first day on which a holder is on record, where that is a later one and
    nobody stands on record before: who held the post on the day is not known, it was not vacant.
    """

    id: str
    title: str
    number: int
    name: str
    since: date | None
    due_on: date | None
    position: str
    person: str
    vacant_since: date | None
    told_from: date | None = None

    @property
    def is_vacant(self) -> bool:
        return not self.name and self.told_from is None

    @property
    def label(self) -> str:
        return str(Title(self.title).label) if self.title in Title.values else self.title


_SEATS = """
SELECT p.public_id::text, p.title, p.seat, coalesce(h.name, ''), lower(h.held), h.due_on,
       coalesce(h.public_id::text, ''), coalesce(f.public_id::text, ''),
       CASE WHEN h.id IS NULL AND (l.ended IS NOT NULL OR l.begun IS NULL)
            THEN coalesce(l.ended, lower(p.held)) END,
       CASE WHEN h.id IS NULL AND l.ended IS NULL THEN l.begun END
FROM post p
LEFT JOIN position h ON h.post_id = p.id AND h.held @> %s
LEFT JOIN LATERAL (
    SELECT max(upper(x.held)) FILTER (WHERE upper(x.held) <= %s) AS ended,
           min(lower(x.held)) FILTER (WHERE lower(x.held) > %s AND lower(x.held) <= %s) AS begun
    FROM position x WHERE x.post_id = p.id
) l ON h.id IS NULL
LEFT JOIN person f ON f.id = h.person_id
WHERE p.org_id = %s AND p.org_path = %s AND p.held @> %s
"""
_ORDER = {title: place for place, title in enumerate(Title.values)}


def seats(scope: Scope, org: Organisation, on: date, *, today: date | None = None) -> list[Seat]:
    """Posts of ``org`` on a day in the order of rank, vacant ones too; one query.

    A post whose first holder on record came between the day and ``today`` is none that was vacant.
    """
    if not scope.covers(org.path):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_SEATS, [on, on, on, today or on, org.pk, org.path, on])
        return in_order(Seat(*row) for row in cursor.fetchall())


def in_order(found: Iterable[Seat]) -> list[Seat]:
    """By rank of the title, then by number."""
    return sorted(found, key=lambda seat: (_ORDER.get(seat.title, len(_ORDER)), seat.number))
