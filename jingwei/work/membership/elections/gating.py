"""What do the gates of an election ask? Plain values out of the look, then a pure rule."""

from datetime import date

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Clock
from jingwei.kernel.flows.rules import waiting_findings
from jingwei.work.membership.elections import count_rules, delegate_rules, queries, rules
from jingwei.work.membership.elections.kinds import DelegateState, Office


def plan(look: Look) -> list[Finding]:
    row = look.subject
    return rules.plan_findings(
        queries.plan_of(row), queries.body_of(row.org, look.on), queries.numbers_on(look.on),
        look.on,
    )  # fmt: skip


def candidates(look: Look) -> list[Finding]:
    row = look.subject
    return rules.candidate_findings(
        queries.stands_of(row), queries.wanted_of(row, look.on),
        eligible=frozenset(one.id for one in queries.voters_on(row.org, look.on)),
        labels={office.value: str(office.label) for office in Office}, direct=row.is_open_direct,
    )  # fmt: skip


def is_direct(look: Look) -> list[Finding]:
    if look.subject.is_open_direct:
        return []
    return [
        Finding("election.not_direct", "只有公推直选要演讲答问，这次不用记。", rules.OPEN_DIRECT)
    ]


def spoken_day(look: Look) -> list[Finding]:
    on = look.said.get("on")
    if not isinstance(on, date) or on <= look.on:
        return []
    return [Finding("election.future", "日期还没有到。", rules.HOUSE, {"field": "on"})]


def sitting(look: Look) -> list[Finding]:
    return rules.sitting_findings(queries.sitting_of(look.subject), look.on)


def quorum(look: Look) -> list[Finding]:
    row = look.subject
    on = row.held_on or look.on
    return count_rules.quorum_findings(len(row.present), len(row.entitled), queries.reading_on(on))


def delegates(look: Look) -> list[Finding]:
    row = look.subject
    if row.way != "delegates":
        return []
    if not queries.delegations_of(row):
        return [Finding("election.no_delegations", "还没有分配各支部的代表名额。", rules.ELECTION)]
    return [
        *count_rules.done_findings(queries.delegates_left(row), ""),
        *delegate_rules.unchecked_findings(
            sum(one.state == DelegateState.ELECTED for one in queries.delegates_of(row))
        ),
    ]


def speech(look: Look) -> list[Finding]:
    spoken = look.last("speak")
    return rules.speech_findings(
        spoken.at.date() if spoken else None, direct=look.subject.is_open_direct
    )


def noticed(look: Look) -> list[Finding]:
    """The days of notice are over; a limit that has ended may no longer wait."""
    clock = look.clock("notice")
    if clock is None or clock.state == Clock.State.ENDED or clock.due_on < look.on:
        return []
    return waiting_findings(
        what=look.flow.limit("notice").title, on=look.on, due_on=clock.due_on, paused=False
    )


def concluded(look: Look) -> list[Finding]:
    """No vote is tied or void without having been held again; each office was voted on."""
    row, found = look.subject, []
    for office in row.offices_of_meeting:
        rounds = queries.voted(row, office)
        label = str(Office(office).label)
        if not rounds:
            found.append(
                Finding("election.not_voted", "{office}还没有投票。", rules.ELECTION,
                        {"office": label})
            )  # fmt: skip
        elif rounds[-1].outcome in ("void", "tied"):
            found.append(
                Finding("election.vote_again", "{office}的投票无效或票数相等，要再投一次。",
                        rules.ELECTION, {"office": label})
            )  # fmt: skip
    return found


def filled(look: Look) -> list[Finding]:
    row = look.subject
    labels = {str(Office(one).label): n
              for one, n in queries.left_of(row, row.offices_of_meeting).items()}  # fmt: skip
    return count_rules.done_findings(labels, str(look.said.get("reason") or ""))


def heads(look: Look) -> list[Finding]:
    """The committee has elected its secretary and deputies, in full."""
    row = look.subject
    labels = {str(Office(one).label): n
              for one, n in queries.left_of(row, row.offices_of_committee).items()}  # fmt: skip
    return count_rules.done_findings(labels, "")


def postponed(look: Look) -> list[Finding]:
    until = look.said.get("until")
    if not isinstance(until, date):
        return []
    numbers = queries.numbers_on(look.on)
    found = rules.shift_findings(
        until, look.subject.due_on, str(look.said.get("reason") or ""), numbers, on=look.on
    )
    if until < look.on:
        found.append(
            Finding("election.past", "开会日期早于今天，请写今天或以后。", rules.HOUSE,
                    {"field": "until"})
        )  # fmt: skip
    return found
