"""How is a commendation recorded, and how is it noted that it was taken back?"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.membership.commendations import rules
from jingwei.work.membership.commendations.models import Commendation

AGAIN = Finding("commendation.again", "这份文件的这次表彰已经登记过。", rules.HOUSE)


@dataclass(frozen=True)
class Told:
    """All that is typed about a commendation."""

    honour: str
    level: str
    given_by: str
    paper: str
    on: date | None
    person: Person | None = None


def record_commendation(*, org: Organisation, told: Told, by: Scope, at: datetime) -> Commendation:
    """登记表彰 of a member of ``org`` or of the organisation itself. Raises: Refused."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    found = rules.commendation_findings(
        honour=told.honour, has_person=told.person is not None, given_by=told.given_by,
        paper=told.paper, on=told.on, today=local_day(at), founded=org.held.lower,
        again=Commendation.everything.filter(
            org=org, person=told.person, honour=told.honour, paper=told.paper.strip()
        ).exists(),
    )  # fmt: skip
    if told.person is not None and told.person.org_id != org.pk:
        found.append(
            Finding("commendation.elsewhere", "这名党员不在这个支部，请到所在支部登记。",
                    rules.HOUSE)
        )  # fmt: skip
    if by.account_id is None:
        found.append(Finding("commendation.hand", "登记要由人来办，请先登录。", rules.HOUSE))
    if found:
        raise Refused(*found)
    assert told.on is not None  # noqa: S101 - said above
    assert by.account_id is not None  # noqa: S101 - said above
    row = Commendation(
        org=org, org_path=org.path, honour=told.honour, level=told.level, person=told.person,
        name=told.person.name if told.person else org.name, given_by=told.given_by.strip(),
        paper=told.paper.strip(), on=told.on, noted_at=at, noted_by_id=by.account_id,
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(AGAIN) from twice
    write_line(
        verb="commendations.commendation.record", by=by, at=at, org=org,
        subject=("commendation", row.public_id),
        facts={"honour": row.honour, "level": row.level, "on": row.on, "paper": row.paper},
        values={"person": str(told.person.public_id)} if told.person else None,
    )  # fmt: skip
    return row


def take_back(
    *, commendation: Commendation, on: date | None, why: str, by: Scope, at: datetime
) -> Commendation:
    """记撤销: it stays on file and counts no more from that year on. Raises: Refused."""
    row: Commendation = (
        Commendation.everything.select_for_update(of=("self",)).select_related("org")
        .get(pk=commendation.pk)
    )  # fmt: skip
    by.require(Duty.MEMBERS_CONFIRM, row.org_path)
    found = rules.taking_back_findings(
        on=on, given_on=row.on, today=local_day(at), why=why, again=row.taken_on is not None
    )
    if found:
        raise Refused(*found)
    row.taken_on, row.taken_why = on, why.strip()
    row.save(update_fields=["taken_on", "taken_why"])
    write_line(
        verb="commendations.commendation.take_back", by=by, at=at, org=row.org,
        subject=("commendation", row.public_id), facts={"on": on, "why": row.taken_why},
    )  # fmt: skip
    return row
