"""How does a branch hand money up, and ask that a member in hardship pays less? Begun here, decided
by the committee above through the flow."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.own import on_own_behalf
from jingwei.work.membership.dues import queries, rules
from jingwei.work.membership.dues.actions import refuse
from jingwei.work.membership.dues.flows import RELIEF, REMITTANCE
from jingwei.work.membership.dues.kinds import Easing, Fund
from jingwei.work.membership.dues.models import Relief, Remittance, Sheet


def hand_up(
    *, org: Organisation, fund: str, cents: int | None, on: date | None, receipt: str, why: str,
    by: Scope, at: datetime,
) -> Remittance:  # fmt: skip
    """上缴: what the branch had in hand, what it gave, the receipt it got. Raises: Refused."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    # Two who hand up at once wait here, so that the same money is not handed up twice.
    list(Sheet.everything.select_for_update(no_key=True).filter(org=org).values_list("pk"))
    expected = queries.in_hand(org, fund)
    found = rules.organ_findings(org.kind)
    found += rules.hand_findings(cents, expected, receipt, on, why, local_day(at))
    if fund not in Fund.values:
        found.append(Finding("dues.fund", "请选上缴的是哪一笔。", rules.HOUSE))
    if receipt.strip() and queries.receipt_is_known(org, receipt.strip()):
        found.append(Finding("dues.receipt_twice", "这个收据号已经记过。", rules.HOUSE))
    refuse(found)
    row = Remittance(
        org=org, org_path=org.path, fund=fund, cents=cents or 0, expected_cents=expected,
        on=on or local_day(at), receipt=receipt.strip(), why=why.strip(),
    )  # fmt: skip
    row.save(force_insert=True)
    begin_case(flow=REMITTANCE, subject=row, verb="hand", by=by, at=at)
    row.refresh_from_db()
    return row


def propose_relief(
    *,
    person: Person,
    org: Organisation,
    since: date,
    until: date,
    said: dict[str, Any],
    by: Scope,
    at: datetime,
) -> Relief:
    """提出减免: the branch says why and from when to when; the committee above decides."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    return _begin(person, org, since, until, "propose", said, by, at)


def ask_relief(*, oneself: Scope, since: date, until: date, reason: str, at: datetime) -> Relief:
    """本人申请减免: the member asks, the branch puts it before the committee above or answers.

    Enter it inside ``acting(oneself)``.
    """
    with on_own_behalf(oneself) as (branch, person):
        by = replace(branch, person_id=person.pk)
        org = Organisation.everything.get(pk=person.org_id)
        return _begin(person, org, since, until, "ask", {"reason": reason}, by, at)


def take_back_relief(*, oneself: Scope, at: datetime) -> Relief:
    """The member no longer asks. Raises: Relief.DoesNotExist where nothing waits."""
    with on_own_behalf(oneself) as (branch, person):
        row: Relief = Relief.everything.get(person=person, state=Easing.ASKED)
        by = replace(branch, person_id=person.pk)
        take_step(flow=RELIEF, subject=row, verb="take_back", by=by, at=at)
        row.refresh_from_db()
        return row


def _begin(
    person: Person, org: Organisation, since: date, until: date, verb: str, said: dict[str, Any],
    by: Scope, at: datetime,
) -> Relief:  # fmt: skip
    Person.everything.select_for_update(no_key=True).get(pk=person.pk)
    if person.org_id != org.pk:
        refuse([Finding("dues.not_here", "这个人的组织关系不在本支部。", rules.HOUSE)])
    overlaps = queries.relief_overlaps(person, since, until)
    refuse(rules.organ_findings(org.kind) + rules.ease_findings(since, until, overlaps=overlaps))
    state = Easing.ASKED if verb == "ask" else Easing.PROPOSED
    row = Relief(org=org, org_path=org.path, person=person, since=since, until=until, state=state)
    row.save(force_insert=True)
    begin_case(flow=RELIEF, subject=row, verb=verb, said=said, by=by, at=at)
    row.refresh_from_db()
    return row
