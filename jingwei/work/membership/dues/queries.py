"""Who owes what, what came in, what is in hand? Reads for pages, API and actions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import next_month
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Began, Home, State
from jingwei.kernel.people.models import Membership, Opening, Person
from jingwei.work.membership.dues.kinds import Easing, Fund, Handing, Paid
from jingwei.work.membership.dues.lines import Fixed, Lines
from jingwei.work.membership.dues.models import Fixing, Relief, Remittance, Sheet
from jingwei.work.membership.dues.rules import Owed, Standing

JOINED = (Began.ADMITTED, Began.RESTORED)
"""A member who joins pays from the day of the branch's vote; one who moves, from the next month."""


@dataclass(frozen=True)
class Row:
    """One line of a sheet, in the order of the roster."""

    person: Person
    standing: Standing
    entries: tuple[Any, ...] = ()

    @property
    def state(self) -> str:
        if not self.standing.counts:
            return "none"
        return "open" if self.standing.is_open else "paid"


def months_of(first: date, until: date) -> list[date]:
    found = []
    while first < until:
        found.append(first)
        first = next_month(first)
    return found


def payers_in(org: Organisation, months: list[date]) -> dict[int, list[date]]:
    """Who pays here in which of these months, by the home membership; one query.

    On the first of a month the member was at home here and not suspended, or joined here during
    it. Whoever moves pays that month where the relation was on its first day.
    """
    after = next_month(months[-1])
    rows = Membership.everything.filter(
        org=org, kind=Home.HOME, state=State.NORMAL, held__overlap=(months[0], after)
    ).order_by("person__name_sort", "person_id")
    found: dict[int, list[date]] = {}
    for row in rows.values_list("person_id", "held", "began"):
        person, held, began = row
        for month in months:
            here = (held.lower is None or held.lower <= month) and (
                held.upper is None or month < held.upper
            )
            came = (
                began in JOINED and held.lower is not None and month <= held.lower
                and held.lower < next_month(month)
            )  # fmt: skip
            if (here or came) and month not in found.setdefault(person, []):
                found[person].append(month)
    return {person: stays for person, stays in found.items() if stays}


def roster_of(org: Organisation, year: int) -> list[Person]:
    """Members who pay here in some month of a year, by name; two queries."""
    months = [date(year, month, 1) for month in range(1, 13)]
    ids = list(payers_in(org, months))
    rows = Person.everything.filter(pk__in=ids).only("name", "name_sort", "public_id")
    return list(rows.order_by("name_sort", "id"))


def fixing_of(org: Organisation, year: int) -> Fixing | None:
    found: Fixing | None = Fixing.everything.filter(org=org, year=year).first()
    return found


def fixed_in(lines: Iterable[Fixed], month: int) -> dict[int, Fixed]:
    """The line of each person that holds in a month."""
    found: dict[int, Fixed] = {}
    for one in sorted(lines, key=lambda one: one.since):
        if one.since <= month:
            found[one.person] = one
    return found


def openings_of(people: Iterable[int]) -> tuple[dict[int, str], dict[int, str]]:
    """What the city brought with it: paid up to which month, how much a month; one query."""
    kinds = (Opening.Kind.DUES_PAID_TO, Opening.Kind.DUES_MONTHLY)
    rows = Opening.everything.filter(person__in=list(people), kind__in=kinds)
    paid_to: dict[int, str] = {}
    monthly: dict[int, str] = {}
    for person, kind, value in rows.values_list("person_id", "kind", "value"):
        (paid_to if kind == Opening.Kind.DUES_PAID_TO else monthly)[person] = value
    return paid_to, monthly


def reliefs_of(org: Organisation, first: date, until: date) -> list[Relief]:
    rows = Relief.everything.filter(
        org=org, since__lt=until, until__gt=first, state__in=(Easing.GRANTED, Easing.ENDED)
    )
    return list(rows.order_by("since", "id"))


def due_of(org: Organisation, fixing: Fixing, first: date, until: date) -> dict[int, int | None]:
    """What each member owes for a period, in cents; four queries, whatever the number."""
    months = months_of(first, until)
    payers = payers_in(org, months)
    paid_to, _monthly = openings_of(payers)
    eased = [(one.person_id, one.since, one.until, one.cents)
             for one in reliefs_of(org, first, until)]  # fmt: skip
    fixed = {month: fixed_in(fixing.fixed, month.month) for month in months}
    found: dict[int, int | None] = {}
    for person, stays in payers.items():
        owed: int | None = 0
        for month in stays:
            if paid_to.get(person, "") >= f"{month:%Y-%m}":
                continue
            one = _due_in(person, month, fixed[month], eased)
            owed = None if one is None or owed is None else owed + one
        found[person] = owed
    return found


def _due_in(
    person: int, month: date, fixed: dict[int, Fixed],
    eased: list[tuple[int, date, date, int | None]],
) -> int | None:  # fmt: skip
    for who, since, until, cents in eased:
        if who == person and since <= month < until:
            return cents
    line = fixed.get(person)
    return line.cents if line else None


def standings(lines: Lines) -> dict[int, Standing]:
    paid: dict[int, int] = {}
    gifts: dict[int, int] = {}
    for one in lines.entries:
        into = paid if one.kind in (Paid.DUES, Paid.REFUND) else gifts
        into[one.person] = into.get(one.person, 0) + one.cents
    return {
        person: Standing(due, paid.get(person, 0), gifts.get(person, 0))
        for person, due in lines.due.items()
    }


def rows_of(sheet: Sheet) -> list[Row]:
    """The roster of a sheet by name, with what each owes and paid; one query."""
    lines = sheet.opened
    where = standings(lines)
    people = Person.everything.filter(pk__in=list(where)).only("name", "name_sort", "public_id")
    entries: dict[int, list[Any]] = {}
    for one in lines.entries:
        entries.setdefault(one.person, []).append(one)
    return [
        Row(person, where[person.pk], tuple(entries.get(person.pk, ())))
        for person in people.order_by("name_sort", "id")
    ]


def sheets(scope: Scope, *, under: str = "", org: Organisation | None = None) -> QuerySet[Sheet]:
    """Sheets in sight without what is sealed, for a page by key (``-first``, ``-id``)."""
    found = Sheet.objects.within(scope).select_related("org").defer("lines")
    if org is not None:
        found = found.filter(org=org)
    return found.under(under) if under else found


def sheet(scope: Scope, public_id: Any) -> Sheet:
    """Raises: Sheet.DoesNotExist out of sight."""
    found: Sheet = Sheet.objects.within(scope).select_related("org").get(public_id=public_id)
    return found


def arrears_of(org: Organisation, on: date) -> list[Owed]:
    """Who still owes for periods that are past; a reminder and nothing else. One query and the
    opening of those sheets that are not complete."""
    late = Sheet.everything.filter(org=org, due_on__lt=on).exclude(unpaid=[]).order_by("first")
    found: dict[int, list[tuple[Sheet, Standing]]] = {}
    for one in late:
        where = standings(one.opened)
        for person in one.unpaid:
            found.setdefault(person, []).append((one, where[person]))
    return [
        Owed(
            person, tuple(sheet.period for sheet, _standing in rows),
            sum(sheet.months for sheet, _standing in rows),
            sum(standing.owed or 0 for _sheet, standing in rows),
            any(standing.due is None for _sheet, standing in rows),
        )
        for person, rows in found.items()
    ]  # fmt: skip


def in_hand(org: Organisation, fund: str = Fund.DUES) -> int:
    """Collected and not handed up yet, in cents; two queries. Corrections come through by
    themselves, for it is what remains of everything."""
    came = Sheet.everything.filter(org=org).aggregate(
        paid=Sum("paid_cents"), gifts=Sum("gift_cents"), central=Sum("central_cents")
    )
    gone = (
        Remittance.everything.filter(org=org, fund=fund)
        .exclude(state=Handing.RETURNED)
        .aggregate(cents=Sum("cents"))["cents"]
    )
    if fund == Fund.CENTRAL:
        return (came["central"] or 0) - (gone or 0)
    return (came["paid"] or 0) + (came["gifts"] or 0) - (gone or 0)


def remittances(scope: Scope, *, under: str = "") -> QuerySet[Remittance]:
    found = Remittance.objects.within(scope).select_related("org")
    return found.under(under) if under else found


def reliefs(scope: Scope, *, org: Organisation | None = None) -> QuerySet[Relief]:
    found = Relief.objects.within(scope).select_related("org", "person")
    return found.filter(org=org) if org is not None else found


def own_rows(person: Person, since: date) -> Iterator[tuple[Sheet, Standing]]:
    """The sheets on which a member stands, the last first, and only where they stand.

    Asked by organisation and day: an array operator would be read before the policy of the table.
    """
    orgs = Membership.everything.filter(person=person).values_list("org_id", flat=True)
    rows = Sheet.everything.filter(org__in=set(orgs), until__gt=since).select_related("org")
    for row in rows.order_by("-first", "-id"):
        if person.pk in row.people:
            yield row, standings(row.opened)[person.pk]


def relief_overlaps(person: Person, since: date, until: date) -> bool:
    states = (Easing.ASKED, Easing.PROPOSED, Easing.GRANTED)
    rows = Relief.everything.filter(
        since__lt=until, until__gt=since, person=person, state__in=states
    )
    return bool(rows.exists())


def receipt_is_known(org: Organisation, receipt: str) -> bool:
    rows = Remittance.everything.filter(org=org, receipt=receipt)
    return bool(rows.exclude(state=Handing.RETURNED).exists())
