"""Which meetings had been held by a day, as the system knew it at the end of another?"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.known.rows import as_known, end_of
from jingwei.work.meetings.kinds import Kind, State

SIZE = 50


@dataclass(frozen=True)
class Held:
    """One meeting as it was known then; ``later`` says what became of that record since."""

    id: int
    public_id: UUID
    org_code: str
    org_name: str
    kinds: list[str]
    state: str
    on: date
    topic: str
    present: int
    expected: int
    later: str = ""

    @property
    def kind_labels(self) -> str:
        return "、".join(str(Kind(kind).label) for kind in self.kinds if kind in Kind.values)

    @property
    def state_label(self) -> str:
        return str(State(self.state).label)


# Of those that stand as they are no more than a page is wanted, found by the index of days.
PAGE = """
    AND t.org_path >= %(path)s AND t.org_path < %(hi)s AND t."on" <= %(on)s
    AND (%(before)s::date IS NULL OR (t."on", t.id) < (%(before)s::date, %(before_id)s))
    ORDER BY t."on" DESC, t.id DESC LIMIT %(most)s"""
QUERY = """
SELECT m.id, m.public_id, o.code, o.name, m.kinds, m.state, m."on", m.topic,
    cardinality(m.present), cardinality(m.present) + cardinality(m.excused)
        + cardinality(m.absent),
    CASE WHEN n.id IS NULL THEN 'gone' WHEN n.known_from > %(known)s THEN 'changed' ELSE '' END
FROM meeting m JOIN organisation o ON o.id = m.org_id
LEFT JOIN public.meeting n ON n.id = m.id
WHERE m.org_path >= %(path)s AND m.org_path < %(hi)s AND m."on" <= %(on)s
    AND (%(before)s::date IS NULL OR (m."on", m.id) < (%(before)s::date, %(before_id)s))
ORDER BY m."on" DESC, m.id DESC LIMIT %(most)s
"""
# Not known then: written since, and no former row of it stood.
ADDED = """
SELECT count(*) FROM meeting n
WHERE n.org_path >= %(path)s AND n.org_path < %(hi)s AND n."on" <= %(on)s
    AND n.known_from > %(known)s AND NOT EXISTS (
        SELECT 1 FROM former_row f WHERE f."table" = 'meeting' AND f."row" = n.id
        AND f.known_from <= %(known)s AND f.known_to > %(known)s
    )
"""


def held_known(
    scope: Scope, *, under: str, on: date, known: date, before: tuple[date, int] | None = None,
    most: int = SIZE,
) -> list[Held]:  # fmt: skip
    """Meetings at and below a path up to a day, the last first, as known on another; one query.

    ``before`` is the last row of the page before.
    """
    if not scope.covers(under):
        return []
    told: dict[str, Any] = {
        "path": under, "hi": upper(under), "on": on, "known": end_of(known), "most": most,
        "before": before[0] if before else None, "before_id": before[1] if before else 0,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(as_known(("meeting",), first=PAGE) + QUERY, told)
        return [Held(*row) for row in cursor.fetchall()]


def added_since(scope: Scope, *, under: str, on: date, known: date) -> int:
    """How many meetings of days up to ``on`` were only recorded after ``known``; one query."""
    if not scope.covers(under):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(ADDED, {"path": under, "hi": upper(under), "on": on, "known": end_of(known)})
        return int(cursor.fetchone()[0])
