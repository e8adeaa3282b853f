"""Which figures does a changed record touch? A mark costs one insert; a job looks at it later."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db import connection

from jingwei.kernel.figures.registered import registered

EVER = date(1, 1, 1)
TREE = frozenset({"edge"})
"""Things that change who stands below whom: the months concerned are worked out whole."""


@cache
def things() -> frozenset[str]:
    """Everything that some figure reads."""
    return frozenset().union(*(one.reads for one in registered().records.values()))


def mark(thing: str, orgs: Iterable[int], since: date | None) -> None:
    """A record of ``thing`` changed at ``orgs``; call it in the transaction of the act.

    ``thing`` is the table: ``membership``, ``person``, ``post``, ``position``, ``term``, ``unit``,
    ``organisation`` (founded, renamed), ``edge`` (moved, dissolved). ``since`` is the first day for
    which something is different now; None where the record has no history of its own (a person).
    A move names both organisations.

    Raises: LookupError for a thing no figure reads.
    """
    if thing not in things():
        raise LookupError(f"no figure reads {thing}")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO dirty_mark (thing, org_id, since)"
            " SELECT %s, org, %s FROM unnest(%s::bigint[]) org",
            [thing, since or EVER, sorted(set(orgs))],
        )
