"""How do many branches stand, and what may everybody read of it? Sums only, in the tree's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.rulebook.names import known
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.membership.dues.kinds import Easing, Fund, Handing
from jingwei.work.membership.dues.models import Relief, Remittance, Sheet
from jingwei.work.membership.dues.rules import COLLECTORS


@dataclass(frozen=True)
class Branch:
    """One line of the overview; sums in cents over the year's sheets."""

    org: Organisation | None
    sheets: int = 0
    due: int = 0
    paid: int = 0
    on_time: int = 0
    late: int = 0  # sheets past their day that are not complete
    unpaid: int = 0  # times a member had not paid on them
    handed: int = 0
    accepted: int = 0
    carried: int = 0  # in hand when the year began

    @property
    def in_hand(self) -> int:
        """At the end of the year, or now: what came in late last year goes out early in this."""
        return self.carried + self.paid - self.handed


@dataclass(frozen=True)
class Disclosed:
    """What is put up: totals of a span. ``is_small``: so few that a total would say who."""

    first: date
    until: date
    due: int
    paid: int
    gifts: int
    central: int
    handed: int
    accepted: int
    members: int
    paid_members: int
    eased: int
    is_small: bool


def branches(scope: Scope, path: str) -> QuerySet[Organisation]:
    """Branches of a part of the tree, in its order."""
    rows: QuerySet[Organisation] = (
        Organisation.objects.within(scope).under(path)
        .filter(kind__in=COLLECTORS, held__endswith=None)
    )  # fmt: skip
    return rows


def rows(scope: Scope, orgs: Sequence[Organisation], year: int, today: date) -> list[Branch]:
    """A page of branches with their sums; two queries, whatever the number."""
    ids = [one.pk for one in orgs]
    came = _came(Sheet.objects.within(scope).filter(org__in=ids), year)
    gone = _gone(Remittance.objects.within(scope).filter(org__in=ids), year)
    collected = _by_org(came.values("org_id").annotate(**_collected(year, today)))
    handed = _by_org(gone.values("org_id").annotate(**_handed(year)))
    return [_branch(one, collected.get(one.pk, {}), handed.get(one.pk, {})) for one in orgs]


def sums(scope: Scope, path: str, year: int, today: date) -> Branch:
    """All branches of a part of the tree together; two queries, added up where the rows lie."""
    came = _came(Sheet.objects.within(scope).under(path), year)
    gone = _gone(Remittance.objects.within(scope).under(path), year)
    return _branch(None, came.aggregate(**_collected(year, today)), gone.aggregate(**_handed(year)))


def _by_org(rows_: Any) -> dict[int, dict[str, int]]:
    return {row["org_id"]: row for row in rows_}


def _came(rows_: QuerySet[Sheet], year: int) -> QuerySet[Sheet]:
    return rows_.filter(first__lt=date(year + 1, 1, 1)).order_by()


def _gone(rows_: QuerySet[Remittance], year: int) -> QuerySet[Remittance]:
    return (
        rows_.filter(fund=Fund.DUES, on__lt=date(year + 1, 1, 1))
        .exclude(state=Handing.RETURNED).order_by()
    )  # fmt: skip


def _collected(year: int, today: date) -> dict[str, Any]:
    this = Q(first__gte=date(year, 1, 1))
    late = this & Q(due_on__lt=today) & ~Q(unpaid=[])
    return {
        "sheets": Count("id", filter=this), "due": Sum("due_cents", filter=this),
        "paid": Sum(F("paid_cents") + F("gift_cents"), filter=this),
        "came_before": Sum(F("paid_cents") + F("gift_cents"), filter=~this),
        "on_time": Sum("on_time_cents", filter=this), "late": Count("id", filter=late),
        "owing": Sum(F("members") - F("paid_members"), filter=late),
    }  # fmt: skip


def _handed(year: int) -> dict[str, Any]:
    this = Q(on__gte=date(year, 1, 1))
    return {
        "handed": Sum("cents", filter=this),
        "went_before": Sum("cents", filter=~this),
        "taken": Sum("cents", filter=this & Q(state=Handing.ACCEPTED)),
    }


def _branch(org: Organisation | None, came: dict[str, int], gone: dict[str, int]) -> Branch:
    return Branch(
        org, sheets=came.get("sheets") or 0, due=came.get("due") or 0, paid=came.get("paid") or 0,
        on_time=came.get("on_time") or 0, late=came.get("late") or 0,
        unpaid=came.get("owing") or 0, handed=gone.get("handed") or 0,
        accepted=gone.get("taken") or 0,
        carried=(came.get("came_before") or 0) - (gone.get("went_before") or 0),
    )  # fmt: skip


def disclosed(path: str, first: date, until: date, today: date) -> Disclosed:
    """The totals of a span; three queries."""
    below = {"org_path__gte": path, "org_path__lt": upper(path)}
    came = Sheet.everything.filter(first__gte=first, first__lt=until, **below).aggregate(
        due=Sum("due_cents"), paid=Sum("paid_cents"), gifts=Sum("gift_cents"),
        central=Sum("central_cents"), members=Sum("members"), paid_members=Sum("paid_members"),
    )  # fmt: skip
    gone = (
        Remittance.everything.filter(on__gte=first, on__lt=until, **below)
        .exclude(state=Handing.RETURNED)
        .aggregate(handed=Sum("cents"), accepted=Sum("cents", filter=Q(state=Handing.ACCEPTED)))
    )
    eased = Relief.everything.filter(
        since__lt=until, until__gt=first, state__in=(Easing.GRANTED, Easing.ENDED), **below
    ).values("person").distinct().count()  # fmt: skip
    people = (
        Sheet.everything.filter(first__gte=first, first__lt=until, **below)
        .order_by().values("org_id").annotate(most=Max("members")).aggregate(all=Sum("most"))
    )  # fmt: skip
    least = int(value_of(known("figures.denominator.least"), today))
    numbers = {name: value or 0 for name, value in {**came, **gone}.items()}
    return Disclosed(first, until, eased=eased, is_small=(people["all"] or 0) < least, **numbers)
