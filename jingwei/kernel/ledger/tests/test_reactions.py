"""Does what is declared happen once after its line, whatever stops, is refused or breaks?"""

import json
from datetime import timedelta
from typing import Any

import pytest

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting, crossing
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry, ReactionRun
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.register import Reaction, reaction, register

ASKED, ANSWERED = "example.asked", "example.answered"
State = ReactionRun.State


def tell(town: Any, verb: str = ASKED, by: Any = None) -> Entry:
    """A line of Lin's first branch."""
    return write_line(
        verb=verb, by=by or town.lin_scope, at=AT, org=town.east_one, subject=("example", "7"),
        facts={"count": 3},
    )  # fmt: skip


def run(**said: Any) -> int:
    with as_role("jw_worker"):
        return reactions.run_waiting(at=said.pop("at", AT), **said)


def runs() -> list[ReactionRun]:
    return list(ReactionRun.objects.order_by("id"))


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Any:
    """``declared(do)``: a reaction to ``example.asked`` for one test."""

    def declare(do: Any, verb: str = ASKED) -> None:
        one = Reaction(f"example.{do.__name__}:{verb}", verb, do)
        monkeypatch.setitem(register().reactions, one.name, one)

    return declare


def answer(happened: reactions.Happened, *, by: Any, at: Any) -> None:
    write_line(
        verb=ANSWERED, by=by, at=at, org=happened.org, subject=("example", happened.subject_id),
        facts={"seen": happened.facts["count"]},
    )  # fmt: skip


def answers() -> list[Entry]:
    with as_owner():
        return list(Entry.everything.filter(verb=ANSWERED).order_by("id"))


def test_every_verb_that_is_reacted_to_exists() -> None:
    known = register().verbs
    assert {one.verb for one in register().reactions.values()} - set(known) == set()
    assert reactions.NOT_DONE in known


def test_a_reaction_runs_once_after_its_line_and_names_it(town: Any, declared: Any) -> None:
    declared(answer)
    with acting(town.lin_scope):
        line = tell(town)
    assert answers() == []
    assert (run(), run(), run(entry=line.pk)) == (1, 0, 0)
    (told,) = answers()
    payload = json.loads(told.payload)
    assert (payload["seen"], payload["cause"]) == (3, line.pk)
    assert told.org_path == town.east_one.path
    assert [(one.state, one.ran_at) for one in runs()] == [(State.DONE, AT)]


def _tell_and_refuse(town: Any, by: Any) -> None:
    tell(town, by=by)
    raise Refused(Finding("example.no", "不行，请改。"))


def test_a_refused_act_promises_nothing(town: Any, declared: Any) -> None:
    declared(answer)
    with pytest.raises(Refused), acting(town.lin_scope) as lin:
        _tell_and_refuse(town, lin)
    assert (runs(), run()) == ([], 0)


def test_each_reaction_to_a_verb_runs_by_itself(town: Any, declared: Any) -> None:
    def breaks(happened: Any, *, by: Any, at: Any) -> None:
        answer(happened, by=by, at=at)
        raise RuntimeError("broke after writing")

    declared(breaks)
    declared(answer)
    with acting(town.lin_scope):
        tell(town)
    assert run() == 1
    assert len(answers()) == 1, "what the broken one wrote is gone"
    assert [one.state for one in runs()] == [State.WAITING, State.DONE]


def test_what_broke_is_tried_again_later_and_given_up_in_the_end(town: Any, declared: Any) -> None:
    def breaks(happened: Any, *, by: Any, at: Any) -> None:
        raise RuntimeError("the disk is full")

    declared(breaks)
    with acting(town.lin_scope):
        tell(town)
    assert (run(), runs()[0].tries) == (0, 1)
    assert (run(), runs()[0].tries) == (0, 1), "not before its moment"
    moment = AT
    for _time in range(reactions.MOST_TRIES + 3):
        moment += timedelta(days=1)
        run(at=moment)
    (one,) = runs()
    assert (one.state, one.tries) == (State.FAILED, reactions.MOST_TRIES)
    with as_role("jw_worker"):
        assert reactions.again(at=moment) == 1
    assert runs()[0].state == State.WAITING


def test_what_a_rule_refuses_is_kept_with_its_reasons_and_not_repeated(
    town: Any, declared: Any
) -> None:
    def refuses(happened: Any, *, by: Any, at: Any) -> None:
        answer(happened, by=by, at=at)
        raise Refused(Finding("example.ended", "已经结束，不用再办。"))

    declared(refuses)
    with acting(town.lin_scope):
        line = tell(town)
    assert (run(), run(at=AT + timedelta(days=9))) == (0, 0)
    assert answers() == []
    (one,) = runs()
    assert (one.state, one.said) == (State.REFUSED, ["example.ended"])
    with as_owner():
        told = Entry.everything.get(verb=reactions.NOT_DONE)
    assert json.loads(told.payload)["cause"] == line.pk
    assert (told.subject, told.subject_id) == ("example", "7")


def test_a_reaction_sees_the_branch_of_the_line_and_says_where_it_goes_beyond(
    town: Any, declared: Any
) -> None:
    seen = []

    def looks(happened: Any, *, by: Any, at: Any) -> None:
        seen.append((by.covers(town.east_one.path), by.covers(town.west_one.path)))
        with crossing(by, [town.east_one.path, town.west_one.path], "两个支部结对") as both:
            seen.append((both.covers(town.east_one.path), both.covers(town.west_one.path)))

    declared(looks)
    with acting(town.lin_scope):
        tell(town)
    assert run() == 1
    assert seen == [(True, False), (True, True)]


def test_a_circle_of_reactions_comes_to_an_end(town: Any, declared: Any) -> None:
    def goes_on(happened: reactions.Happened, *, by: Any, at: Any) -> None:
        tell(town, by=by)

    declared(goes_on)
    with acting(town.lin_scope):
        tell(town)
    taken = [run() for _time in range(reactions.DEEPEST + 4)]
    assert sum(taken) == reactions.DEEPEST
    assert runs()[-1].state == State.GONE


def test_a_reaction_that_a_release_dropped_is_put_away(
    town: Any, declared: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared(answer)
    with acting(town.lin_scope):
        tell(town)
    monkeypatch.setattr(register(), "reactions", {})
    assert run() == 0
    assert runs()[0].state == State.GONE


def test_a_name_is_declared_once() -> None:
    reaction(ASKED, answer, name="example.once")
    try:
        with pytest.raises(ValueError, match=r"example\.once"):
            reaction(ASKED, print, name="example.once")
    finally:
        register().reactions.pop(f"example.once:{ASKED}")
