"""Which organisations stood in the range on a day, and which came or went with their members
(整建制转入、转出) during a year?

Paths are today's; where an organisation stood on a day lies in the dated edges. The tree of a day
is today's tree but for those whose superior of that day is not above them now: each of these cuts
puts its subtree where that superior stood, as far up as it takes. What has gone out of sight is
looked at where it stands now, by a crossing act that reads edges and numbers and nothing else.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, crossing, current
from jingwei.kernel.orgs.models import Organisation

REASON = "整建制转出的党员只计数"
CUTS = """
    SELECT e.org_path, e.host_path FROM edge e
    WHERE e.kind = 'leads' AND e.held @> %(on)s::date AND NOT upper_inf(e.held)
        AND (e.org_path >= %(path)s AND e.org_path < %(hi)s
             OR e.host_path >= %(path)s AND e.host_path < %(hi)s)
"""
type Range = tuple[str, str]
"""Paths of today from the first up to but not including the second."""


@dataclass(frozen=True)
class Moves:
    """Ranges of today's paths: who stood here at the end of a year; who of them was put here in
    it; who stood here before and was taken away. ``away``: whoever stood here and is out of the
    range today."""

    here: tuple[Range, ...]
    joined: tuple[Range, ...]
    gone: tuple[Range, ...]
    away: tuple[str, ...]


def moves(org: Organisation, year: int) -> Moves:
    """By the trees of both ends of a year; two queries, and one more for each organisation that
    was taken away since the day."""
    then, _away = placed(org, date(year - 1, 12, 31))
    here, away = placed(org, date(year, 12, 31))
    return Moves(here, _without(here, then), _without(then, here), away)


def placed(org: Organisation, on: date) -> tuple[tuple[Range, ...], tuple[str, ...]]:
    """The ranges of today's paths that stood at or below ``org`` on a day, and the paths of those
    among them that do not stand there today."""
    own = (org.path, paths.upper(org.path))
    cuts = _cuts(org.path, on)
    todo = [path for path in cuts if not _in(path, own)]
    while todo:
        path = todo.pop()
        with there((path, paths.upper(path))):
            found = _cuts(path, on)
        todo += [one for one in found if one not in cuts and not _in(one, own)]
        cuts = found | cuts
    cuts.pop(org.path, None)
    tree = _Tree(org.path, cuts)
    away = _tops(path for path in cuts if not _in(path, own) and tree.holds(path))
    return tree.ranges(), away


@dataclass(frozen=True)
class _Tree:
    """Today's tree with the superiors of a day: path to path of the superior of that day."""

    top: str
    cuts: dict[str, str]

    def holds(self, path: str) -> bool:
        """Did this path of today stand at or below the top on the day?"""
        for _step in range(len(self.cuts) + 1):
            while path and path != self.top and path not in self.cuts:
                path = paths.parent(path)
            if not path or path == self.top:
                return bool(path)
            path = self.cuts[path]
        return False

    def ranges(self) -> tuple[Range, ...]:
        """Without overlap and in order; one range where nothing was moved."""
        nodes = {path: self.holds(path) for path in (self.top, *self.cuts)}
        ends = sorted({*nodes, *map(paths.upper, nodes)})
        found: list[Range] = []
        for low, high in pairwise(ends):
            over = [path for path in nodes if path <= low < paths.upper(path)]
            if over and nodes[max(over, key=len)]:
                if found and found[-1][1] == low:
                    low = found.pop()[0]
                found.append((low, high))
        return tuple(found)


def there(where: Range) -> AbstractContextManager[Scope]:
    """Read at an organisation that went elsewhere, to count who went with it."""
    return acting(replace(current(), path=where[0], hi=where[1], reason=REASON))


def wide(org: Organisation, moves: Moves) -> AbstractContextManager[Any]:
    """Read here and at what went elsewhere after the year, together: somebody who changed from
    one to the other while both stood here was neither in nor out."""
    if not moves.away:
        return nullcontext()
    return crossing(current(), [org.path, *moves.away], REASON)


def within(column: str, moves: Moves | None) -> str:
    """SQL: did this path stand in the range on the day? ``None``: by the range that is read."""
    if moves is None:
        return f"({column} >= %(path)s AND {column} < %(hi)s)"
    parts = [
        f"({column} >= %(here_{at}_lo)s AND {column} < %(here_{at}_hi)s)"
        for at in range(len(moves.here))
    ]
    return f"({' OR '.join(parts)})" if parts else "(false)"


def said(moves: Moves) -> dict[str, Any]:
    """The parameters that :func:`within` names, and the ranges that came during the year."""
    told: dict[str, Any] = {}
    for at, (low, high) in enumerate(moves.here):
        told |= {f"here_{at}_lo": low, f"here_{at}_hi": high}
    return told | {
        "joined_lo": [low for low, _high in moves.joined],
        "joined_hi": [high for _low, high in moves.joined],
    }


def _cuts(path: str, on: date) -> dict[str, str]:
    """Whose superior of a day is not the one above them today, at ``path`` or led from there."""
    with connection.cursor() as cursor:
        cursor.execute(CUTS, {"path": path, "hi": paths.upper(path), "on": on})
        return {one: host for one, host in cursor.fetchall() if paths.parent(one) != host}


def _in(path: str, where: Range) -> bool:
    return where[0] <= path < where[1]


def _without(some: tuple[Range, ...], others: tuple[Range, ...]) -> tuple[Range, ...]:
    """The parts of ``some`` that are in none of ``others``; both in order."""
    found: list[Range] = []
    for first, high in some:
        low = first
        for start, end in others:
            if end <= low or start >= high:
                continue
            if low < start:
                found.append((low, start))
            low = max(low, end)
        if low < high:
            found.append((low, high))
    return tuple(found)


def _tops(found: Iterable[str]) -> tuple[str, ...]:
    """Without those that stand below another of them."""
    kept: list[str] = []
    for path in sorted(found):
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)
