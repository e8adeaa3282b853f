"""Who is away, here as a guest, searched for, abroad, suspended, leaving?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.kinds import Home, State
from jingwei.kernel.people.models import Membership, Person
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST
from jingwei.work.membership.standing.models import Floating, Leaving, LostContact, Stay

OUT, IN, LOST_LIST, ABROAD_LIST, SUSPENDED, LEAVING_LIST, MARKED = (
    "out", "in", "lost", "abroad", "suspended", "leaving", "marked",
)  # fmt: skip
LISTS = (OUT, IN, LOST_LIST, ABROAD_LIST, SUSPENDED, LEAVING_LIST, MARKED)
FLOW_OF = {
    OUT: FLOATING, IN: FLOATING, LOST_LIST: LOST, ABROAD_LIST: ABROAD, LEAVING_LIST: LEAVING,
}  # fmt: skip
MODEL_OF: dict[str, Any] = {
    OUT: Floating, IN: Floating, LOST_LIST: LostContact, ABROAD_LIST: Stay, LEAVING_LIST: Leaving,
}  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """Which list, and what it is narrowed to. ``ended``: also what is over."""

    what: str = OUT
    name: str = ""
    state: str = ""
    ended: bool = False


def guests(scope: Scope) -> Q:
    """Floating members whom a branch of this part takes along."""
    if scope.is_empty:
        return Q(pk__in=())
    return Q(host_path__gte=scope.path, host_path__lt=scope.hi)


def records(scope: Scope, filters: Filters) -> Any:
    """Rows of one of the five kinds of record, in no order yet."""
    model = MODEL_OF[filters.what]
    if filters.what == IN:
        rows = model.everything.filter(guests(scope))
    else:
        rows = model.objects.within(scope)
    if not filters.ended:
        rows = rows.exclude(state__in=model.ENDS)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.name.strip():
        rows = rows.filter(name__startswith=filters.name.strip()[:50])
    return rows


def suspended(scope: Scope, filters: Filters) -> Any:
    """Members whose membership is suspended today, whatever it was decided for."""
    rows = Membership.objects.within(scope).filter(
        kind=Home.HOME, state=State.SUSPENDED, held__endswith=None
    )
    if filters.name.strip():
        rows = rows.filter(person__name__startswith=filters.name.strip()[:50])
    return rows.select_related("person", "org")


def marked(scope: Scope, filters: Filters) -> Any:
    """Whom the roster marks as away or lost while no record says what is being done."""
    away = Floating.everything.filter(person=OuterRef("pk")).exclude(state__in=Floating.ENDS)
    sought = LostContact.everything.filter(person=OuterRef("pk")).exclude(
        state__in=LostContact.ENDS
    )
    rows = Person.objects.within(scope).filter(is_gone=False, merged_into=None)
    rows = rows.filter(
        (~Q(floating_to="") & ~Exists(away)) | (Q(lost_since__isnull=False) & ~Exists(sought))
    )
    if filters.name.strip():
        rows = rows.filter(name__startswith=filters.name.strip()[:50])
    return rows.select_related("org")


def counts(scope: Scope, current: str, cap: int = 1_000) -> dict[str, int]:
    """How many each list holds, counted no further than the cap; five or six queries.

    The two lists that are found among all members are counted only where they are looked at.
    """
    found = {
        what: records(scope, Filters(what))[:cap].count()
        for what in (OUT, IN, LOST_LIST, ABROAD_LIST, LEAVING_LIST)
    }
    if current == SUSPENDED:
        found[SUSPENDED] = suspended(scope, Filters(SUSPENDED))[:cap].count()
    if current == MARKED:
        found[MARKED] = marked(scope, Filters(MARKED))[:cap].count()
    return found


def open_of(person: int) -> list[tuple[Any, Any]]:
    """What is open about one member: the flow and the record."""
    found = []
    for flow, model in (
        (FLOATING, Floating),
        (LOST, LostContact),
        (ABROAD, Stay),
        (LEAVING, Leaving),
    ):
        rows = model.everything.filter(person_id=person).exclude(state__in=model.ENDS)
        found += [(flow, row) for row in rows]
    return found


def over_five_years(scope: Scope, until: date) -> Any:
    """Stays abroad that began on or before a day and about which nobody has decided."""
    rows = Stay.objects.within(scope).filter(state="abroad", since__lte=until)
    return rows.order_by("since", "id")


def graduates_over(scope: Scope, until: date) -> Any:
    """Graduates whose relation has stayed at the school since on or before a day."""
    rows = Floating.objects.within(scope).filter(why="graduate", since__lte=until)
    return rows.exclude(state__in=Floating.ENDS).order_by("since", "id")


def to_receive(scope: Scope) -> Any:
    """Floating members whom a branch of this part was asked to take along."""
    return Floating.everything.filter(guests(scope), state="asked").order_by("since", "id")
