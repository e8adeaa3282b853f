"""How are dues fixed, collected, given back and handed up? One ledger line for each act.

Amounts of persons stand in no line in the clear: facts say how many rows, values are committed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day, next_month
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.membership.dues import lines as packing
from jingwei.work.membership.dues import queries, rating, rules
from jingwei.work.membership.dues.kinds import Paid
from jingwei.work.membership.dues.lines import Entry, Fixed, Lines
from jingwei.work.membership.dues.models import Fixing, Relief, Sheet
from jingwei.work.membership.dues.rules import Period, Tick

CHANGED = Finding("version.changed", "这张表刚被别人改过，请看过现在的内容再改一次。")


def fix_year(
    *, org: Organisation, year: int, fixed: Sequence[Fixed], by: Scope, at: datetime,
    version: int | None = None,
) -> Fixing:  # fmt: skip
    """定月交额: what each member of a branch pays a month in a year. Raises: Refused."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    row = Fixing.everything.select_for_update(no_key=True).filter(org=org, year=year).first()
    if (row.version if row else 0) != (version if version is not None else _version(row)):
        raise Refused(CHANGED)
    roster = {one.pk: one.name for one in queries.roster_of(org, year)}
    refuse(
        rules.organ_findings(org.kind)
        + rules.fixing_findings(
            [(one.person, one.group, one.cents, one.since) for one in fixed],
            roster=roster, spans=rating.all_spans(date(year, 1, 1)),
        )
    )  # fmt: skip
    is_new = row is None
    row = row or Fixing(org=org, org_path=org.path, year=year)
    before = 0 if is_new else len(row.fixed)
    row.lines = packing.seal_fixed(fixed, row.public_id)
    _count_fixing(row, fixed, local_day(at))
    row.fixed_at, row.fixed_by_id = at, by.account_id
    if not is_new:
        row.version = F("version") + 1
    row.save(force_insert=is_new)
    row.refresh_from_db(fields=["version"])
    _line(
        "dues.fixing.fix", row, "dues_fixing", by, at,
        facts={"year": year, "members": row.members, "rows": len(fixed), "rows_before": before},
        values={"fixed": [asdict(one) for one in fixed]},
    )  # fmt: skip
    return row


def _version(row: Fixing | None) -> int:
    return row.version if row else 0


def _count_fixing(row: Fixing, fixed: Sequence[Fixed], today: date) -> None:
    month = 12 if row.year < today.year else max(today.month, 1) if row.year == today.year else 1
    now = queries.fixed_in(fixed, month)
    row.people = sorted({one.person for one in fixed})
    row.members, row.month_cents = len(row.people), sum(one.cents for one in now.values())


def open_sheet(*, org: Organisation, first: date, months: int, by: Scope, at: datetime) -> Sheet:
    """开收缴表: who owes what for a month or a quarter, by the roster and the year's fixing."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    fixing = (
        Fixing.everything.select_for_update(no_key=True).filter(org=org, year=first.year).first()
    )
    found = rules.organ_findings(org.kind)
    found += rules.open_findings(first, months, local_day(at), is_fixed=fixing is not None)
    refuse(found)
    if fixing is None:  # the rules have just refused its absence
        raise Refused(CHANGED)
    until = first
    for _month in range(months):
        until = next_month(until)
    if Sheet.everything.filter(org=org, first__lt=until, until__gt=first).exists():
        refuse([Finding("dues.opened", "这个时段已经开过收缴表，请打开来收。", rules.HOUSE)])
    row = Sheet(
        org=org, org_path=org.path, first=first, until=until,
        due_on=date.fromordinal(until.toordinal() - 1), opened_at=at, opened_by_id=by.account_id,
    )  # fmt: skip
    _keep(row, Lines(queries.due_of(org, fixing, first, until)))
    row.save(force_insert=True)
    _sheet_line("dues.sheet.open", row, by, at, members=row.members)
    return row


def refresh_sheet(*, sheet: Sheet, by: Scope, at: datetime) -> Sheet:
    """按名册和定额更新: who joined, moved or was fixed anew; what was paid stays."""
    row = _lock(sheet, by)
    if _recount(row):
        _sheet_line("dues.sheet.refresh", row, by, at, members=row.members)
    return row


def _recount(row: Sheet) -> bool:
    fixing = queries.fixing_of(row.org, row.first.year)
    if fixing is None:
        return False
    lines = row.opened
    due = queries.due_of(row.org, fixing, row.first, row.until)
    # Whoever paid stays on the sheet, even where nothing is owed here any more.
    due |= {one.person: 0 for one in lines.entries if one.person not in due}
    if due == lines.due:
        return False
    _keep(row, Lines(due, lines.entries))
    _save(row)
    return True


def collect_dues(*, sheet: Sheet, ticks: Sequence[Tick], by: Scope, at: datetime) -> Sheet:
    """收党费: those who were ticked have paid, each the own amount on the own day.

    Two who tick at once wait for each other; the second is told who has been recorded meanwhile.
    """
    row = _lock(sheet, by)
    lines, today = row.opened, local_day(at)
    where = queries.standings(lines)
    names = _names(one.person for one in ticks)
    refuse(
        rules.collect_findings(
            ticks, where, names, Period(row.first, row.until, today), rating.back_months(today)
        )
    )
    fresh = [
        Entry(one.person, Paid.DUES, one.cents or 0, one.on or today, one.payer.strip(),
              one.why.strip())
        for one in ticks
    ]  # fmt: skip
    _add(row, lines, fresh)
    late = sum(one.on > row.due_on for one in fresh)
    _sheet_line("dues.sheet.collect", row, by, at, fresh, rows=len(fresh), after_the_period=late)
    return row


def refund_dues(
    *, sheet: Sheet, person: int, cents: int | None, on: date | None, why: str, by: Scope,
    at: datetime,
) -> Sheet:  # fmt: skip
    """退回或更正: a further line below zero; nothing that was recorded goes away."""
    row = _lock(sheet, by)
    lines = row.opened
    standing = queries.standings(lines).get(person)
    refuse(rules.refund_findings(cents, why, on, standing, local_day(at)))
    fresh = [Entry(person, Paid.REFUND, -(cents or 0), on or local_day(at), why=why.strip())]
    _add(row, lines, fresh)
    _sheet_line("dues.sheet.refund", row, by, at, fresh, rows=1)
    return row


def note_gift(
    *, sheet: Sheet, person: int, cents: int | None, on: date | None, by: Scope, at: datetime
) -> Sheet:
    """自愿多交: whole to the centre where it is above the sum of the rulebook."""
    row = _lock(sheet, by)
    lines = row.opened
    found = rules.gift_findings(cents, on, local_day(at))
    if person not in lines.due:
        found.append(
            Finding("dues.not_on_sheet", "有人不在这张表上，请先按名册更新。", rules.HOUSE)
        )
    refuse(found)
    day = on or local_day(at)
    central = rules.is_central(cents or 0, rating.central_above(day))
    fresh = [Entry(person, Paid.CENTRAL if central else Paid.GIFT, cents or 0, day)]
    _add(row, lines, fresh)
    _sheet_line("dues.sheet.gift", row, by, at, fresh, rows=1, central=central)
    return row


def recount_after(relief: Relief) -> int:
    """The sheets that a decision on hardship touches are worked out anew; how many changed."""
    return recount_between(relief, relief.since, relief.until)


def recount_between(relief: Relief, since: date, until: date) -> int:
    rows = Sheet.everything.select_for_update(no_key=True, of=("self",)).select_related("org")
    touched = rows.filter(org=relief.org_id, first__lt=until, until__gt=since)
    return sum(_recount(row) for row in touched.order_by("first"))


def refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _lock(sheet: Sheet, by: Scope) -> Sheet:
    row: Sheet | None = (
        Sheet.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").filter(pk=sheet.pk).first()
    )  # fmt: skip
    if row is None:
        raise Refused(CHANGED)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    return row


def _names(people: Iterable[int]) -> dict[int, str]:
    return dict(Person.everything.filter(pk__in=list(people)).values_list("pk", "name"))


def _add(row: Sheet, lines: Lines, fresh: Sequence[Entry]) -> None:
    _keep(row, Lines(lines.due, (*lines.entries, *fresh)))
    _save(row)


def _keep(row: Sheet, lines: Lines) -> None:
    """The sealed lines and the totals beside them, always together."""
    found = rules.totals(
        lines.due, [(one.person, one.kind, one.cents, one.on) for one in lines.entries], row.due_on
    )
    row.lines = packing.seal_sheet(lines, row.first, row.public_id)
    row.people, row.unpaid = list(lines.due), list(found.unpaid)
    row.members, row.paid_members = found.members, found.paid_members
    row.on_time_members = found.on_time_members
    row.due_cents, row.paid_cents, row.on_time_cents = found.due, found.paid, found.on_time
    row.gift_cents, row.central_cents = found.gifts, found.central


def _save(row: Sheet) -> None:
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])


def _sheet_line(
    verb: str, row: Sheet, by: Scope, at: datetime, entries: Sequence[Entry] = (), **facts: Any
) -> None:
    values = {"entries": [asdict(one) for one in entries]} if entries else None
    said = {"first": row.first, "months": row.months, **facts}
    _line(verb, row, "dues_sheet", by, at, facts=said, values=values)


def _line(
    verb: str, row: Any, thing: str, by: Scope, at: datetime, *, facts: dict[str, Any],
    values: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=(thing, row.public_id), facts=facts,
        values=values,
    )  # fmt: skip
