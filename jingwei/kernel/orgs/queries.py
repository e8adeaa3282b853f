"""Which organisations are where, today and on any day? Reads for pages, API and figures."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import tie_rules
from jingwei.kernel.orgs.models import Organisation, OrganisationState, Term, Unit
from jingwei.kernel.orgs.search import search, search_units
from jingwei.kernel.rulebook.queries import value_of

__all__ = [
    "Node", "Superior", "Tie", "above", "breadcrumb", "children", "nodes_below", "organisation",
    "organisations", "roots", "search", "search_units", "state_on", "subtree_ids", "superiors",
    "term_on", "term_years", "ties", "unit", "units",
]  # fmt: skip
MOST_CHILDREN = 200  # shown below one node of the tree; the rest is found by search


@dataclass(frozen=True)
class Node:
    """One organisation in a tree as of a day. ``is_today``: it still exists today."""

    id: int
    code: str
    name: str
    kind: str
    path: str
    parent_id: int | None
    has_below: bool
    is_today: bool = True


@dataclass(frozen=True)
class Superior:
    """One of the organisations above on a day; ``step`` 1 is the direct superior."""

    step: int
    id: int
    code: str
    name: str
    path: str
    in_sight: bool


@dataclass(frozen=True)
class Tie:
    """An edge as one of its ends sees it; ``name`` is what the other end was called at its start.

    ``other_is_host``: the other end is the superior or manager.
    """

    id: int
    kind: str
    since: date | None
    until: date | None
    basis: str
    other_is_host: bool
    other_id: int
    code: str
    name: str
    in_sight: bool

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


def organisations(scope: Scope) -> Any:
    """Open organisations of the scope in tree order."""
    return Organisation.objects.within(scope).filter(held__endswith=None).order_by("path")


def organisation(scope: Scope, code: str) -> Organisation | None:
    """One organisation in sight, open or not, with its unit."""
    found: Organisation | None = (
        Organisation.objects.within(scope).select_related("unit").filter(code=code).first()
    )
    return found


def above(scope: Scope) -> list[tuple[str, str]]:
    """Code and name of the organisations above the acting post, from the top; one query.

    Their rows are out of sight; only the names are told, by a function of the database.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, name FROM names_above() ORDER BY path")
        return [(code, name) for code, name in cursor.fetchall()]


def breadcrumb(org: Organisation, scope: Scope) -> list[Organisation]:
    """Organisations from the acting post's down to the superior of ``org``."""
    wanted = [path for path in paths.ancestors(org.path) if scope.covers(path)]
    return list(Organisation.objects.within(scope).filter(path__in=wanted).order_by("path"))


def superiors(org: Organisation, on: date) -> list[Superior]:
    """Who stood above ``org`` on a day, from the top down; one query.

    Names above the acting post are told, as a page needs them; ``in_sight`` says which may be
    opened. An organisation out of sight has none.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM superiors_on(%s, %s)", [org.pk, on])
        return [Superior(*row) for row in cursor.fetchall()]


def ties(org: Organisation) -> list[Tie]:
    """All ties of ``org``, past and present, oldest first, but those to organisations below by
    affiliation; one query. The other end's name is told even where its row is out of sight."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM ties_of(%s)", [org.pk])
        return [Tie(*row) for row in cursor.fetchall()]


_NODE = """
SELECT o.id, o.code, coalesce(nullif(s.short_name, ''), s.name), s.kind, o.path, NULL::bigint,
       EXISTS (SELECT 1 FROM edge b WHERE b.host_id = o.id AND b.kind = 'leads' AND b.held @> %s),
       upper_inf(o.held)
FROM organisation o
JOIN organisation_state s ON s.org_id = o.id AND s.org_path = o.path AND s.held @> %s
WHERE o.path = %s AND o.held @> %s
"""
_BELOW = """
SELECT n.id, n.code, n.name, n.kind, n.path, n.host_id,
       EXISTS (SELECT 1 FROM edge b WHERE b.host_id = n.id AND b.kind = 'leads' AND b.held @> %s),
       n.is_today
FROM (
    SELECT o.id, o.code, coalesce(nullif(s.short_name, ''), s.name) AS name, s.kind, o.path,
           e.host_id, upper_inf(o.held) AS is_today,
           row_number() OVER (PARTITION BY e.host_id ORDER BY o.path) AS place
    FROM edge e
    JOIN organisation o ON o.id = e.org_id AND o.path >= %s AND o.path < %s
    JOIN organisation_state s ON s.org_id = o.id AND s.org_path = o.path AND s.held @> %s
    WHERE e.host_id = ANY (%s) AND e.kind = 'leads' AND e.held @> %s
) n
WHERE n.place <= %s ORDER BY n.path
"""


def roots(scope: Scope, on: date) -> list[Node]:
    """The organisation of the acting post itself, as a node; empty before it was founded."""
    if not scope.path:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NODE, [on, on, scope.path, on])
        return [Node(*row) for row in cursor.fetchall()]


def children(
    scope: Scope, parent: Organisation, on: date, *, most: int = MOST_CHILDREN
) -> list[Node]:
    """Organisations directly led by ``parent`` on a day, in today's order; one query."""
    return nodes_below(scope, [parent.pk], on, most=most)


def nodes_below(
    scope: Scope, parents: list[int], on: date, *, most: int = MOST_CHILDREN
) -> list[Node]:
    """The same below several at once, at most ``most`` below each; one query."""
    if scope.is_empty or not parents:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [on, scope.path, scope.hi, on, parents, on, most])
        return [Node(*row) for row in cursor.fetchall()]


SUBTREE = """
WITH RECURSIVE below AS (
    SELECT %(org)s::bigint AS id
    UNION
    SELECT e.org_id FROM edge e JOIN below b ON e.host_id = b.id
    WHERE e.kind = 'leads' AND e.held @> %(on)s::date
)
"""
"""Ids of an organisation and all below it as the tree stood on a day (dated edges, ADR 0005)."""
_SUBTREE_IDS = f"{SUBTREE} SELECT id FROM below"  # noqa: S608 - nothing but the text above


def subtree_ids(org: Organisation, on: date) -> list[int]:
    """Ids of ``org`` and all below it on a day; about 0.1 s for a city of 25,000."""
    with connection.cursor() as cursor:
        cursor.execute(_SUBTREE_IDS, {"org": org.pk, "on": on})
        return [row[0] for row in cursor.fetchall()]


def state_on(scope: Scope, org: Organisation, on: date) -> OrganisationState | None:
    """The name and kind of ``org`` on a day; None where it did not exist."""
    found: OrganisationState | None = (
        OrganisationState.objects.within(scope)
        .filter(org=org, org_path=org.path, held__contains=on)
        .first()
    )
    return found


def term_on(scope: Scope, org: Organisation, on: date) -> Term | None:
    """The last term that had begun by a day. One that is over its ``due_on`` is overdue and still
    the last; one closed before it (``held`` ends first) ended without a successor."""
    found: Term | None = (
        Term.objects.within(scope)
        .filter(org=org, org_path=org.path, held__startswith__lte=on)
        .order_by("-held")
        .first()
    )
    return found


def term_years(org: Organisation, on: date) -> int:
    """How many years a term of ``org`` lasts by the rules of a day."""
    numbers = {name: int(value_of(name, on)) for name in tie_rules.TERM_NUMBERS}
    unit_kind = org.unit.kind if org.unit_id and org.unit else ""
    return tie_rules.term_years(org.kind, unit_kind, numbers)


def units(scope: Scope, org: Organisation | None = None) -> Any:
    """Units in sight, or those for which ``org`` and all below it are responsible."""
    rows = Unit.objects.within(scope).select_related("org")
    return rows.under(org.path) if org else rows


def unit(scope: Scope, public_id: object) -> Unit | None:
    """One unit in sight by its public id; None too where that is none."""
    try:
        key = uuid.UUID(str(public_id))
    except ValueError:
        return None
    rows = Unit.objects.within(scope).select_related("org", "division")
    found: Unit | None = rows.filter(public_id=key).first()
    return found
