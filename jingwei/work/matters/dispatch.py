"""To whom does a matter go and why? The rules, their changes, and last month tried by them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, DateField, TimeField, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import first_of_month, local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.orgs.queries import organisation
from jingwei.kernel.ranges import closed, held, never
from jingwei.kernel.rulebook.calendar import Days
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.matters import dispatch_rules
from jingwei.work.matters.dispatch_rules import Asked
from jingwei.work.matters.models import DispatchRule, Matter

KEEPS = Duty.ORGS_CHANGE


@dataclass(frozen=True)
class RuleTold:
    """A rule as it is typed. ``to`` is the code of the organisation that matters go to."""

    position: int | None
    to: str
    why: str
    reason: str
    since: date | None
    kind: str = ""
    category: str = ""
    place: str = ""
    days: str = ""
    begins: time | None = None
    ends: time | None = None
    to_lead: bool = False


def applies(path: str, on: date) -> list[DispatchRule]:
    """The rules that hold at an organisation on a day: its own and those of all above."""
    return list(
        DispatchRule.everything.filter(
            org_path__in=[*paths.ancestors(path), path], held__contains=on
        )
    )


def choose(row: Matter, at: datetime) -> DispatchRule | None:
    """The rule that decides for this matter now."""
    asked = _asked(
        row.org_path, row.kind, row.category, row.place_id, timezone.localtime(at), days()
    )
    found: DispatchRule | None = dispatch_rules.first_that_fits(
        applies(row.org_path, local_day(at)), asked
    )
    return found


def _asked(
    path: str, kind: str, category: str, place: int | None, moment: datetime, known: Days
) -> Asked:
    return Asked(path, kind, category, place, moment, known.is_working(moment.date()))


def rules_of(scope: Scope) -> Any:
    """Rules of the scope's organisations, open and ended, with where they send to."""
    return DispatchRule.objects.within(scope).select_related("org", "place")


def rule(scope: Scope, public_id: UUID) -> DispatchRule | None:
    found: DispatchRule | None = rules_of(scope).filter(public_id=public_id).first()
    return found


def add_rule(*, org: Organisation, told: RuleTold, by: Scope, at: datetime) -> DispatchRule:
    """A rule for ``org`` and all below it, from a day on. Raises: Refused."""
    by.require(KEEPS, org.path)
    row = draft(org=org, told=told, by=by, at=at)
    row.save(force_insert=True)
    write_line(
        verb="matters.rule.add", by=by, at=at, org=org, subject=("matterrule", row.public_id),
        facts={
            "reason": told.reason.strip(), "position": row.position, "to": told.to,
            "kind": row.kind, "category": row.category, "place": told.place, "days": row.days,
            "from": told.since, "to_lead": row.to_lead,
        },
    )  # fmt: skip
    return row


def draft(*, org: Organisation, told: RuleTold, by: Scope, at: datetime) -> DispatchRule:
    """The rule as it would be; nothing is written. Raises: Refused with all that is wrong."""
    place = _place(by, told.place)
    target = organisation(by, told.to.strip()) if told.to.strip() else None
    found = dispatch_rules.rule_findings(
        why=told.why, reason=told.reason, has_target=target is not None, position=told.position,
        since=told.since, today=local_day(at), begins=told.begins, ends=told.ends,
        place_is_known=place is not None or not told.place.strip(),
    )  # fmt: skip
    if found or target is None:
        raise Refused(*found)
    assert told.position is not None  # noqa: S101 - said above
    return DispatchRule(
        org=org, org_path=org.path, host=target, host_path=target.path, position=told.position,
        kind=told.kind, category=told.category, place=place, days=told.days, begins=told.begins,
        ends=told.ends, why=told.why.strip(), held=held(told.since), to_lead=told.to_lead,
    )  # fmt: skip


def end_rule(*, rule: DispatchRule, reason: str, by: Scope, at: datetime) -> DispatchRule:
    """It holds no more from today; matters that it sent stay where they are. Raises: Refused."""
    by.require(KEEPS, rule.org_path)
    row: DispatchRule = DispatchRule.everything.select_for_update(of=("self",)).get(pk=rule.pk)
    found = dispatch_rules.end_findings(
        reason=reason, is_open=not row.held.isempty and row.held.upper is None
    )
    if found:
        raise Refused(*found)
    today = local_day(at)
    row.held = closed(row.held, today) if row.held.lower < today else never()
    row.save(update_fields=["held"])
    write_line(
        verb="matters.rule.end", by=by, at=at, org=rule.org,
        subject=("matterrule", row.public_id), facts={"reason": reason.strip(), "to": today},
    )  # fmt: skip
    return row


def _place(by: Scope, name: str) -> Unit | None:
    """A community or village in sight by its whole name or its id."""
    text = name.strip()
    if not text:
        return None
    rows = Unit.objects.within(by).filter(kind__in=("community", "village"))
    try:
        which: dict[str, Any] = {"public_id": UUID(text)}
    except ValueError:
        which = {"name": text}
    found: Unit | None = rows.filter(**which).first()
    return found


@dataclass(frozen=True)
class Share:
    """How many of last month's matters one rule would have sent; no rule: they stay."""

    rule: DispatchRule | None
    count: int


@dataclass(frozen=True)
class Trial:
    """What the rules would have done with last month; nothing was written."""

    since: date
    until: date  # without
    count: int
    shares: tuple[Share, ...]


def try_rules(
    *, org: Organisation, by: Scope, at: datetime, more: Iterable[DispatchRule] = ()
) -> Trial:
    """Ask the rules of today, and ``more`` that are not kept yet, about last month's matters."""
    by.require(Duty.MATTERS_SEE, org.path)
    until = first_of_month(local_day(at))
    since = first_of_month(until - timedelta(days=1))
    rules = [
        *DispatchRule.everything.filter(held__contains=local_day(at)), *more
    ]  # fmt: skip
    rows = Matter.everything.under(org.path).filter(received_on__gte=since, received_on__lt=until)
    ordered, counts = dispatch_rules.in_order(rules), Counter[int]()
    for asked, n in _alike(rows, ordered, since):
        counts[_first(ordered, asked)] += n
    shares = [Share(one, counts[at]) for at, one in enumerate(ordered)
              if counts[at] or one.org_path == org.path]  # fmt: skip
    return Trial(since, until, counts.total(), (*shares, Share(None, counts[-1])))


def _alike(rows: Any, rules: list[DispatchRule], since: date) -> list[tuple[Asked, int]]:
    """One of each sort of matters and how many there are, as far as these rules tell them apart.

    What no rule looks at is not asked for: a city has a hundred thousand matters a month. Hours
    are told apart by the hours that are named.
    """
    named = [name for name in ("kind", "category", "place_id")
             if any(getattr(one, name) for one in rules)]  # fmt: skip
    hours = sorted({at for one in rules for at in (one.begins, one.ends) if at is not None})
    since_hour = Case(
        *(When(received_at__time__gte=at, then=Value(at)) for at in reversed(hours)),
        default=Value(time.min), output_field=TimeField(),
    ) if hours else Value(time.min, TimeField())  # fmt: skip
    day = TruncDate("received_at") if any(one.days for one in rules) else Value(since, DateField())
    told = rows.order_by().annotate(day=day, hour=since_hour).values_list(
        "org_path", "day", "hour", *named
    ).annotate(n=Count("pk"))  # fmt: skip
    known, tops = days(), sorted({one.org_path for one in rules}, key=len, reverse=True)
    nearest: dict[str, str] = {}
    found: Counter[Any] = Counter()
    for path, *what, n in told:
        if path not in nearest:
            nearest[path] = next((top for top in tops if path.startswith(top)), "")
        found[nearest[path], *what] += n
    return [
        (_asked_of(path, day, hour, dict(zip(named, what, strict=True)), known), n)
        for (path, day, hour, *what), n in found.items()
    ]


def _asked_of(path: str, day: date, hour: time, told: dict[str, Any], known: Days) -> Asked:
    return _asked(
        path, told.get("kind", ""), told.get("category", ""), told.get("place_id"),
        datetime.combine(day, hour, tzinfo=timezone.get_current_timezone()), known,
    )  # fmt: skip


def _first(ordered: list[DispatchRule], asked: Asked) -> int:
    """The place of the deciding rule, -1 for none."""
    for at, one in enumerate(ordered):
        if asked.path.startswith(one.org_path) and dispatch_rules.fits(one, asked):
            return at
    return -1
