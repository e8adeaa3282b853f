"""What does the page of an election draw? Offices with names and counts, the next thing to do."""

from collections import Counter
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.queries import case_of
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Sex, Title
from jingwei.kernel.people.models import Post
from jingwei.work.membership.elections import delegating, queries, rules
from jingwei.work.membership.elections.flows import ELECTION
from jingwei.work.membership.elections.kinds import DelegateState, Office, Side, State
from jingwei.work.membership.elections.models import Election

BODY = (
    Title.ORGANISATION, Title.PUBLICITY, Title.DISCIPLINE, Title.UNITED_FRONT, Title.YOUTH,
    Title.MEMBER, Title.SECRETARY, Title.DEPUTY,
)  # fmt: skip


def proposed(org: Organisation, today: date) -> dict[str, Any]:
    """A plan to begin with: on the last day of the term, with as many seats as there are now."""
    due_on = queries.due_of(org)
    open_posts = Post.everything.filter(org=org, held__endswith=None, title__in=BODY)
    titles = list(open_posts.values_list("title", flat=True))
    numbers = queries.numbers_on(today)
    seats = max(len(titles), numbers.seats_least)
    if org.kind in BRANCHES:
        has_committee = queries.vote_count(org, today) >= numbers.committee_from
        seats = min(seats, numbers.seats_most) if has_committee else 0
    return {
        "planned_on": (due_on if due_on and due_on > today else today).isoformat(),
        "committee_seats": seats, "deputy_seats": titles.count(Title.DEPUTY),
        "way": "members", "variant": "term",
    }  # fmt: skip


def offices(row: Election) -> list[dict[str, Any]]:
    """Each office with its candidates and how many it needs."""
    names = queries.candidates_of(row)
    wanted: list[tuple[str, Any, int]] = [
        (office, None, row.seats_of(office)) for office in row.offices
    ]
    wanted += [(Office.DELEGATE.value, one.unit, one.seats)
               for one in queries.delegations_of(row)]  # fmt: skip
    numbers = queries.numbers_on(timezone.localdate())
    least = {
        (office, unit.pk if unit else None): rules.least_candidates(
            office, seats, numbers, direct=row.is_open_direct,
            heads_by_members=row.heads_by_members,
        )[0]
        for office, unit, seats in wanted
    }  # fmt: skip
    return [
        {
            "office": office,
            "label": Office(office).label,
            "unit": unit,
            "seats": seats,
            "least": least.get((office, unit.pk if unit else None), 0),
            "names": [
                {"row": one, "sides": [Side(side).label for side in one.sides]}
                for one in names
                if (one.office, one.unit_id) == (office, unit.pk if unit else None)
            ],
        }
        for office, unit, seats in wanted
    ]


def rounds(row: Election) -> list[dict[str, Any]]:
    """Each vote with every name, and whether either reading gives it more than half."""
    found = queries.rounds_of(row)
    tallies = queries.tallies_of(found)
    return [
        {
            "round": one,
            "is_void": one.outcome == "void",
            "old": one.sitting != row.sitting,
            "names": [
                {"tally": tally, "judged": judged}
                for tally, judged in queries.judged(one, tallies[one.pk])
            ],
        }
        for one in found
    ]


def to_count(row: Election) -> list[dict[str, Any]]:
    """The votes that are still to be written down, with their addresses."""
    found = []
    wanted: list[str] = []
    if row.state == State.MET:
        wanted = row.offices_of_meeting
    elif row.state == State.CHOSEN:
        wanted = row.offices_of_committee
    for office, n in queries.left_of(row, wanted).items():
        if n > 0:
            url = reverse("elections:count", args=[row.public_id, office])
            found.append({"label": Office(office).label, "n": n, "url": url})
    if row.state in (State.NOTICED, State.NAMED, State.LISTED) and row.way == "delegates":
        taken = Counter(one.unit_id for one in queries.delegates_of(row) if one.is_here)
        for one in queries.delegations_of(row):
            left = one.seats - taken[one.unit_id]
            if left > 0:
                url = reverse("elections:count", args=[row.public_id, Office.DELEGATE])
                label = _("{unit}的代表").format(unit=one.unit.short_name or one.unit.name)
                found.append({"label": label, "n": left, "url": f"{url}?unit={one.unit.code}"})
    return found


def shown(row: Election, scope: Scope) -> dict[str, Any]:
    case = case_of(ELECTION, row)
    may = scope.holds(Duty.MEMBERS_CHANGE, row.org_path)
    lines = map(line_shown, lines_of(scope, "election", row.public_id)[:50])
    standing, votes = offices(row), rounds(row)
    return {
        "election": row, "meeting": queries.meeting_of(row), "may_keep": may,
        "offices": [one for one in standing if one["unit"] is None],
        "branch_offices": [one for one in standing if one["unit"] is not None],
        "rounds": [one for one in votes if one["round"].unit_id is None],
        "branch_rounds": [one for one in votes if one["round"].unit_id is not None],
        "to_count": to_count(row) if may else [],
        "flow_url": reverse("flows:case", args=[ELECTION.code, row.public_id]),
        "has_case": case is not None, "tellers": queries.names_of(list(row.tellers)),
        "stages": [
            {"label": stage.label,
             "state": "now" if row.state in stage.states else
             "done" if _after(row.state, stage.states) else "todo"}
            for stage in ELECTION.stages
        ],
        "is_naming": row.state == State.NOTICED
        or (row.state == State.CHOSEN and bool(row.offices_of_committee)),
        "is_planning": row.state == State.PLANNING, "is_listed": row.state == State.LISTED,
        "is_chosen": row.state == State.CHOSEN and row.committee_seats > 0,
        "may_allot": row.way == "delegates"
        and row.state in (State.PLANNING, State.AGREED, State.NOTICED),
        "seats_of_delegates": row.way == "delegates" and len(queries.delegates_of(row)),
        "may_write_meeting": _may_write_meeting(row, scope),
        "differs": _differs(row),
        "has_ballots": row.state in (State.LISTED, State.MET, State.CHOSEN),
        "decides": _("应到人数") if queries.reading_on(row.held_on or row.planned_on).of_entitled
        else _("实到人数"),
        "events": [
            {"what": line.what, "at": line.at, "who": line.who, "note": ""} for line in lines
        ],
    }  # fmt: skip


def delegates(row: Election, scope: Scope) -> dict[str, Any]:
    """The list of delegates by branch, and the seats that no vote has filled yet."""
    found = queries.delegates_of(row)
    here = [one for one in found if one.is_here]
    left = queries.delegates_left(row)
    may = scope.holds(Duty.MEMBERS_CHANGE, row.org_path)
    is_open = row.state in delegating.BEFORE_THE_MEETING
    return {
        "election": row, "delegates": found, "here": len(here),
        "left": {unit: n for unit, n in left.items() if n > 0},
        "waiting": sum(one.state == DelegateState.ELECTED for one in found),
        "women": sum(one.person.sex == Sex.FEMALE for one in here),
        "seats": sum(one.seats for one in queries.delegations_of(row)),
        "may_keep": may and is_open,
    }  # fmt: skip


def _may_write_meeting(row: Election, scope: Scope) -> bool:
    """May the meeting that voted be written into the organ's life from here? Branches only: a
    committee above has no members' meeting of its own."""
    return (
        row.org.kind in BRANCHES and row.way == "members" and queries.meeting_of(row) is None
        and row.state in (State.MET, State.CHOSEN, State.REPORTED, State.DONE)
        and scope.holds(Duty.MEETINGS_RECORD, row.org_path)
    )  # fmt: skip


def _differs(row: Election) -> bool:
    """Does the record of the meeting say otherwise who of the electorate came?"""
    found = queries.meeting_of(row) if row.meeting_id and row.present else None
    if found is None or not found.present:
        return False
    return set(found.present) & set(row.entitled) != set(row.present)


def _after(state: str, states: tuple[str, ...]) -> bool:
    order = list(State.values)
    return order.index(state) > max(order.index(one) for one in states)
