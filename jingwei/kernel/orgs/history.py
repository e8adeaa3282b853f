"""What became of an organisation? Names, superiors, ties, terms and lines as one timeline."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.queries import lines_of, lines_under
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.kinds import EdgeKind
from jingwei.kernel.orgs.models import Organisation

UNKNOWN = date(1, 1, 1)  # a stretch whose first day nobody knows; sorts last
# The verb whose line tells who recorded an event of this kind; its facts say from which day.
RECORDED_BY = {
    "founded": "found", "named": "rename", "led": "move", "dissolved": "dissolve",
    "term": "begin_term", "dual": "begin_dual", "dual_end": "end_dual",
    "tied": "tie", "tied_end": "untie",
}  # fmt: skip
OF_TIES = frozenset(
    ("led", "dual", "managed", "dual_end", "managed_end", "tied", "tied_end", "became", "turned")
)
# How a tie is told at its lower (or later) and at its upper (or former) end.
SIDES = {"dual_manages": ("dual", "managed"), "turned_into": ("became", "turned")}
TOLD = tuple(f"orgs.organisation.{verb}" for verb in RECORDED_BY.values())


@dataclass(frozen=True)
class Event:
    """One thing that became so on a day. ``key`` pages: events before it are older.

    Kinds: founded, named, led, dual, managed (the same seen from the manager), dual_end,
    managed_end, tied, tied_end (any other tie), became (came out of another), turned (into
    another), term, dissolved, line (a ledger line without a dated record of its own).
    """

    key: tuple[date, int, int]
    kind: str
    name: str = ""
    before: str = ""
    org_kind: str = ""
    kind_before: str = ""
    basis: str = ""
    due_on: date | None = None
    tie: queries.Tie | None = None
    verb: str = ""
    who: str = ""
    at: datetime | None = None

    @property
    def on(self) -> date | None:
        return None if self.key[0] == UNKNOWN else self.key[0]


_EVENTS = """
WITH me AS (SELECT id, path, code, held FROM organisation WHERE id = %(org)s),
named AS (
    SELECT s.id, lower(s.held) AS since, s.name, s.kind, s.basis,
           lag(s.name) OVER w AS before, lag(s.kind) OVER w AS kind_before
    FROM organisation_state s JOIN me ON s.org_id = me.id AND s.org_path = me.path
    WINDOW w AS (ORDER BY s.held)
),
events AS (
    SELECT coalesce(since, '0001-01-01') AS day, 2 AS rank, id,
           CASE WHEN before IS NULL THEN 'founded' ELSE 'named' END AS kind, name,
           coalesce(before, '') AS before, kind AS org_kind,
           coalesce(kind_before, '') AS kind_before, basis, NULL::date AS due_on
    FROM named
    UNION ALL
    SELECT lower(t.held), 3, t.id, 'term', '', '', '', '', '', t.due_on
    FROM term t JOIN me ON t.org_id = me.id AND t.org_path = me.path
    UNION ALL
    SELECT upper(me.held), 9, me.id, 'dissolved', '', '', '', '', '', NULL
    FROM me WHERE NOT upper_inf(me.held)
    UNION ALL
    SELECT tie.day, tie.rank, tie.id, tie.kind, '', '', '', '', '', NULL
    FROM unnest(%(days)s::date[], %(ranks)s::int[], %(ids)s::bigint[], %(kinds)s::text[])
         AS tie(day, rank, id, kind)
    UNION ALL
    SELECT (n.happened_at AT TIME ZONE 'Asia/Shanghai')::date, 1, n.id, 'line', n.verb, '', '', '',
           '', NULL
    FROM entry n JOIN me ON n.subject = 'organisation' AND n.subject_id = me.code
    WHERE starts_with(n.verb, 'orgs.') AND n.verb <> ALL (%(told)s)
)
SELECT day, rank, id, kind, name, before, org_kind, kind_before, basis, due_on FROM events
WHERE day <= %(on)s AND (day, rank, id) < (%(day)s, %(rank)s, %(id)s)
ORDER BY day DESC, rank DESC, id DESC LIMIT %(size)s
"""
NEWEST = (date(9999, 12, 31), 99, 0)


@dataclass(frozen=True)
class Timeline:
    """One page of events, newest first; ``more`` says that older ones follow the last."""

    events: list[Event]
    more: bool


def history(
    scope: Scope,
    org: Organisation,
    on: date,
    *,
    before: tuple[date, int, int] = NEWEST,
    size: int = 20,
) -> Timeline:
    """What had become of ``org`` up to a day; three queries whatever its length."""
    if not scope.covers(org.path):
        return Timeline([], more=False)
    tied = {row[0]: row for row in _tie_events(org)}
    told: dict[str, Any] = {
        "org": org.pk, "on": on, "told": list(TOLD), "size": size + 1,
        "days": [row[1] for row in tied.values()], "ranks": [row[2] for row in tied.values()],
        "ids": list(tied), "kinds": [row[3] for row in tied.values()],
        "day": before[0], "rank": before[1], "id": before[2],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, told)
        rows = cursor.fetchall()
    lines = _lines(scope, org)
    events = [_event(row, tied, lines) for row in rows[:size]]
    return Timeline(events, more=len(rows) > size)


def _tie_events(org: Organisation) -> list[tuple[int, date, int, str, queries.Tie]]:
    """Beginnings and ends of ties. Ends have negative ids, so that a key names one event; the first
    superior is told with the founding."""
    found = []
    for tie in queries.ties(org):
        mine = tie.other_is_host
        if tie.kind == "leads":
            if tie.since != org.held.lower:
                found.append((tie.id, tie.since or UNKNOWN, 4, "led", tie))
            continue
        begun = SIDES.get(tie.kind, ("tied", "tied"))[0 if mine else 1]
        ended = "" if tie.kind == EdgeKind.TURNED_INTO else f"{begun}_end"
        found.append((tie.id, tie.since or UNKNOWN, 5, begun, tie))
        if tie.until is not None and ended:
            found.append((-tie.id, tie.until, 6, ended, tie))
    return found


def _event(
    row: tuple[Any, ...],
    tied: dict[int, tuple[int, date, int, str, queries.Tie]],
    lines: dict[tuple[str, str], Entry],
) -> Event:
    day, rank, key, kind, name, before, org_kind, kind_before, basis, due_on = row
    tie = tied[key][4] if key in tied and kind in OF_TIES else None
    if kind == "line":
        line = lines.get(("", str(key)))
    else:
        line = lines.get((RECORDED_BY.get(kind, ""), day.isoformat()))
    return Event(
        key=(day, rank, key), kind=kind, name="" if kind == "line" else name, before=before,
        org_kind=org_kind, kind_before=kind_before, basis=tie.basis if tie else basis,
        due_on=due_on, tie=tie, verb=name if kind == "line" else "",
        who=line.actor_name if line else "", at=line.happened_at if line else None,
    )  # fmt: skip


def _lines(scope: Scope, org: Organisation) -> dict[tuple[str, str], Entry]:
    """Who recorded what: lines of this organisation by verb and day, and by their own number."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in lines_of(scope, "organisation", org.code)[:200]:
        facts = json.loads(entry.payload)
        day = facts.get("from") or facts.get("founded_on") or local_day(entry.happened_at)
        found.setdefault((entry.verb.rpartition(".")[2], str(day)), entry)
        found[("", str(entry.pk))] = entry
    return found


def entries(scope: Scope, org: Organisation, *, below: bool, with_people: bool) -> Any:
    """Ledger lines of ``org`` (and all below it). Lines about persons only where asked for; who
    signed in when is no work of the organisation and stands with the accounts."""
    rows = lines_under(scope, org.path).exclude(subject="account")
    if not below:
        rows = rows.filter(org_path=org.path)
    return rows if with_people else rows.filter(subject__in=("organisation", "unit"))


def last_change(scope: Scope, subject: str, subject_id: str) -> Entry | None:
    """The newest line about a thing: who changed it while somebody else was typing."""
    found: Entry | None = lines_of(scope, subject, subject_id).first()
    return found
