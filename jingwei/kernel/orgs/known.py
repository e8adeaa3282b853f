"""How did an organisation stand on a day, as the system knew it on another? Reads for one page."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.known.rows import as_known, end_of
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import Node, Superior, Tie
from jingwei.kernel.orgs.seats import Seat, in_order

MOST = 200


@dataclass(frozen=True)
class Member:
    """One membership as it was known. ``person`` is the public id of the file."""

    person: str
    name: str
    category: str
    kind: str
    since: date | None
    until: date | None


@dataclass
class Standing:
    """One organisation on a day as known at the end of another day; ``name`` empty: it did not
    exist on that day as far as was known."""

    name: str = ""
    short_name: str = ""
    kind: str = ""
    superior: str = ""
    ties: list[Tie] = field(default_factory=list)
    below: list[Node] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    due_on: date | None = None


_STATE = """
SELECT s.name, s.short_name, s.kind,
       (SELECT max(due_on) FROM term t WHERE t.org_id = %(org)s AND lower(t.held) <= %(on)s)
FROM organisation_state s WHERE s.org_id = %(org)s AND s.held @> %(on)s::date
"""
# Names of other organisations are told as they were known then; what is out of sight has none.
_TIES = """
SELECT e.id, e.kind, lower(e.held), upper(e.held), e.basis, e.host_id <> %(org)s, other.id,
       coalesce(o.code, ''), coalesce(nullif(s.short_name, ''), s.name, o.name, ''),
       o.id IS NOT NULL
FROM edge e
CROSS JOIN LATERAL (
    SELECT CASE WHEN e.org_id = %(org)s THEN e.host_id ELSE e.org_id END AS id
) other
LEFT JOIN organisation o ON o.id = other.id
LEFT JOIN organisation_state s ON s.org_id = other.id AND s.held @> %(on)s::date
WHERE e.held @> %(on)s::date
  AND (e.org_id = %(org)s OR (e.host_id = %(org)s AND e.kind <> 'leads'))
ORDER BY lower(e.held), e.id
"""
_BELOW = """
SELECT e.org_id, coalesce(o.code, ''), coalesce(nullif(s.short_name, ''), s.name), s.kind,
       coalesce(o.path, ''), e.host_id,
       EXISTS (SELECT 1 FROM edge b WHERE b.host_id = e.org_id AND b.kind = 'leads'
               AND b.held @> %(on)s::date),
       coalesce(upper_inf(o.held), false)
FROM edge e
JOIN organisation_state s ON s.org_id = e.org_id AND s.held @> %(on)s::date
LEFT JOIN organisation o ON o.id = e.org_id
WHERE e.host_id = %(org)s AND e.kind = 'leads' AND e.held @> %(on)s::date
ORDER BY o.path, e.org_id LIMIT %(most)s
"""
_SEATS = """
SELECT p.public_id::text, p.title, p.seat, coalesce(h.name, ''), lower(h.held), h.due_on,
       coalesce(h.public_id::text, ''), coalesce(f.public_id::text, ''),
       CASE WHEN h.id IS NULL THEN coalesce(
           (SELECT max(upper(x.held)) FROM position x
            WHERE x.post_id = p.id AND upper(x.held) <= %(on)s), lower(p.held)) END
FROM post p
LEFT JOIN position h ON h.post_id = p.id AND h.held @> %(on)s::date
LEFT JOIN person f ON f.id = h.person_id
WHERE p.org_id = %(org)s AND p.held @> %(on)s::date
"""
_MEMBERS = """
SELECT p.public_id::text, p.name, m.category, m.kind, lower(m.held), upper(m.held)
FROM membership m JOIN person p ON p.id = m.person_id
WHERE m.org_id = %(org)s AND m.held @> %(on)s::date
ORDER BY p.name_sort, m.id LIMIT %(most)s
"""


def standing(
    scope: Scope, org: Organisation, on: date, known: date, *, with_people: bool, most: int = MOST
) -> Standing:
    """How ``org`` itself stood on ``on``, as known at the end of ``known``; five queries.

    Members and holders of posts only ``with_people``; members of the branch itself, at most
    ``most``.
    """
    if not scope.covers(org.path):
        return Standing()
    told = {"org": org.pk, "on": on, "known": end_of(known), "most": most}
    state = _rows(("organisation_state", "term"), _STATE, told)
    if not state:
        return Standing()
    name, short_name, kind, due_on = state[0]
    ties = [Tie(*row) for row in _rows(("edge", "organisation_state"), _TIES, told)]
    leads = next((tie for tie in ties if tie.kind == "leads"), None)
    found = Standing(
        name=name, short_name=short_name, kind=kind, due_on=due_on,
        superior=leads.name if leads else "", ties=ties,
        below=[Node(*row) for row in _rows(("edge", "organisation_state"), _BELOW, told)],
    )  # fmt: skip
    if with_people:
        found.seats = in_order(Seat(*row) for row in _rows(("post", "position"), _SEATS, told))
        found.members = [Member(*row) for row in _rows(("membership",), _MEMBERS, told)]
    return found


_UP = """
, chain AS (
    SELECT 1 AS step, e.host_id FROM edge e
    WHERE e.org_id = %(org)s AND e.kind = 'leads' AND e.held @> %(on)s::date
    UNION
    SELECT c.step + 1, e.host_id FROM chain c
    JOIN edge e ON e.org_id = c.host_id AND e.kind = 'leads' AND e.held @> %(on)s::date
    WHERE c.step < 12
)
SELECT c.step, o.id, o.code, coalesce(nullif(s.short_name, ''), s.name, o.name), o.path, true
FROM chain c JOIN organisation o ON o.id = c.host_id
LEFT JOIN organisation_state s ON s.org_id = o.id AND s.held @> %(on)s::date
ORDER BY c.step DESC
"""
_SUBTREE = """
, below AS (
    SELECT %(org)s::bigint AS id
    UNION
    SELECT e.org_id FROM edge e JOIN below b ON e.host_id = b.id
    WHERE e.kind = 'leads' AND e.held @> %(on)s::date
)
SELECT count(DISTINCT b.id), count(DISTINCT m.person_id)
FROM below b LEFT JOIN membership m ON m.org_id = b.id AND m.kind = 'home'
    AND m.held @> %(on)s::date
"""


def superiors_known(org: Organisation, on: date, known: date) -> list[Superior]:
    """Who stood above on a day as known on another, from the top of what is in sight; one query."""
    told = {"org": org.pk, "on": on, "known": end_of(known)}
    rows = _rows(("edge", "organisation_state"), _UP, told, recursive=True)
    return [Superior(*row) for row in rows]


def counts_known(scope: Scope, org: Organisation, on: date, known: date) -> tuple[int, int]:
    """Organisations (itself included) and members at and below on a day, as known on another."""
    if not scope.covers(org.path):
        return 0, 0
    told = {"org": org.pk, "on": on, "known": end_of(known)}
    ((organisations, members),) = _rows(("edge", "membership"), _SUBTREE, told, recursive=True)
    return organisations, members


def known_since(org: Organisation) -> datetime | None:
    """The first moment at which anything was known of ``org``."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT least((SELECT min(known_from) FROM organisation_state WHERE org_id = %(org)s),"
            " (SELECT min(known_from) FROM former_row WHERE \"table\" = 'organisation_state'"
            " AND at_id = %(org)s))",
            {"org": org.pk},
        )
        found: datetime | None = cursor.fetchone()[0]
    return found


def _rows(
    tables: tuple[str, ...], query: str, told: dict[str, Any], *, recursive: bool = False
) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(as_known(tables, recursive=recursive) + query, told)
        return list(cursor.fetchall())
