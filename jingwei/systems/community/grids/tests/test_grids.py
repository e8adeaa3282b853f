"""Is every building in one grid, has a grid one lead and a lead one grid, is the past kept?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids import actions, concerns, queries
from jingwei.systems.community.grids.models import (
    Assignment,
    Contact,
    Grid,
    GridBuilding,
    Seat,
    Slot,
    Stairwell,
)
from jingwei.systems.community.grids.rules import Laid
from jingwei.systems.community.grids.tests.conftest import community_of, two_grids

LATER = AT + timedelta(days=10)
SOON = TODAY + timedelta(days=10)


def assign(town: Any, grid: Any, name: str, *, lead: bool = True, **more: Any) -> Any:
    lin = town.lin_scope
    with acting(lin):
        return actions.assign(
            grid=grid, by=lin, at=AT,
            **{"name": name, "role": "grid_worker", "is_lead": lead, "since": TODAY, **more},
        )  # fmt: skip


def refused(town: Any, grid: Any, name: str, **more: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        assign(town, grid, name, **more)
    return {one.code for one in refusal.value.findings}


def test_a_community_gets_the_seven_parts_of_the_article(town: Any):
    row = community_of(town)
    with acting(town.lin_scope):
        parts = queries.structure(row, TODAY)
    assert [part.slot.kind for part in parts] == ["body", "wing", "wing", *["support"] * 4]


def test_only_a_unit_of_kind_community_is_entered_and_only_once(town: Any):
    row, lin = community_of(town), town.lin_scope
    with acting(lin), pytest.raises(Refused) as refusal:
        actions.enter_community(unit=row.unit, formation="other", by=lin, at=AT)
    assert {one.code for one in refusal.value.findings} == {
        "community.words", "community.already",
    }  # fmt: skip


def test_the_layout_is_refused_whole_and_nothing_is_written(town: Any):
    row, lin = community_of(town), town.lin_scope
    with acting(lin), pytest.raises(Refused) as refusal:
        actions.lay_grids(
            community=row, laid=[Laid("G1", "东格", ("1", "2")), Laid("G2", "西格", ("2",))],
            by=lin, at=AT,
        )  # fmt: skip
    assert {one.code for one in refusal.value.findings} == {"grids.gap", "grids.overlap"}
    with acting(lin):
        assert not Grid.everything.exists()


def test_a_new_layout_keeps_the_old_days(laid: Any):
    lin = laid.lin_scope
    with acting(lin):
        actions.lay_grids(
            community=laid.community,
            laid=[Laid("G1", "东格", ("1", "2", "3")), Laid("G3", "新格", ("4",))],
            by=lin, at=LATER,
        )  # fmt: skip
        before = {grid.code: codes for grid, codes, _ in queries.layout(laid.community, TODAY)}
        after = {grid.code: codes for grid, codes, _ in queries.layout(laid.community, SOON)}
    assert before == {"G1": ["1", "3"], "G2": ["2", "4"]}
    assert after == {"G1": ["1", "2", "3"], "G3": ["4"]}


def test_a_code_that_was_given_up_is_never_used_again(laid: Any):
    lin = laid.lin_scope
    with acting(lin):
        whole = [Laid("G1", "东格", ("1", "2", "3", "4"))]
        actions.lay_grids(community=laid.community, laid=whole, by=lin, at=LATER)
        with pytest.raises(Refused) as refusal:
            actions.lay_grids(community=laid.community, laid=two_grids(), by=lin, at=LATER)
    assert [one.code for one in refusal.value.findings] == ["grids.code_used"]


def test_one_lead_of_a_grid_and_one_grid_of_a_lead(laid: Any):
    east, west = laid.grids
    assign(laid, east, "示例甲")
    assert refused(laid, east, "示例乙") == {"assignment.has_lead"}
    assert refused(laid, west, "示例甲") == {"assignment.leads"}
    assert refused(laid, east, "示例甲", lead=False) == {"assignment.inside"}
    assert refused(laid, west, "", role="", since=None) == {
        "assignment.name", "assignment.role", "assignment.since",
    }  # fmt: skip
    assign(laid, east, "示例乙", lead=False, role="cadre")
    with acting(laid.lin_scope):
        (told,) = queries.told([east], TODAY)
    assert told.lead is not None
    assert [one.worker.name for one in told.people] == ["示例甲", "示例乙"]


def test_the_database_itself_knows_one_lead_and_one_grid(laid: Any):
    east, west = laid.grids
    first = assign(laid, east, "示例甲")
    second = assign(laid, west, "示例乙")
    where = {"org_id": first.org_id, "org_path": first.org_path, "role": "cadre"}
    with as_owner():
        for grid, worker, constraint in (
            (east, second.worker, "one_lead_of_a_grid"),
            (west, first.worker, "one_lead_of_a_grid"),
        ):
            with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
                Assignment.everything.create(
                    **where, grid=grid, worker=worker, is_lead=True, held=held(TODAY)
                )
        Assignment.everything.filter(pk=second.pk).delete()
        with pytest.raises(IntegrityError, match="one_grid_of_a_lead"), transaction.atomic():
            Assignment.everything.create(
                **where, grid=west, worker=first.worker, is_lead=True, held=held(TODAY)
            )
        house = GridBuilding.everything.filter(grid=east).first()
        assert house is not None
        with pytest.raises(IntegrityError, match="one_grid_of_a_building"), transaction.atomic():
            GridBuilding.everything.create(
                org_id=first.org_id, org_path=first.org_path, grid=west, building=house.building,
                held=held(TODAY),
            )  # fmt: skip


def test_an_ended_lead_leaves_the_grid_vacant_and_the_alarm_says_so(laid: Any):
    east, west = laid.grids
    one, _two = assign(laid, east, "示例甲"), assign(laid, west, "示例乙")
    lin = laid.lin_scope
    with acting(lin):
        assert concerns.vacant_grids(lin, TODAY) == []
        actions.end_assignment(assignment=one, on=SOON, by=lin, at=LATER)
        (alarm,) = concerns.vacant_grids(lin, SOON)
        with pytest.raises(Refused):
            actions.end_assignment(assignment=one, on=SOON, by=lin, at=LATER)
        assert str(east.public_id) in alarm.url
        assert concerns.vacant_grids(lin, TODAY) == []  # it had a lead on that day


def test_a_contact_agrees_first_and_stops_at_any_time(laid: Any):
    lin = laid.lin_scope
    with acting(lin):
        stairs = Stairwell.everything.order_by("id").first()
        assert stairs is not None
        with pytest.raises(Refused) as refusal:
            actions.agree_contact(stairwell=stairs, person=None, consent_on=None, by=lin, at=AT)
        assert {one.code for one in refusal.value.findings} == {"contact.who", "contact.consent"}
        row = actions.agree_contact(
            stairwell=stairs, person=laid.people["东甲"], consent_on=TODAY, by=lin, at=AT
        )
        with pytest.raises(Refused):
            actions.agree_contact(
                stairwell=stairs, person=laid.people["东甲"], consent_on=TODAY, by=lin, at=AT
            )
        actions.withdraw_contact(contact=row, by=lin, at=LATER)
        assert not Contact.everything.filter(held__contains=SOON).exists()
        assert Contact.everything.filter(held__contains=TODAY).exists()


def test_a_term_that_is_over_leaves_the_part_empty(laid: Any):
    lin = laid.lin_scope
    with acting(lin):
        slot = queries.slots_of(laid.community, TODAY)[0]
        actions.seat_member(slot=slot, name="示例甲", since=TODAY, until=SOON, by=lin, at=AT)
        assert queries.structure(laid.community, TODAY)[0].seats
        assert not queries.structure(laid.community, SOON)[0].seats


def test_a_county_sets_the_parts_and_members_of_those_that_stay_remain(laid: Any):
    lin = laid.lin_scope
    with acting(lin):
        slot = queries.slots_of(laid.community, TODAY)[0]
        actions.seat_member(slot=slot, name="示例甲", since=TODAY, by=lin, at=AT)
        east = Organisation.everything.get(pk=laid.east.pk)
        wanted = [("body", slot.title), ("support", "议事会")]
        assert actions.set_slots(org=east, slots=wanted, by=lin, at=LATER) == 1
        parts = queries.structure(laid.community, SOON)
        assert [(part.slot.title, len(part.seats)) for part in parts] == [
            (slot.title, 1), ("议事会", 0),
        ]  # fmt: skip
        assert len(queries.slots_of(laid.community, TODAY)) == 7
        assert Seat.everything.count() == 1
        assert Slot.everything.count() == 8


def test_every_deed_leaves_one_line(laid: Any):
    assign(laid, laid.grids[0], "示例甲")
    with as_owner():
        verbs = list(Entry.everything.values_list("verb", flat=True))
    for verb in ("grids.community.enter", "grids.layout.lay", "grids.assignment.begin"):
        assert verbs.count(verb) == 1, verb
    assert verbs.count("grids.building.add") == 4
