"""Does an appeal go where whoever decided cannot reach it, and does it end only with an answer?"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.flows.parts import Place
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.people.correction_actions import answer_own_correction, ask_own_correction
from jingwei.kernel.people.own import on_own_behalf
from jingwei.work.membership.appeals import queries
from jingwei.work.membership.appeals.decisions import above, decider, own_decisions
from jingwei.work.membership.appeals.flows import APPEAL
from jingwei.work.membership.appeals.models import Appeal
from jingwei.work.membership.appeals.tests.conftest import (
    WORDS,
    appeal,
    ask_again,
    react,
    state,
    step,
)
from jingwei.work.membership.dues.flows import RELIEF


def test_decisions_about_oneself_are_found_and_those_of_others_are_not(decided: Any) -> None:
    with acting(decided.member_scope):
        (one,) = own_decisions(decided.member_scope)
    assert one.about == "党费减免：支部答复，不转报"
    assert (one.place, one.on) == (decided.east_one.path, decided.on)
    with acting(decided.new_scope):
        assert own_decisions(decided.new_scope) == []


def test_a_correction_that_was_not_agreed_to_may_be_appealed(decided: Any, browser: Any) -> None:
    with acting(decided.member_scope), on_own_behalf(decided.member_scope) as (by, person):
        row = ask_own_correction(
            person=person, field="other", value="", words="入党日期不对", by=by, at=AT
        )
    with acting(decided.branch_scope):
        answer_own_correction(
            correction=row, agree=False, answer="和证件对不上", by=decided.branch_scope, at=AT
        )
    with acting(decided.member_scope):
        found = {one.about for one in own_decisions(decided.member_scope)}
    assert found == {"更正本人信息：没有同意", "党费减免：支部答复，不转报"}


@pytest.mark.parametrize(
    ("where", "path"),
    [(Place.OWN, "A.B.C."), (Place.ABOVE, "A.B."), (Place.HOST, "A.X.")],
)
def test_who_decided_is_told_by_the_place_of_the_step(where: Place, path: str) -> None:
    own = "0000.000B.000C."
    host = "0000.000X."
    at = {"A.B.C.": own, "A.B.": "0000.000B.", "A.X.": host}[path]
    assert decider(where, own, host) == at


def test_above_the_root_there_is_nobody() -> None:
    assert above("0000.") == "0000."
    assert above("0000.0001.") == "0000."


def test_it_lies_above_whoever_decided(decided: Any, asked: Appeal) -> None:
    with acting(decided.branch_scope):
        assert not queries.appeals(decided.branch_scope).exists()
        assert not Case.everything.filter(flow=APPEAL.code).exists()
    for who in ("lin", "over", "officer"):
        with acting(decided.scopes[who]):
            assert queries.appeals(decided.scopes[who]).count() == 1
    with acting(decided.gu_scope):
        assert not queries.appeals(decided.gu_scope).exists()
    assert (asked.host_name, asked.decided_name) == ("东镇党委", "东镇第一党支部")


def test_a_decision_taken_higher_up_is_judged_above_that(decided: Any) -> None:
    """The table asks for a post above the branch; the county's took the step, not the town's."""
    ask_again(decided)
    with acting(decided.branch_scope):
        take_step(
            flow=RELIEF, subject=decided.relief, verb="put_forward", said={"asked": "5"},
            by=decided.branch_scope, at=AT,
        )  # fmt: skip
    with acting(decided.over_scope):
        take_step(
            flow=RELIEF, subject=decided.relief, verb="decline", said={"reason": "再等等"},
            by=decided.over_scope, at=AT,
        )  # fmt: skip
    row = appeal(decided)
    assert (row.decided_name, row.host_name) == ("示例县委", "示例市委")
    for who in ("branch", "lin", "over"):
        with acting(decided.scopes[who]):
            assert not queries.appeals(decided.scopes[who]).exists()
    with acting(decided.officer_scope):
        assert queries.waiting(decided.officer_scope).count() == 1


def test_an_answer_needs_taking_up_and_is_a_paper_for_the_member(
    decided: Any, asked: Appeal
) -> None:
    with pytest.raises(Refused):
        step(decided, asked, "keep", answer="按规定办的")
    step(decided, asked, "take")
    step(decided, asked, "keep", answer="按规定办的")
    assert state(asked) == "kept"
    with as_owner():
        assert Clock.everything.get(case__subject=asked.public_id).outcome == "met"


def test_a_decision_that_must_change_stays_open_until_it_has_changed(
    decided: Any, asked: Appeal
) -> None:
    step(decided, asked, "take")
    step(decided, asked, "change", answer="材料没有看", order="重新研究")
    with acting(decided.lin_scope):
        assert queries.waiting(decided.lin_scope).count() == 1
    step(decided, asked, "corrected", done="支部重新研究，已转报")
    assert state(asked) == "corrected"


def test_who_took_the_decision_does_not_answer(decided: Any, asked: Appeal) -> None:
    same = replace(decided.lin_scope, account_id=decided.branch_scope.account_id)
    decided.scopes["same"] = same
    with pytest.raises(Refused) as refusal:
        step(decided, asked, "take", who="same")
    assert "appeal.same_hand" in refusal.value.codes


def test_handed_on_the_level_above_answers_and_the_former_one_no_more(
    decided: Any, asked: Appeal
) -> None:
    step(decided, asked, "pass_on", reason="本级参加过研究")
    with pytest.raises(Refused):
        step(decided, asked, "take")
    with acting(decided.lin_scope):
        assert queries.appeals(decided.lin_scope).count() == 1  # may go on looking
        assert not queries.waiting(decided.lin_scope).exists()
    step(decided, asked, "take", who="over")
    step(decided, asked, "pass_on", who="over", reason="请市委办")
    with pytest.raises(Refused) as refusal:
        step(decided, asked, "pass_on", who="officer", reason="再转")
    assert refusal.value.codes == {"appeal.top"}


def test_nobody_appeals_twice_at_once_and_an_answer_may_be_appealed(
    decided: Any, asked: Appeal
) -> None:
    with pytest.raises(Refused) as refusal:
        appeal(decided)
    assert refusal.value.codes == {"appeal.under_way"}
    step(decided, asked, "take")
    step(decided, asked, "keep", answer="按规定办的")
    onward = appeal(decided)
    assert (onward.flow, onward.host_name) == (APPEAL.code, "示例县委")
    assert onward.decided_by_id == decided.lin.pk


def test_an_appeal_without_words_is_refused(decided: Any) -> None:
    with pytest.raises(Refused) as refusal:
        appeal(decided, said=" ")
    assert refusal.value.codes == {"appeal.words"}


def test_the_limit_passes_up_and_may_be_longer_once(decided: Any, asked: Appeal) -> None:
    with as_owner():
        clock = Clock.everything.get(case__subject=asked.public_id)
    assert clock.due_on == decided.on + timedelta(days=30)
    assert clock.number == "appeal.answer.days"


def test_each_move_is_told_to_the_member_and_an_order_to_whoever_decided(
    decided: Any, asked: Appeal
) -> None:
    step(decided, asked, "take")
    step(decided, asked, "change", answer="材料没有看", order="重新研究")
    react()
    react()
    with as_owner():
        told = list(Notice.everything.filter(kind="membership.appeal").order_by("id"))
    assert [one.title for one in told if one.person_id] == [
        "您的申诉已受理：党费减免：支部答复，不转报",
        "您的申诉有答复了：党费减免：支部答复，不转报",
    ]  # fmt: skip
    (order,) = [one for one in told if not one.person_id]
    assert order.org_id == decided.east_one.pk
    assert all(WORDS not in one.title + one.body for one in told)
