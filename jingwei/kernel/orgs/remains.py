"""What stands in the way of a change of the tree? Reads for actions that hold its lock."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.orgs.kinds import EdgeKind
from jingwei.kernel.orgs.models import Edge, Organisation, OrganisationState, Term, Unit
from jingwei.kernel.people.models import Membership, Position, Post


@dataclass(frozen=True)
class Remains:
    """What an organisation still has, and up to when it had more."""

    below: int
    members: int
    holders: int
    units: int
    last_change: date | None
    busy_until: date | None


def own(model: type[Scoped], org: Organisation) -> Any:
    """Rows of ``org`` itself; the path is named because it is what the index knows."""
    return model.everything.filter(org=org, org_path=org.path)


def of(org: Organisation) -> Remains:
    """What would be left behind by dissolving ``org``."""
    lives = (
        Edge.everything.filter(host=org, kind=EdgeKind.LEADS),
        own(Membership, org),
        own(Position, org),
        own(Unit, org),
    )
    below, members, holders, units = (rows.filter(held__endswith=None).count() for rows in lives)
    ends = [_latest(rows, "endswith") for rows in lives]
    began = [_latest(own(model, org), "startswith") for model in (OrganisationState, Edge, Term)]
    return Remains(below, members, holders, units, _last(began), _last(ends))


def running(org: Organisation) -> list[Any]:
    """Names, ties at both ends, seats and the term, which end with the organisation itself.

    What it turned into, and what turned into it, stays true."""
    return [
        *own(OrganisationState, org).filter(held__endswith=None),
        *own(Edge, org).filter(held__endswith=None).exclude(kind=EdgeKind.TURNED_INTO),
        *Edge.everything.filter(host=org, held__endswith=None).exclude(
            kind__in=(EdgeKind.LEADS, EdgeKind.TURNED_INTO)
        ),
        *own(Post, org).filter(held__endswith=None),
        *own(Term, org).order_by("-held")[:1],
    ]


def leading_edge(org: Organisation) -> Edge | None:
    """The open edge to the superior; None for a root and after the end."""
    found: Edge | None = own(Edge, org).filter(kind=EdgeKind.LEADS, held__endswith=None).first()
    return found


def superior(edge: Edge) -> Organisation | None:
    """The upper end of an edge; None where it is out of sight, above the acting post."""
    found: Organisation | None = Organisation.everything.filter(pk=edge.host_id).first()
    return found


def kinds_around(org: Organisation) -> dict[str, Any]:
    """Kinds of the superior and of those directly below; a new kind must fit between them."""
    edge = leading_edge(org)
    parent = superior(edge) if edge else None
    below = Edge.everything.filter(host=org, kind=EdgeKind.LEADS, held__endswith=None)
    return {
        "parent_kind": parent.kind if parent else "",
        "below": list(below.values_list("org__kind", flat=True)),
    }


INSIDE = """
WITH RECURSIVE chain AS (
    SELECT %(parent)s::bigint AS id, daterange(%(on)s, NULL) AS held
    UNION
    SELECT e.host_id, c.held * e.held FROM chain c
    JOIN edge e ON e.org_id = c.id AND e.kind = 'leads' AND e.held && c.held
    WHERE c.id <> %(org)s
)
SELECT max(upper(held)) FROM chain WHERE id = %(org)s
"""


def inside_until(org: Organisation, parent: Organisation, on: date) -> date | None:
    """Last day, ``on`` or later, on which ``parent`` stood below ``org``: a move from ``on`` would
    have made a circle. None where there was no such day or there is no end to it yet."""
    with connection.cursor() as cursor:
        cursor.execute(INSIDE, {"parent": parent.pk, "org": org.pk, "on": on})
        (until,) = cursor.fetchone()
    return until - timedelta(days=1) if until else None


def _latest(rows: Any, end: str) -> date | None:
    return _last(list(rows.values_list(f"held__{end}", flat=True)))


def _last(days: list[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)
