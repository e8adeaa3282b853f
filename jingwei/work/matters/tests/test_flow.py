"""Does every step of a matter do what its table says, and nothing else?"""

from dataclasses import replace

import pytest

from conftest import AT, as_role
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case, extend_limit, take_step
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import make_matter

READY = {
    "assign": Ready(said={"to": "EAST-2"}),
    "recategorise": Ready(said={"category": "mediation"}),
}


@pytest.mark.parametrize("trial", taken(MATTER), ids=str)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, make_matter, READY)


@pytest.mark.parametrize("trial", refused(MATTER), ids=str)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, make_matter, READY)


@pytest.fixture
def matter(town):
    with acting(town.lin_scope):
        row = make_matter(town)
        begin_case(flow=MATTER, subject=row, verb="receive", by=town.lin_scope, at=AT)
        return row


ACCEPT = {"title": "3幢楼道灯不亮", "category": "errand", "reply": "今天找人来修。"}


def test_the_promise_follows_the_category_and_is_fixed(town, matter):
    with acting(town.lin_scope) as who:
        take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=who, at=AT)
        row = Matter.everything.get(pk=matter.pk)
        running = Clock.everything.get(case__subject=row.public_id, state="running")
        assert (running.name, running.due_on) == ("errand", row.promised_on)
        promised = row.promised_on
        said = {"category": "mediation", "reason": "其实是邻里纠纷"}
        take_step(flow=MATTER, subject=row, verb="recategorise", said=said, by=who, at=AT)
        row = Matter.everything.get(pk=matter.pk)
        assert (row.category, row.first_category, row.promised_on) == (
            "mediation", "errand", promised,
        )  # fmt: skip


def test_handing_on_keeps_the_first_taker_responsible(town, matter):
    with acting(town.lin_scope) as who:
        take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=who, at=AT)
        take_step(flow=MATTER, subject=matter, verb="assign", said={"to": "EAST-2"}, by=who, at=AT)
        row = Matter.everything.get(pk=matter.pk)
        assert (row.org_id, row.host_id) == (town.east_one.pk, town.east_two.pk)
        assert Case.everything.get(subject=row.public_id).host_id == town.east_two.pk


def test_it_goes_to_nobody_out_of_sight(town, matter):
    with acting(town.lin_scope) as who:
        take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=who, at=AT)
        with pytest.raises(Refused) as refusal:
            take_step(
                flow=MATTER, subject=matter, verb="assign", said={"to": "WEST-1"}, by=who, at=AT
            )
        assert refusal.value.codes == {"matter.assignee"}


def test_a_matter_is_handed_back_only_so_often(town, matter):
    with acting(town.lin_scope) as who:
        take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=who, at=AT)
        for _ in range(2):
            take_step(
                flow=MATTER, subject=matter, verb="assign", said={"to": "EAST-2"}, by=who, at=AT
            )
            take_step(
                flow=MATTER, subject=matter, verb="hand_back", said={"reason": "不归我们"}, by=who,
                at=AT,
            )  # fmt: skip
        take_step(flow=MATTER, subject=matter, verb="assign", said={"to": "EAST-2"}, by=who, at=AT)
        with pytest.raises(Refused) as refusal:
            take_step(
                flow=MATTER, subject=matter, verb="hand_back", said={"reason": "还是不归"}, by=who,
                at=AT,
            )  # fmt: skip
        assert refusal.value.codes == {"matter.bounced"}


def test_the_level_above_is_asked_even_out_of_sight(town, matter):
    """The branch asks its town, whose row it cannot see."""
    with acting(town.lin_scope) as who:
        take_step(flow=MATTER, subject=matter, verb="accept", said=ACCEPT, by=who, at=AT)
    low = replace(town.branch_scope, duties=town.branch_scope.duties | town.lin_scope.duties)
    with acting(low) as who:
        take_step(
            flow=MATTER, subject=matter, verb="raise_up", said={"reason": "要镇里的车"}, by=who,
            at=AT,
        )  # fmt: skip
    with acting(town.lin_scope):
        row = Matter.everything.get(pk=matter.pk)
        assert (row.host_id, row.level, row.org_id) == (town.east.pk, 2, town.east_one.pk)


def test_one_reopening_is_of_right_and_only_one(town, matter):
    with acting(town.lin_scope) as who:
        for verb, said in (("accept", ACCEPT), ("take_up", {}), ("answer", {"answer": "修好了"})):
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
        dispute = {"reason": "晚上又不亮了"}
        take_step(
            flow=MATTER, subject=matter, verb="dispute", said=dispute, by=who, at=AT, asker=True
        )
        for verb, said in (("redo", {}), ("answer", {"answer": "换了线"})):
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
        with pytest.raises(Refused) as refusal:
            take_step(
                flow=MATTER, subject=matter, verb="dispute", said=dispute, by=who, at=AT, asker=True
            )
        assert refusal.value.codes == {"matter.reopened"}


def test_who_answered_does_not_confirm_for_the_asker(town, matter):
    with acting(town.lin_scope) as who:
        for verb, said in (("accept", ACCEPT), ("take_up", {}), ("answer", {"answer": "修好了"})):
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
        with pytest.raises(Refused) as refusal:
            take_step(
                flow=MATTER,
                subject=matter,
                verb="confirm_told",
                said={"how": "电话"},
                by=who,
                at=AT,
            )
        assert "flow.same_person" in refusal.value.codes


def test_waiting_stands_the_promise_still(town, matter):
    with acting(town.lin_scope) as who:
        for verb, said in (
            ("accept", ACCEPT), ("take_up", {}), ("wait_resident", {"reason": "请带房产证"}),
        ):  # fmt: skip
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
        assert Clock.everything.get(case__subject=matter.public_id, name="errand").state == "paused"


def test_only_what_is_complex_is_made_longer(town, matter):
    with acting(town.lin_scope) as who:
        said = {**ACCEPT, "category": "complex"}
        take_step(flow=MATTER, subject=matter, verb="accept", said=said, by=who, at=AT)
        before = Clock.everything.get(case__subject=matter.public_id, name="complex").due_on
        clock = extend_limit(
            flow=MATTER, subject=matter, name="complex", reason="等配件", by=who, at=AT
        )
        assert clock.due_on > before


def test_silence_ends_it_and_is_counted_apart(town, matter):
    with acting(town.lin_scope) as who:
        for verb, said in (("accept", ACCEPT), ("take_up", {}), ("answer", {"answer": "修好了"})):
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
    with as_role("jw_worker"), system_scope("按计划办理") as who:
        take_step(flow=MATTER, subject=matter, verb="close_silent", by=who, at=AT)
        assert Matter.everything.get(pk=matter.pk).outcome == "silent"
    with acting(town.lin_scope):
        assert Taken.objects.filter(case__subject=matter.public_id).count() == 5
