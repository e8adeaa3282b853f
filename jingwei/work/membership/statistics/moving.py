"""Which organisations came or went with their members (整建制转入、转出), in a year and after it?

Paths are today's. What crossed the border of the range during the year is in or out with its
members; what crossed it after the year is counted by where it stood on 31 December. Where an
organisation has gone out of sight, it is counted where it stands now, by a crossing act that reads
numbers and nothing else.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, crossing, current
from jingwei.kernel.orgs.models import Organisation

REASON = "整建制转出的党员只计数"
# The tie of the day before a stretch ended in it; one of its ends is in the range today.
CROSSED = """
    SELECT DISTINCT e.org_path FROM edge e
    WHERE e.kind = 'leads' AND e.held @> (%(since)s::date - 1)
        AND upper(e.held) BETWEEN %(since)s::date AND %(until)s::date
        AND (e.org_path > %(path)s AND e.org_path < %(hi)s) = %(came)s
        AND (e.host_path >= %(path)s AND e.host_path < %(hi)s) <> %(came)s
        AND e.org_path <> %(path)s
"""
EVER = date(9999, 12, 31)


@dataclass(frozen=True)
class Moves:
    """Paths of today: who was put here and taken away during a year, and after it."""

    joined: tuple[str, ...]
    gone: tuple[str, ...]
    joined_later: tuple[str, ...]
    gone_later: tuple[str, ...]


def moves(org: Organisation, year: int) -> Moves:
    """Whole organisations that crossed the border of ``org`` since a year began; four queries."""
    during = date(year, 1, 1), date(year, 12, 31)
    later = date(year + 1, 1, 1), EVER
    joined_later = _crossed(org, *later, came=True)
    gone_later = _crossed(org, *later, came=False)
    return Moves(
        tuple(one for one in _crossed(org, *during, came=True) if one not in joined_later),
        tuple(one for one in _crossed(org, *during, came=False) if one not in gone_later),
        joined_later, gone_later,
    )  # fmt: skip


def there(path: str) -> AbstractContextManager[Scope]:
    """Read at an organisation that went elsewhere, to count who went with it."""
    return acting(replace(current(), path=path, hi=paths.upper(path), reason=REASON))


def wide(org: Organisation, moves: Moves) -> AbstractContextManager[Any]:
    """Read here and at what went elsewhere after the year, together: somebody who changed from
    one to the other while both stood here was neither in nor out."""
    if not moves.gone_later:
        return nullcontext()
    return crossing(current(), [org.path, *moves.gone_later], REASON)


def within(column: str, moves: Moves | None) -> str:
    """SQL: did this path stand in the range on the day? ``None``: by today's range alone."""
    here = f"{column} >= %(path)s AND {column} < %(hi)s"
    if moves is not None and moves.gone_later:
        here = f"({here} OR {_in_ranges(column, 'gone')})"
    if moves is not None and moves.joined_later:
        here = f"{here} AND NOT {_in_ranges(column, 'later')}"
    return f"({here})"


def _in_ranges(column: str, name: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM unnest(%({name}_lo)s::text[], %({name}_hi)s::text[]) z (lo, hi)"  # noqa: S608
        f" WHERE {column} >= z.lo AND {column} < z.hi)"
    )


def _crossed(org: Organisation, since: date, until: date, *, came: bool) -> tuple[str, ...]:
    said = {
        "path": org.path, "hi": paths.upper(org.path), "came": came, "since": since,
        "until": until,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CROSSED, said)
        return _tops(path for (path,) in cursor.fetchall())


def _tops(found: Iterable[str]) -> tuple[str, ...]:
    """Without those that stand below another of them."""
    kept: list[str] = []
    for path in sorted(found):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)
