"""How is an election planned, who stands, who came, what was counted? One ledger line an act.

The state of an election is changed by its flow alone; what is written here is what the flow's
gates read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Max

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Category
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held
from jingwei.work.membership.elections import delegate_rules, queries, rules
from jingwei.work.membership.elections.flows import ELECTION
from jingwei.work.membership.elections.kinds import Office, Side, State
from jingwei.work.membership.elections.models import (
    Candidate,
    Delegation,
    Election,
    VotingSuspended,
)

CHANGED = Finding("version.changed", "这次选举刚被别人改过，请看过现在的内容再改一次。")
BASIS = "voting_suspended.basis"


@dataclass(frozen=True)
class Planned:
    """All that is typed about a plan."""

    planned_on: date
    variant: str = "term"
    way: str = "members"
    committee_seats: int = 0
    deputy_seats: int = 0
    shift_reason: str = ""
    way_reason: str = ""
    venue: str = ""


def plan_election(*, org: Organisation, told: Planned, by: Scope, at: datetime) -> Election:
    """Begin an election of an organisation's body with its plan. Raises: Refused."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    if queries.under_way(org) is not None:
        raise Refused(
            Finding("election.under_way", "这个组织已有一次选举在办，请先办完。", rules.HOUSE)
        )
    on = local_day(at)
    row = Election(org=org, org_path=org.path, begun_on=on, due_on=queries.due_of(org))
    _fill(row, told)
    _refuse(
        rules.plan_findings(
            queries.plan_of(row), queries.body_of(org, on), queries.numbers_on(on), on
        )
    )
    row.save(force_insert=True)
    begin_case(flow=ELECTION, subject=row, verb="begin", by=by, at=at)
    return row


def change_plan(
    *, election: Election, told: Planned, by: Scope, at: datetime, version: int | None = None
) -> Election:
    """Change a plan that has not been handed in, or was sent back."""
    row = _lock(election, version, by, State.PLANNING)
    _fill(row, told)
    on = local_day(at)
    _refuse(
        rules.plan_findings(
            queries.plan_of(row), queries.body_of(row.org, on), queries.numbers_on(on), on
        )
    )
    _save(row)
    _line("elections.election.change_plan", row, by, at, planned_on=row.planned_on)
    return row


def nominate(
    *, election: Election, office: str, person: Person, sides: Iterable[str] = (),
    unit: Organisation | None = None, by: Scope, at: datetime,
) -> Candidate:  # fmt: skip
    """Put somebody up for an office, or add who else recommended them.

    Candidates for the body are named during nomination, delegates until the meeting.
    """
    row = _lock(election, None, by, *_naming(election, office))
    said = tuple(side for side in Side.values if side in set(sides))
    found = []
    if office not in (*row.offices, Office.DELEGATE):
        found.append(Finding("election.office", "这次不选这个职务。", rules.HOUSE))
    where = unit if office == Office.DELEGATE and unit is not None else row.org
    if not queries.has_a_vote(where, person.pk, local_day(at)):
        found.append(
            Finding("election.not_eligible", "{name}今天没有被选举权，请换人。", rules.ELECTION,
                    {"name": person.name})
        )  # fmt: skip
    if office == Office.DELEGATE and (
        unit is None or not Delegation.everything.filter(election=row, unit=unit).exists()
    ):
        found.append(
            Finding("election.no_delegation", "这个支部没有代表名额，请先分配。", rules.HOUSE)
        )
    _refuse(found)
    mine = Candidate.everything.filter(election=row, office=office, unit=unit)
    one: Candidate | None = mine.filter(person=person).first()
    if one is not None:
        one.sides = [side for side in Side.values if side in {*one.sides, *said}]
        one.save(update_fields=["sides"])
    else:
        last = mine.aggregate(last=Max("position"))["last"] or 0
        one = Candidate.everything.create(
            org=row.org, org_path=row.org_path, election=row, office=office, unit=unit,
            position=last + 1, person=person, name=person.name, sides=list(said),
        )  # fmt: skip
    _line(
        "elections.election.nominate",
        row,
        by,
        at,
        office=office,
        sides=list(said),
        values={"person": str(person.public_id)},
    )
    return one


def withdraw(*, candidate: Candidate, by: Scope, at: datetime) -> Election:
    """Take a name off the list again, while names are being named."""
    row = _lock(candidate.election, None, by, *_naming(candidate.election, candidate.office))
    person, office = str(candidate.person.public_id), candidate.office
    candidate.delete()
    _line("elections.election.withdraw", row, by, at, office=office, values={"person": person})
    return row


def _naming(row: Election, office: str) -> tuple[str, ...]:
    """When names may be put up. Heads may be named anew once the committee is known: who was to
    be secretary may not have been elected to it."""
    if office == Office.DELEGATE:
        return (State.AGREED, State.NOTICED, State.NAMED, State.LISTED)
    if office in row.offices_of_committee:
        return (State.NOTICED, State.CHOSEN)
    return (State.NOTICED,)


def allot(*, election: Election, seats: dict[int, int], by: Scope, at: datetime) -> Election:
    """Say how many delegates each branch sends; ``seats``: branch to number, 0 for none."""
    row = _lock(election, None, by, State.PLANNING, State.AGREED, State.NOTICED)
    branches = {one.pk: one for one in queries.branches_below(row.org)}
    found = []
    if row.way != "delegates":
        found.append(
            Finding("election.no_delegates", "这次开党员大会，不用分配代表名额。", rules.HOUSE)
        )
    if set(seats) - set(branches):
        found.append(Finding("election.strange_unit", "有的支部不在下面，请重选。", rules.HOUSE))
    on = local_day(at)
    found += delegate_rules.allotment_findings(
        seats, queries.members_by_branch(row.org, on), queries.numbers_on(on).delegates_most
    )
    _refuse(found)
    Delegation.everything.filter(election=row).exclude(
        unit__in=[one for one, n in seats.items() if n]
    ).delete()
    for unit, n in seats.items():
        if n:
            Delegation.everything.update_or_create(
                election=row,
                unit=branches[unit],
                defaults={"org": row.org, "org_path": row.org_path, "seats": n},
            )
    _line("elections.election.allot", row, by, at, units=len(seats), seats=sum(seats.values()))
    return row


@dataclass(frozen=True)
class Ticked:
    """The meeting: its day, who stayed away, who counts. Persons are ids."""

    held_on: date | None
    absent: frozenset[int] = frozenset()
    tellers: tuple[int, ...] = ()
    chair: int | None = None
    venue: str = ""


def keep_sitting(
    *, election: Election, ticked: Ticked, by: Scope, at: datetime, version: int | None = None
) -> Election:
    """Who had a vote on the day of the meeting, who came, who counts the votes.

    Everybody is taken to have come but those who are ticked as absent.
    """
    row = _lock(election, version, by, State.LISTED)
    on = local_day(at)
    voters = queries.voters_of(row, ticked.held_on or on)
    row.held_on, row.venue = ticked.held_on, ticked.venue.strip()
    row.entitled = [one.id for one in voters]
    row.present = [one.id for one in voters if one.id not in ticked.absent]
    row.tellers, row.chair_id = list(ticked.tellers), ticked.chair
    _refuse(rules.sitting_findings(queries.sitting_of(row), on))
    _save(row)
    _line(
        "elections.election.sit", row, by, at, held_on=row.held_on, entitled=len(row.entitled),
        present=len(row.present), values={"present": row.present, "tellers": row.tellers},
    )  # fmt: skip
    return row


def suspend_vote(
    *, person: Person, since: date | None, until: date | None, basis: str, by: Scope, at: datetime
) -> VotingSuspended:
    """Note that a member has no vote for a time, as another body ruled; the paper is sealed."""
    org = person.org
    by.require(Duty.MEMBERS_CONFIRM, org.path)
    full = Membership.everything.filter(
        person=person, held__endswith=None, category=Category.FULL
    ).exists()
    _refuse(rules.rights_findings(since, until, basis, is_full=full))
    stretch = held(since, until)
    if VotingSuspended.everything.filter(person=person, held__overlap=stretch).exists():
        raise Refused(Finding("rights.again", "这段时间里已经记过，不用再记。", rules.HOUSE))
    row = VotingSuspended(org=org, org_path=org.path, person=person, held=stretch)
    row.basis = sealing.seal(basis.strip(), column=BASIS, row=row.public_id)
    row.save(force_insert=True)
    write_line(
        verb="elections.vote.suspend", by=by, at=at, org=org,
        subject=("person", person.public_id), facts={"from": since, "until": until},
        values={"basis": basis.strip()},
    )  # fmt: skip
    return row


def restore_vote(*, suspended: VotingSuspended, on: date, by: Scope, at: datetime) -> None:
    """The member votes again from a day on."""
    row: VotingSuspended = (
        VotingSuspended.everything.select_for_update(of=("self",))
        .select_related("org", "person").get(pk=suspended.pk)
    )  # fmt: skip
    by.require(Duty.MEMBERS_CONFIRM, row.org_path)
    found = []
    if row.held.upper is not None and row.held.upper <= on:
        found.append(Finding("rights.ended", "这一条已经到期，不用再记。", rules.HOUSE))
    if on <= row.held.lower:
        found.append(Finding("rights.order", "恢复的日期要晚于开始的日期。", rules.HOUSE))
    _refuse(found)
    row.held = held(row.held.lower, on)
    row.save(update_fields=["held"])
    write_line(
        verb="elections.vote.restore", by=by, at=at, org=row.org,
        subject=("person", row.person.public_id), facts={"from": on},
    )  # fmt: skip


def lock(election: Election, version: int | None, by: Scope, *states: str) -> Election:
    """The row, locked, in one of ``states``. Raises: Refused."""
    return _lock(election, version, by, *states)


def _lock(election: Election, version: int | None, by: Scope, *states: str) -> Election:
    row: Election | None = (
        Election.everything.select_for_update(of=("self",))
        .select_related("org").filter(pk=election.pk).first()
    )  # fmt: skip
    if row is None or (version is not None and row.version != version):
        raise Refused(CHANGED)
    by.require(Duty.MEMBERS_CHANGE, row.org_path)
    if row.state not in states:
        raise Refused(
            Finding("election.state", "现在是“{state}”，这项内容不能改。", rules.HOUSE,
                    {"state": row.get_state_display()})
        )  # fmt: skip
    return row


def _fill(row: Election, told: Planned) -> None:
    row.variant, row.way, row.planned_on = told.variant, told.way, told.planned_on
    row.committee_seats, row.deputy_seats = told.committee_seats, told.deputy_seats
    row.shift_reason, row.way_reason = told.shift_reason.strip(), told.way_reason.strip()
    row.venue = told.venue.strip()


def _refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _save(row: Election) -> None:
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])


def _line(
    verb: str, row: Election, by: Scope, at: datetime, values: dict[str, Any] | None = None,
    **facts: Any,
) -> None:  # fmt: skip
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("election", row.public_id), facts=facts,
        values=values,
    )  # fmt: skip


__all__ = [
    "Planned", "Ticked", "allot", "change_plan", "keep_sitting", "nominate", "plan_election",
    "restore_vote", "suspend_vote", "withdraw",
]  # fmt: skip
