"""How is a year of meetings put on the calendar in one act? What the rulebook asks, and no more."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.meetings import queries, rules
from jingwei.work.meetings.kinds import Kind, State
from jingwei.work.meetings.models import Meeting

DAY_ASKED = 15  # where nobody says on which day of the month


@dataclass(frozen=True)
class Wished:
    """One gathering that is not on the calendar yet."""

    kind: str
    on: date

    @property
    def label(self) -> str:
        return str(Kind(self.kind).label)


def wished(org: Organisation, today: date, days: Mapping[str, int]) -> list[Wished]:
    """What the rest of the year still asks for; ``days``: kind to the day of the month.

    A kind whose organ does not exist today is left out; a stretch in which something of the kind
    is planned or held already asks only for the rest. Four queries.
    """
    organ, wanted = queries.organ_of(org, today), queries.wanted(today)
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    rows = list(
        Meeting.everything.filter(org=org, on__gte=first, on__lte=last)
        .exclude(state=State.CANCELLED).only("kinds", "on")
    )  # fmt: skip
    found = []
    for kind, (times, months) in wanted.items():
        if kind not in organ.holds:
            continue
        for month in range(today.month - (today.month - 1) % months, 13, months):
            start, end = rules.period(date(today.year, month, 1), months)
            there = sum(1 for row in rows if kind in row.kinds and start <= row.on <= end)
            for nth in range(times - there):
                on = _day(start, end, days.get(kind, DAY_ASKED), today, nth)
                if on is not None:
                    found.append(Wished(kind, on))
    return sorted(found, key=lambda one: (one.on, one.kind))


def _day(start: date, end: date, day: int, today: date, nth: int) -> date | None:
    """The day in the last month of the stretch, or the first of its days still to come."""
    last = monthrange(end.year, end.month)[1]
    on = date(end.year, end.month, min(day + 7 * nth, last))
    if on >= max(today, start):
        return on
    return end if end >= today else None


def plan_year(
    *, org: Organisation, days: Mapping[str, int], by: Scope, at: datetime, today: date
) -> list[Meeting]:
    """Put all of it on the calendar; one line for the whole. Raises: Refused."""
    by.require(Duty.MEETINGS_RECORD, org.path)
    Organisation.everything.select_for_update(of=("self",)).get(pk=org.pk)
    if any(not 1 <= day <= 31 for day in days.values()):
        raise Refused(Finding("meeting.day", "每月的日子写1到31。", rules.HOUSE))
    asked = wished(org, today, days)
    if not asked:
        raise Refused(Finding("meeting.all_planned", "今年该开的会都已安排或开过。", rules.HOUSE))
    made: list[Meeting] = Meeting.everything.bulk_create(
        Meeting(
            org=org,
            org_path=org.path,
            kinds=[one.kind],
            on=one.on,
            topic=one.label,
            state=State.PLANNED,
        )
        for one in asked
    )
    counts: dict[str, int] = {}
    for one in asked:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    write_line(
        verb="meetings.year.plan", by=by, at=at, org=org, subject=("organisation", org.code),
        facts={"year": today.year, "kinds": counts},
    )  # fmt: skip
    return made


def take_ledger(*, org: Organisation, count: int, by: Scope, at: datetime) -> None:
    """The ledger of meetings left the program, names and all: who took it, how many rows."""
    by.require(Duty.MEETINGS_RECORD, org.path)
    write_line(
        verb="meetings.ledger.take", by=by, at=at, org=org, subject=("organisation", org.code),
        facts={"rows": count},
    )  # fmt: skip
