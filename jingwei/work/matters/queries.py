"""Which matters are in hand, which are late, and what may the asker see of one?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import saying
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.models import Unit
from jingwei.work.matters.door import Due, Followed
from jingwei.work.matters.flows import MATTER, PROMISES
from jingwei.work.matters.kinds import State
from jingwei.work.matters.models import Matter, Review

LIMITS = [one.name for one in MATTER.limits]
LATE, OPEN, NEW, DONE, ALL = "late", "open", "new", "done", "all"
SHOWN_FROM = 10  # answers; nothing about satisfaction is shown of fewer
FEW = 2000  # matters whose limits are asked one by one sooner than in the order of their days


def in_sight(scope: Scope) -> Any:
    """Matters that the scope answers for or works on."""
    if scope.is_empty:
        return Matter.everything.none()
    rows = Matter.everything.filter(
        Q(org_path__gte=scope.path, org_path__lt=scope.hi)
        | Q(host_path__gte=scope.path, host_path__lt=scope.hi)
    )
    return rows.select_related("org", "place").defer("asked", "asker", "phone", "receipt")


def matters(
    scope: Scope, *, view: str, on: date, mine: bool = False, at: Unit | None = None,
    station: UUID | None = None,
) -> Any:  # fmt: skip
    """The worklist: new, open, late ones, those that have ended, or all; ``at`` a place, asked at
    a ``station``."""
    rows = in_sight(scope) if at is None else in_sight(scope).filter(place=at)
    if station is not None:
        rows = rows.filter(station=station)
    if mine:
        rows = rows.filter(host_path=scope.path)
    if view == ALL:
        return rows
    # The day of the end and not the state: the indexes of open matters are kept by it.
    if view == DONE:
        return rows.filter(closed_on__isnull=False)
    rows = rows.filter(closed_on=None)
    if view == NEW:
        return rows.filter(state=State.RECEIVED, promised_on=None)  # as kept by those indexes
    if view == LATE:
        return rows.filter(_may_be_late(on), _is_late(on))
    return rows


def _may_be_late(on: date) -> Q:
    """Most open matters are not late, and that is told without their limits.

    The limit that was promised ends on that day or, paused or made longer, after it. Before there
    is a promise the first reply is due; done again, the matter has a limit of its own.
    """
    return Q(promised_on__lt=on) | Q(promised_on=None) | Q(reopened__gt=0)


def _is_late(on: date) -> Exists:
    """A limit of the case runs and its last day is past."""
    return Exists(
        Clock.everything.filter(
            case__flow=MATTER.code, case__subject=OuterRef("public_id"), name__in=LIMITS,
            state=Clock.State.RUNNING, waits=False, due_on__lt=on,
        )
    )  # fmt: skip


def due_of(rows: list[Matter]) -> dict[UUID, Clock]:
    """The limit that runs (or stands) for each of these matters; one query."""
    ids = [row.public_id for row in rows]
    found = Clock.everything.filter(
        case__flow=MATTER.code, case__subject__in=ids, waits=False,
    ).exclude(state=Clock.State.ENDED)  # fmt: skip
    return {
        one.subject: one for one in found.annotate(subject=F("case__subject")).order_by("due_on")
    }


def soonest(rows: Any, most: int) -> list[tuple[UUID, date | None]]:
    """Which of these open matters come first by their nearest limit, with its last day?

    Equal days in the order in which the limits began; what has no limit comes last, the newest
    first. Two queries where they are few. Where they are many, limits are walked by their day until
    enough of them belong to these matters: no limit is looked up of a matter that is not shown.
    """
    some = list(rows.values_list("public_id", "received_at", "id")[: FEW + 1])
    running = Clock.everything.filter(
        case__flow=MATTER.code, name__in=LIMITS, waits=False
    ).exclude(state=Clock.State.ENDED)  # fmt: skip
    limits = running.annotate(subject=F("case__subject")).order_by("due_on", "id")
    limits = limits.values_list("subject", "due_on", "id")
    if len(some) > FEW:
        return _walked(rows, limits, most)
    found: dict[UUID, date | None] = {}
    for subject, due_on, _ in limits.filter(case__subject__in=[one for one, _, _ in some]):
        found.setdefault(subject, due_on)
    for subject, _, _ in sorted(some, key=lambda one: one[1:], reverse=True):
        found.setdefault(subject, None)
    return list(found.items())[:most]


def _walked(rows: Any, limits: Any, most: int) -> list[tuple[UUID, date | None]]:
    """The same for many matters. One window of limits is nearly always enough: it holds whatever
    the limits of ``most`` matters can be, and few limits in sight are of matters elsewhere."""
    found: dict[UUID, date | None] = {}
    begin, size = 0, most * len(LIMITS)
    while len(found) < most:
        window = list(limits[begin : begin + size])
        asked = {subject for subject, _, _ in window}
        ours = set(rows.filter(public_id__in=asked).values_list("public_id", flat=True))
        for subject, due_on, _ in window:
            if subject in ours:
                found.setdefault(subject, due_on)
        if len(window) < size:
            rest = rows.exclude(public_id__in=list(found)).order_by("-received_at", "-id")
            left = max(most - len(found), 0)
            found |= dict.fromkeys(rest.values_list("public_id", flat=True)[:left])
            break
        begin, size = begin + size, size * 4
    return list(found.items())[:most]


def matter(scope: Scope, public_id: UUID) -> Matter | None:
    found: Matter | None = (
        Matter.everything.filter(
            Q(org_path__gte=scope.path, org_path__lt=scope.hi)
            | Q(host_path__gte=scope.path, host_path__lt=scope.hi),
            public_id=public_id,
        ).select_related("org", "place").first()
        if not scope.is_empty else None
    )  # fmt: skip
    return found


def case_of(row: Matter) -> Case | None:
    found: Case | None = Case.everything.filter(flow=MATTER.code, subject=row.public_id).first()
    return found


def places(scope: Scope, part: str) -> list[Unit]:
    """Communities and villages of the scope that may be named as a place."""
    rows = Unit.objects.within(scope).filter(
        kind__in=("community", "village"), held__endswith=None, name__contains=part
    )
    return list(rows.select_related("org").order_by("name")[:20])


def place(scope: Scope, public_id: UUID) -> Unit | None:
    rows = Unit.objects.within(scope).select_related("org")
    found: Unit | None = rows.filter(public_id=public_id).first()
    return found


@dataclass(frozen=True)
class Event:
    """One thing that happened, as the asker reads it."""

    title: str
    at: datetime
    note: str = ""
    is_now: bool = False


QUIET = {"assign", "hand_back", "escalate", "raise_up", "recategorise"}
"""Steps among the workers; the asker is told where the matter stands, not the way there."""


def told_to_asker(seen: Followed) -> list[Event]:
    """What happened, newest first, in the words for the asker."""
    found = []
    for step in reversed(seen.steps):
        if step.verb in QUIET and step.from_state == step.to_state:
            continue
        found.append(Event(MATTER.public_label(step.to_state), step.at, _public_words(step)))
    if found:
        found[0] = Event(found[0].title, found[0].at, found[0].note, is_now=True)
    return found


def _public_words(step: Any) -> str:
    """What was said at a step and is meant for the asker."""
    told = saying.opened(step)
    words = (word for one in MATTER.steps if one.verb == step.verb for word in one.says)
    shown = {word.name: str(told[word.name]) for word in words if word.public and word.name in told}
    return "\n".join(shown.values())


def promise_of(seen: Followed) -> Due | None:
    """The promise that the asker was given; before that, when the first word is due."""
    named = {one.name: one for one in seen.due}
    for name in ("again", *PROMISES, "first_reply"):
        if name in named:
            return named[name]
    return None


def reviews(scope: Scope) -> Any:
    return Review.objects.within(scope)
