"""Does a union bind only those who said yes? Every step of the table, every wrong one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.public_benefit.unions import actions
from jingwei.systems.public_benefit.unions.flows import UNION
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    UnionGoal,
    UnionParty,
    UnionReview,
)
from jingwei.systems.public_benefit.unions.tests.conftest import (
    day,
    plan,
    proposed,
    running,
    signed_by_west,
)


def make(town, state):
    over = state in ("ended", "withdrawn")
    row = CrossAreaUnion.everything.create(
        org=town.east, org_path=town.east.path, title="联建", basis="文件", proposed_on=TODAY,
        begins_on=TODAY, ends_on=day(300), state=state, ended_on=TODAY if over else None,
    )  # fmt: skip
    UnionParty.everything.create(
        org=town.east, org_path=town.east.path, union=row, name="东镇", signed_on=TODAY
    )
    return row


READY = {"renew": Ready(said={"until": day(400).isoformat()})}


@pytest.mark.parametrize("trial", taken(UNION), ids=str)
def test_every_step_is_taken_from_a_legal_position(town, trial):
    trial.take(town, make, READY)


@pytest.mark.parametrize("trial", refused(UNION), ids=str)
def test_every_wrong_step_is_refused(town, trial):
    trial.refuse(town, make, READY)


def state_of(town, row):
    with acting(town.lin_scope):
        return CrossAreaUnion.everything.get(pk=row.pk).state


def test_it_binds_when_the_last_party_has_said_yes_for_itself(town):
    row = proposed(town)
    with acting(town.lin_scope), pytest.raises(Refused) as refusal:
        take_step(flow=UNION, subject=row, verb="seal", by=town.lin_scope, at=AT)
    assert refusal.value.codes == {"union.waits"}
    assert state_of(town, row) == "proposed"
    signed_by_west(town, row)
    assert state_of(town, row) == "signed"
    with acting(town.gu_scope):
        assert Entry.objects.within(town.gu_scope).filter(verb="unions.union.sign").count() == 1


def test_with_three_parties_the_second_yes_is_not_the_last(town):
    row = proposed(town, members=("EAST-2",), kind="urban_rural")
    signed_by_west(town, row)
    assert state_of(town, row) == "proposed"


def test_a_no_needs_a_word_and_stops_it(town):
    row = proposed(town)
    with pytest.raises(Refused) as refusal:
        signed_by_west(town, row, agrees=False)
    assert refusal.value.codes == {"union.why_not"}
    signed_by_west(town, row, agrees=False, words="先谈价格")
    with pytest.raises(Refused) as refusal:
        signed_by_west(town, row)
    assert "union.said" in refusal.value.codes
    with acting(town.lin_scope), pytest.raises(Refused) as refusal:
        take_step(flow=UNION, subject=row, verb="seal", by=town.lin_scope, at=AT)
    assert refusal.value.codes == {"union.declined"}


def test_nobody_signs_for_another(town):
    row = proposed(town)
    lin, officer = town.lin_scope, town.officer_scope
    with acting(lin):
        party = UnionParty.everything.get(union=row, org=town.west)
        with pytest.raises(Refused) as refusal:
            actions.sign_union(union=row, party=party, agrees=True, by=lin, at=AT)
        assert refusal.value.codes == {"access.duty"}
    # Whoever stands above both has one hand all the same.
    with acting(officer):
        UnionParty.everything.filter(union=row, org=town.east).update(signed_by=officer.account_id)
        with pytest.raises(Refused) as refusal:
            actions.sign_union(union=row, party=party, agrees=True, by=officer, at=AT)
    assert refusal.value.codes == {"union.hand"}
    assert state_of(town, row) == "proposed"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "union.title"),
        ({"basis": ""}, "union.basis"),
        ({"helped": ()}, "union.alone"),
        ({"helped": ("没有这个",)}, "union.unknown"),
        ({"helped": ("WEST", "西镇党委")}, "union.twice"),
        ({"role": "member"}, "union.roles"),
        ({"goals": ()}, "union.goals"),
        ({"goals": (("一", Decimal(1), "个"),) * 13}, "union.goals_most"),
        ({"begins_on": None}, "union.period"),
        ({"ends_on": day(-1), "begins_on": day(-9)}, "union.period_past"),
        ({"ends_on": day(-1)}, "union.period_order"),
    ],
)
def test_what_a_proposal_lacks_is_named(town, more, code):
    with pytest.raises(Refused) as refusal:
        proposed(town, **more)
    assert code in refusal.value.codes
    with acting(town.lin_scope):
        assert not CrossAreaUnion.everything.exists()
        assert not Entry.everything.filter(verb__startswith="unions.").exists()


def test_a_partner_is_found_by_code_or_by_full_name(town):
    proposed(town, helped=("西镇党委",), members=("other", "EAST-2"), title="三方")
    with acting(town.lin_scope):
        names = set(UnionParty.everything.values_list("name", flat=True))
    assert names == {"东镇党委", "西镇党委", "别县县委", "东镇第二党支部"}


def test_it_does_not_begin_before_its_day_nor_after_its_end(town):
    row = proposed(town, begins_on=day(5))
    signed_by_west(town, row)
    lin = town.lin_scope
    for days, code in ((0, "union.early"), (800, "union.late")):
        at = AT.fromtimestamp(AT.timestamp() + days * 86400, tz=AT.tzinfo)
        with acting(lin), pytest.raises(Refused) as refusal:
            take_step(flow=UNION, subject=row, verb="begin", by=lin, at=at)
        assert refusal.value.codes == {code}


def test_the_next_look_is_set_and_its_words_are_read_by_all(town):
    row, lin = running(town), town.lin_scope
    assert row.review_due_on.isoformat() == "2027-05-23"
    with acting(lin):
        take_step(flow=UNION, subject=row, verb="review", by=lin, at=AT,
                  said={"gained": "两个村通了冷链", "lacking": "缺司机"})  # fmt: skip
    with acting(town.gu_scope):
        assert UnionReview.everything.get().gained == "两个村通了冷链"


def test_another_period_has_to_be_signed_again_by_the_others(town):
    row, lin = running(town), town.lin_scope
    with acting(lin):
        take_step(flow=UNION, subject=row, verb="review", by=lin, at=AT, said={"gained": "好"})
        with pytest.raises(Refused) as refusal:
            take_step(flow=UNION, subject=row, verb="renew", by=lin, at=AT,
                      said={"until": TODAY.isoformat()})  # fmt: skip
        assert "union.until" in refusal.value.codes
        take_step(flow=UNION, subject=row, verb="renew", by=lin, at=AT,
                  said={"until": day(900).isoformat()})  # fmt: skip
        assert UnionParty.everything.get(union=row, org=town.west).signed_on is None
    signed_by_west(town, row)
    with acting(lin):
        take_step(flow=UNION, subject=row, verb="begin", by=lin, at=AT)
        fresh = CrossAreaUnion.everything.get(pk=row.pk)
    assert (fresh.state, fresh.ends_on, fresh.begun_on) == ("running", day(900), TODAY)


def test_a_party_takes_on_a_project_and_closes_it_with_a_result(town):
    row, gu = running(town), town.gu_scope
    with acting(gu):
        west = UnionParty.objects.within(gu).select_related("org").get(union=row)
        project = actions.add_project(
            union=row, party=west, kind="land", title="流转200亩", due_on=day(60), by=gu, at=AT
        )
        with pytest.raises(Refused) as refusal:
            actions.finish_project(project=project, on=day(1), result=" ", by=gu, at=AT)
        assert refusal.value.codes == {"project.result", "project.ahead"}
    lin = town.lin_scope
    with acting(lin), pytest.raises(Refused) as refusal:
        actions.finish_project(project=project, on=TODAY, result="成", by=lin, at=AT)
    assert refusal.value.codes == {"access.duty"}
    with acting(gu):
        actions.finish_project(project=project, on=TODAY, result="40户拿到租金", by=gu, at=AT)
        with pytest.raises(Refused) as refusal:
            actions.drop_project(project=project, reason="", by=gu, at=AT)
        assert refusal.value.codes == {"project.over", "project.why"}


def test_a_goal_is_measured_by_the_lead_with_where_it_is_known_from(town):
    row, lin, gu = running(town), town.lin_scope, town.gu_scope
    with acting(lin):
        goal = UnionGoal.everything.get()
        with pytest.raises(Refused) as refusal:
            actions.measure_goal(union=row, goal=goal, reached=None, on=day(1), evidence="",
                                 by=lin, at=AT)  # fmt: skip
        assert refusal.value.codes == {"goal.number", "goal.ahead", "goal.evidence"}
        done = actions.measure_goal(union=row, goal=goal, reached=Decimal(52), on=TODAY,
                                    evidence="账目", by=lin, at=AT)  # fmt: skip
        assert done.is_reached
    with acting(gu), pytest.raises(Refused):
        actions.measure_goal(union=row, goal=goal, reached=Decimal(1), on=TODAY, evidence="账",
                             by=gu, at=AT)  # fmt: skip


def test_before_it_runs_nothing_is_done_in_its_name(town):
    row, lin = proposed(town), town.lin_scope
    with acting(lin):
        east = UnionParty.everything.select_related("org").get(union=row, org=town.east)
        with pytest.raises(Refused) as refusal:
            actions.add_project(union=row, party=east, kind="land", title="", due_on=day(-1),
                                by=lin, at=AT)  # fmt: skip
    assert refusal.value.codes == {"union.not_running", "project.title", "project.due_past"}


def test_without_the_duty_nothing_is_proposed(town):
    by = replace(town.lin_scope, duties=town.lin_scope.duties - {Duty.BENEFIT_KEEP})
    with acting(by), pytest.raises(Refused):
        actions.propose_union(org=town.east, plan=plan(), by=by, at=AT)
