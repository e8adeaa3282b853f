"""Does the whole table hold? Every step once, every wrong one refused, under both rule sets."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from conftest import AT
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.queries import NEXT
from jingwei.work.membership.development.tests.conftest import VOTES, make

OLD = datetime(2026, 5, 8, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 6, 1, 2, 0, tzinfo=UTC)
HEARD = {f"heard_{who}": "yes" for who in ("contacts", "group", "members", "masses")}
TWO = {"one": "东甲", "two": "东乙"}
READY_FOR_REVIEW = {
    "political": "passed", "political_on": date(2026, 6, 20), "trained_on": date(2026, 6, 25),
}  # fmt: skip


def published(town, row):
    """A case on notice got there by being put on notice."""
    if row.state == "notice":
        Development.everything.filter(pk=row.pk).update(state="candidate_decided")
        take_step(
            flow=DEVELOPMENT, subject=row, verb="publish", by=town.lin_scope, at=AT,
            said={"on": "2026-11-02", "where": "公示栏"},
        )  # fmt: skip


def sponsored(town, row):
    Development.everything.filter(pk=row.pk).update(
        sponsor_one=town.people["东甲"], sponsor_two=town.people["东乙"], **READY_FOR_REVIEW
    )


def ended(town, row):
    """The membership of a probationary member has ended otherwise."""
    from conftest import as_owner

    with as_owner():
        row.person.is_gone = True
        row.person.save(update_fields=["is_gone"])


def ready(rules):
    """What each verb needs; under the old set, a day on which that set was in force."""
    at = OLD if rules == "2014" else AT
    votes: dict[str, Any] = {"said": VOTES, "at": at}
    found = {
        "name_contacts": Ready({"one": "东甲"}, at=at),
        "decide_candidate": Ready(HEARD, at=at),
        "end_notice": Ready(before=published, at=at),
        "name_sponsors": Ready(TWO, at=at),
        "train": Ready({"days": "3"}, at=at),
        "review": Ready({"leaving": "no"}, before=sponsored, at=at),
        "vote": Ready(**votes), "vote_full": Ready(**votes), "vote_cancel": Ready(**votes),
        "vote_down": Ready(VOTES | {"yes": "1", "no": "2"}, at=at),
        "vote_extension": Ready(VOTES | {"months": "6"}, at=at),
        "close_gone": Ready(before=ended, at=at),
    }  # fmt: skip
    for verb in {step.verb for step in DEVELOPMENT.steps} - found.keys():
        found[verb] = Ready(at=at)
    return found


def maker(rules, verb):
    """Cases whose days lie before the day of the trial."""
    days = (
        {name: date(2025, 1, 1) for name in ("applied_on", "talked_on")}
        | {"activist_on": date(2025, 2, 1)}
        | {
            name: date(2026, 5, 4)
            for name in (
                "candidate_on", "noticed_on", "consented_on", "reviewed_on", "prereviewed_on",
                "formed_on", "voted_on",
            )
        }
    )  # fmt: skip
    more = {"days": days} if rules == "2014" else {}

    def made(town, state):
        extra: dict[str, Any] = dict(more)
        if rules == "2014":
            extra["talked_above_on"] = date(2026, 5, 6)
        if verb == "approve_extension":
            extra["extended_months"] = 6
        return make(town, state, **extra)

    return made


SKIPPED = {"file_candidate-2026"}  # the rulebook asks for consent now; a test of its own below


def trials(kind):
    return [
        one for one in kind(DEVELOPMENT)
        if f"{one.step.verb}-{one.rules}" not in SKIPPED or one.fault
    ]  # fmt: skip


@pytest.mark.parametrize("trial", trials(taken), ids=str)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, maker(trial.rules, trial.step.verb), ready(trial.rules))


@pytest.mark.parametrize("trial", trials(refused), ids=str)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, maker(trial.rules, trial.step.verb), ready(trial.rules))


@pytest.mark.django_db
def test_the_rule_sets_change_on_the_day_of_the_rulebook():
    for day in (date(2014, 5, 28), date(2026, 5, 10), date(2026, 5, 11), date(2026, 11, 23)):
        assert DEVELOPMENT.rules_on(day).code == str(int(value_of("development.rule_set", day)))


def test_the_25_steps_of_2014_are_in_the_table():
    verbs = {step.verb for step in DEVELOPMENT.steps_under("2014")}
    assert verbs >= {
        "apply", "talk", "decide_activist", "file_activist", "name_contacts", "check",
        "decide_candidate", "file_candidate", "name_sponsors", "review_politically", "train",
        "review", "prereview", "issue_form", "vote", "talk_above", "approve", "file_above",
        "place", "swear", "observe", "request", "vote_full", "approve_full", "archive",
    }  # fmt: skip
    assert "publish" not in verbs
    assert {"publish", "end_notice", "consent"} <= {
        step.verb for step in DEVELOPMENT.steps_under("2026")
    }


def test_what_comes_next_leads_out_of_where_one_stands():
    for state, verb in NEXT.items():
        assert verb in {step.verb for step in DEVELOPMENT.out_of(state, "2026")}
