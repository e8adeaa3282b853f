"""Who has a vote, who stands, what was counted, what is due? Reads for pages, API, gates."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as RowCount
from django.db.models import F, QuerySet

from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.kinds import BRANCHES, OrgKind
from jingwei.kernel.orgs.models import Organisation, Term
from jingwei.kernel.people.kinds import Category, Home
from jingwei.kernel.people.kinds import State as MemberState
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.meetings.kinds import Kind
from jingwei.work.meetings.models import Meeting
from jingwei.work.meetings.queries import held_on_record
from jingwei.work.membership.elections import count_rules, rules
from jingwei.work.membership.elections.count_rules import Count, Judged, Name, Reading, Voted
from jingwei.work.membership.elections.kinds import HERE, DelegateState, Office, State
from jingwei.work.membership.elections.models import (
    Candidate,
    Delegate,
    Delegation,
    Election,
    Round,
    Tally,
    VotingSuspended,
)
from jingwei.work.membership.elections.rules import Body, Numbers, Plan, Sitting, Stands

OVER = (State.DONE, State.STOPPED)
MOST_COUNTED = 10_000  # members with a vote, where only the rules of planning ask
SENDING = tuple(kind for kind in BRANCHES if kind != OrgKind.TEMPORARY_BRANCH)


def meeting_of(election: Election) -> Meeting | None:
    """The record of the meeting that voted: the one named, else the organ's of that day."""
    if election.meeting_id is not None:
        named: Meeting | None = Meeting.everything.filter(pk=election.meeting_id).first()
        return named
    return held_on_record(election.org_id, election.held_on, (Kind.MEMBER_MEETING,))


def numbers_on(on: date) -> Numbers:
    """The rulebook's numbers about elections on a day."""
    return Numbers(
        shift_years=int(value_of("election.shift.years.most", on)),
        delegates_least=int(value_of("election.delegates.members.least", on)),
        surplus=int(value_of("election.candidates.surplus", on)),
        direct_surplus=int(value_of("election.direct.surplus", on)),
        seats_least=int(value_of("branch_committee.seats.least", on)),
        seats_most=int(value_of("branch_committee.seats.most", on)),
        committee_from=int(value_of("branch_committee.full_members.least", on)),
        early_days=int(value_of("election.early.days", on)),
        delegates_most=int(value_of("election.delegates.seats.most", on)),
    )


def reading_on(on: date) -> Reading:
    """How the regulation is read on a day: quorum, exactly four fifths, whose half."""
    return Reading(
        quorum=value_of("election.quorum.share", on),
        exactly_counts=bool(value_of("election.quorum.exactly_counts", on)),
        of_entitled=bool(value_of("election.majority.of_entitled", on)),
    )


@dataclass(frozen=True)
class Voter:
    """A full member who has a vote and may be elected on a day."""

    id: int
    public_id: Any
    name: str
    org_id: int


def voters_on(org: Organisation, on: date) -> list[Voter]:
    """Who has a vote in ``org`` and below on a day, by name; one query.

    Full members at home there whose membership is not suspended and whose rights no other body
    has suspended. Probationary members and members who only live here have none.
    """
    rows = _voting(org, on).order_by("person__name_sort", "person_id")
    found = rows.values_list("person_id", "person__public_id", "person__name", "org_id")
    return [Voter(*row) for row in found]


def vote_count(org: Organisation, on: date) -> int:
    """How many have a vote, up to ``MOST_COUNTED``: for rules that ask whether there are some ten
    or some hundred; one query."""
    return _voting(org, on).values("pk")[:MOST_COUNTED].count()


def has_a_vote(org: Organisation, person: int, on: date) -> bool:
    """Has this one person a vote in ``org`` and below? One query."""
    return _voting(org, on).filter(person=person).exists()


def _voting(org: Organisation, on: date) -> QuerySet[Membership]:
    rows = Membership.everything.filter(
        org_path__gte=org.path, org_path__lt=upper(org.path), kind=Home.HOME,
        category=Category.FULL, state=MemberState.NORMAL, held__contains=on,
    )  # fmt: skip
    return rows.exclude(person__in=suspended_on(org, on).values("person"))


def suspended_on(org: Organisation, on: date) -> QuerySet[VotingSuspended]:
    found: QuerySet[VotingSuspended] = VotingSuspended.everything.filter(
        org_path__gte=org.path, org_path__lt=upper(org.path), held__contains=on
    )
    return found


def body_of(org: Organisation, on: date) -> Body:
    """The organisation as the rules of planning look at it; two queries."""
    units = branches_below(org)
    return Body(
        kind=org.kind, is_branch=org.kind in BRANCHES, founded=org.held.lower,
        is_open=org.is_open, members=vote_count(org, on), units=len(units),
    )  # fmt: skip


def branches_below(org: Organisation) -> list[Organisation]:
    """Branches under an organisation that could send delegates; none under a branch. A temporary
    branch sends none (R-O)."""
    if org.kind in BRANCHES:
        return []
    return list(
        Organisation.everything.filter(
            path__gt=org.path, path__lt=upper(org.path), kind__in=SENDING, held__endswith=None
        ).order_by("path")[:400]
    )


def due_of(org: Organisation) -> date | None:
    """The end of the term under way, by the last term on file."""
    last: Term | None = Term.everything.filter(org=org).order_by("-held").first()
    return last.due_on if last else None


def plan_of(row: Election) -> Plan:
    return Plan(
        variant=row.variant, way=row.way, planned_on=row.planned_on, due_on=row.due_on,
        committee_seats=row.committee_seats, deputy_seats=row.deputy_seats,
        shift_reason=row.shift_reason, way_reason=row.way_reason,
    )  # fmt: skip


def elections(
    scope: Scope, *, under: str = "", state: str = "", variant: str = ""
) -> QuerySet[Election]:
    """Elections in sight, for a page by key (``-planned_on``, ``-id``)."""
    found = Election.objects.within(scope).select_related("org").defer("entitled", "present")
    if under:
        found = found.under(under)
    if state == "open":
        found = found.exclude(state__in=OVER)
    elif state:
        found = found.filter(state=state)
    if variant:
        found = found.filter(variant=variant)
    return found


def election(scope: Scope, public_id: Any) -> Election:
    """Raises: Election.DoesNotExist out of sight."""
    found: Election = (
        Election.objects.within(scope).select_related("org", "chair").get(public_id=public_id)
    )
    return found


def under_way(org: Organisation) -> Election | None:
    found: Election | None = (
        Election.everything.filter(org=org).exclude(state__in=OVER).select_related("org").first()
    )
    return found


def candidates_of(row: Election) -> list[Candidate]:
    rows = Candidate.everything.filter(election=row).select_related("unit", "person")
    order = list(Office.values)
    return sorted(rows, key=lambda one: (order.index(one.office), one.unit_id or 0, one.position))


def stands_of(row: Election) -> list[Stands]:
    return [
        Stands(one.office, one.person_id, one.name, one.unit_id, tuple(one.sides))
        for one in candidates_of(row) if one.office != Office.DELEGATE
    ]  # fmt: skip


def wanted_of(row: Election, on: date) -> dict[tuple[str, int | None], tuple[int, int | None]]:
    """How many candidates each office needs, fewest and most."""
    numbers = numbers_on(on)
    return {
        (office, None): rules.least_candidates(
            office, row.seats_of(office), numbers, direct=row.is_open_direct,
            heads_by_members=row.heads_by_members,
        )
        for office in row.offices
    }  # fmt: skip


def delegations_of(row: Election) -> list[Delegation]:
    rows = Delegation.everything.filter(election=row).select_related("unit")
    return list(rows.order_by("unit__path"))


def delegates_of(row: Election) -> list[Delegate]:
    """Everybody who was elected a delegate, by branch and number; one query."""
    rows = Delegate.everything.filter(election=row).select_related("unit", "person", "round")
    return list(rows.order_by("unit__path", "number"))


def seats_of_unit(row: Election, unit: int) -> int:
    """How many delegates a branch sends."""
    found: Delegation | None = Delegation.everything.filter(election=row, unit=unit).first()
    return found.seats if found else 0


def seats_left(row: Election, unit: int, seats: int) -> int:
    """Seats of a branch that are still to be filled by a vote."""
    taken = Delegate.everything.filter(election=row, unit=unit, state__in=HERE).count()
    return max(0, seats - taken)


def rounds_of(row: Election) -> list[Round]:
    rows = Round.everything.filter(election=row).select_related("unit")
    return sorted(
        rows, key=lambda one: (one.sitting, one.on, one.unit_id or 0,
                               list(Office.values).index(one.office), one.number)
    )  # fmt: skip


def tallies_of(rounds: list[Round]) -> dict[int, list[Tally]]:
    """Tallies by round, in order; one query."""
    found: dict[int, list[Tally]] = {one.pk: [] for one in rounds}
    rows = Tally.everything.filter(round__in=found).select_related("person")
    for one in rows.order_by("round_id", "position"):
        found[one.round_id].append(one)
    return found


def judged(one: Round, names: list[Tally]) -> list[tuple[Tally, Judged]]:
    """Each name of a round with both readings of the majority."""
    result = count_rules.judge(counted(one, names), reading_of(one))
    return list(zip(names, result.names, strict=True))


def reading_of(one: Round) -> Reading:
    return Reading(value_of("election.quorum.share", one.on), one.exactly_counts, one.of_entitled)


def counted(one: Round, names: list[Tally]) -> Count:
    return Count(
        one.seats, one.entitled, one.present, one.issued, one.returned, one.valid,
        tuple(
            Name(key_of(t), t.name, t.yes, t.no, t.abstained, t.is_written_in) for t in names
        ),
    )  # fmt: skip


def key_of(one: Tally | Candidate) -> str:
    """What a name is called in the sums: the person's id where there is one."""
    return str(one.person_id) if one.person_id else f"={one.name}"


def voted(row: Election, office: str, unit: int | None = None) -> list[Voted]:
    """The rounds of an office at this sitting, as the rules look at them; delegates of any."""
    rounds = [
        one for one in rounds_of(row)
        if (one.office, one.unit_id) == (office, unit)
        and (one.sitting == row.sitting or office == Office.DELEGATE)
    ]  # fmt: skip
    tallies = tallies_of(rounds)
    found = []
    for one in rounds:
        names = tallies[one.pk]
        result = count_rules.judge(counted(one, names), reading_of(one))
        found.append(
            Voted(
                one.outcome, one.seats, tuple(key_of(t) for t in names if t.is_elected),
                tuple(key_of(t) for t in names), result.tied,
            )
        )  # fmt: skip
    return found


def elected_of(row: Election, office: str) -> list[Tally]:
    """Who was elected to an office at this sitting, in the order of votes."""
    rounds = [
        one for one in rounds_of(row)
        if one.office == office and (one.sitting == row.sitting or office == Office.DELEGATE)
    ]  # fmt: skip
    tallies = tallies_of(rounds)
    return [t for one in rounds for t in tallies[one.pk] if t.is_elected]


def left_of(row: Election, offices: list[str]) -> dict[str, int]:
    """Office to the seats still open at this sitting."""
    return {
        office: count_rules.next_seats(voted(row, office), row.seats_of(office))
        for office in offices
    }


def delegates_left(row: Election) -> dict[str, int]:
    """Branch to the delegates it has still to elect; two queries."""
    taken = Counter(one.unit_id for one in delegates_of(row) if one.is_here)
    return {
        one.unit.short_name or one.unit.name: max(0, one.seats - taken[one.unit_id])
        for one in delegations_of(row)
    }


def voters_of(row: Election, on: date) -> list[Voter]:
    """Who votes at the meeting: members with a vote, or delegates whose credentials hold."""
    voters = voters_on(row.org, on)
    if row.way != "delegates":
        return voters
    chosen = {one.person_id for one in delegates_of(row) if one.state == DelegateState.QUALIFIED}
    return [one for one in voters if one.id in chosen]


def sitting_of(row: Election) -> Sitting:
    """The meeting as ticked, with who stands."""
    return Sitting(
        on=row.held_on, entitled=frozenset(row.entitled), present=frozenset(row.present),
        tellers=tuple(row.tellers), chair=row.chair_id,
        candidates=frozenset(
            one.person_id for one in candidates_of(row) if one.office != Office.DELEGATE
        ),
    )  # fmt: skip


def names_of(ids: list[int]) -> list[Person]:
    """People by name; those out of sight are left out."""
    return list(Person.everything.filter(pk__in=ids).order_by("name_sort", "id"))


def suspensions(scope: Scope, under: str = "") -> QuerySet[VotingSuspended]:
    found: Any = (
        VotingSuspended.objects.within(scope).select_related("org", "person").defer("basis")
        .annotate(since=F("held__startswith"))
    )  # fmt: skip
    rows: QuerySet[VotingSuspended] = found.under(under) if under else found
    return rows


def members_by_branch(org: Organisation, on: date) -> dict[int, int]:
    """Branch to its members with a vote on a day; one query."""
    rows = _voting(org, on).order_by().values_list("org_id").annotate(n=RowCount("pk"))
    return dict(rows)
