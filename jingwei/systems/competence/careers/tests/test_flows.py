"""Are talks words only, and problems closed by those affected? Every step, every wrong one."""

from dataclasses import replace

import pytest

from conftest import AT
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.people.models import Position, Post
from jingwei.kernel.ranges import held
from jingwei.systems.competence.careers.flows import PROBLEM, REVIEW
from jingwei.systems.competence.careers.models import CadrePost, Problem, Review
from jingwei.systems.competence.careers.tests.conftest import day, listed

SINCE = held(day(-400))


def make_review(town, state):
    where = {"org": town.east, "org_path": town.east.path}
    person = town.people["东甲"]
    seat = Post.everything.filter(org=town.east, title="member").count() + 1
    post = Post.everything.create(**where, title="member", seat=seat, held=SINCE)
    position = Position.everything.create(
        **where, post=post, person=person, name=person.name, held=SINCE
    )
    cadre = CadrePost.everything.create(
        **where, position=position, person=person, kind="village", held=SINCE
    )
    return Review.everything.create(**where, cadre=cadre, person=person, year=2026, state=state)


def make_problem(town, state):
    closed = {"result": "修好", "confirmed_by": "三组王某", "confirmed_on": day(0)}
    return Problem.everything.create(
        org=town.east, org_path=town.east.path, title="路灯不亮", affected="三组住户",
        owner=town.people["东甲"], listed_on=day(-9), due_on=day(9), state=state,
        **(closed if state == "confirmed" else {"result": "修好"} if state == "solved" else {}),
    )  # fmt: skip


def oneself(town):
    """The cadre's own hand, at the organisation of the talk."""
    return replace(
        town.lin_scope, person_id=town.people["东甲"].pk, duties=frozenset({Duty.CAREERS_SEE})
    )


def say(town, row):
    take_step(
        flow=REVIEW, subject=row, verb="answer", said={"answer": "同意"}, by=oneself(town), at=AT
    )


def own_ready(town):
    by = oneself(town)
    silent = {"close_silent": Ready(at=AT.replace(year=2027), before=waits)}
    return {"tell": Ready(by=by), "answer": Ready(by=by), **silent}


def waits(town, row):
    """The township has spoken: the time for an answer runs."""
    Review.everything.filter(pk=row.pk).update(state="told")
    row.state = "told"
    by = replace(town.lin_scope, duties=town.lin_scope.duties | {Duty.CAREERS_KEEP})
    take_step(flow=REVIEW, subject=row, verb="say", said={"words": "看到的"}, by=by, at=AT)


@pytest.mark.parametrize("trial", taken(REVIEW), ids=str)
def test_every_step_of_a_talk_is_taken(town, trial):
    trial.take(town, make_review, own_ready(town))


@pytest.mark.parametrize("trial", refused(REVIEW), ids=str)
def test_every_wrong_step_of_a_talk_is_refused(town, trial):
    trial.refuse(town, make_review, own_ready(town))


@pytest.mark.parametrize("trial", taken(PROBLEM), ids=str)
def test_every_step_of_a_problem_is_taken(town, trial):
    trial.take(town, make_problem)


@pytest.mark.parametrize("trial", refused(PROBLEM), ids=str)
def test_every_wrong_step_of_a_problem_is_refused(town, trial):
    trial.refuse(town, make_problem)


def test_a_talk_has_no_place_for_a_mark():
    columns = {field.name for field in Review._meta.get_fields()}
    assert columns == {
        "id", "public_id", "org", "org_path", "cadre", "person", "year", "state", "own_words",
        "words", "answer", "said_on",
    }  # fmt: skip
    for step in REVIEW.steps:
        assert {word.kind.value for word in step.says} <= {"text"}


def test_who_solved_it_does_not_confirm_it(office):
    row = listed(office)
    lin, branch = office.lin_scope, office.branch_scope
    with acting(branch):
        take_step(
            flow=PROBLEM, subject=row, verb="solve", by=branch, at=AT,
            said={"result": "换了灯", "on": day(0).isoformat()},
        )  # fmt: skip
        with pytest.raises(Refused):
            take_step(
                flow=PROBLEM, subject=row, verb="confirm", said={"who": "王某"}, by=branch, at=AT
            )
    with acting(lin):
        take_step(
            flow=PROBLEM, subject=row, verb="confirm", by=lin, at=AT,
            said={"who": "三组王某", "words": "亮了"},
        )  # fmt: skip
        row.refresh_from_db()
    assert (row.state, row.confirmed_by, row.result) == ("confirmed", "三组王某", "换了灯")


def test_a_day_ahead_is_no_day_of_solving(office):
    row, lin = listed(office), office.lin_scope
    for wrong, code in ((day(1), "problem.ahead"), (day(-5), "problem.before")):
        with acting(lin), pytest.raises(Refused) as refusal:
            take_step(
                flow=PROBLEM, subject=row, verb="solve", by=lin, at=AT,
                said={"result": "换了灯", "on": wrong.isoformat()},
            )  # fmt: skip
        assert code in refusal.value.codes
