"""Does a matter find its grid and the lead there, by its place, by a rule and by a person?"""

from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger import reactions
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.notices.models import Notice
from jingwei.systems.community.grids import actions, asking, locating, rules
from jingwei.systems.community.grids.models import GridAsked
from jingwei.systems.community.grids.rules import House
from jingwei.work.matters import dispatch
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.dispatch import RuleTold
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import ENDS, Channel
from jingwei.work.matters.models import Matter

HOUSES = [
    House("1", "新苑1号楼"), House("11", "新苑11号楼"), House("2", "新苑2幢"),
    House("b2", "北苑2幢"), House("w", "物业楼"), House("7", "7号楼"), House("17", "17号楼"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spot", "codes"),
    [
        ("新苑1号楼3单元门口", ["1"]),
        ("新苑11号楼", ["11"]),
        ("新苑 １ 号楼", ["1"]),
        ("11栋楼道", ["11"]),
        ("17号楼东侧", ["17"]),
        ("7号楼", ["7"]),
        ("2幢", []),  # two estates have one
        ("北苑2幢", ["b2"]),
        ("物业楼旁边", ["w"]),
        ("1幢和11幢之间", []),
        ("小广场", []),
        ("", []),
    ],
)
def test_words_mean_a_building_or_none(spot: str, codes: list[str]):
    assert rules.buildings_meant(spot, HOUSES) == codes


def matter_at(town: Any, spot: str, channel: Channel = Channel.WINDOW, **more: Any) -> Any:
    """A matter of the community, taken at the window, and what follows it."""
    with acting(town.lin_scope) as by:
        told = Told(asked="楼道灯不亮", place=town.community.unit, spot=spot, **more)
        row, _code = receive_matter(
            org=town.community.org, told=told, channel=channel, by=by, at=AT
        )
    reactions.run_waiting(at=AT)
    return row


def asked_of(town: Any, row: Any) -> GridAsked | None:
    with acting(town.lin_scope):
        rows = GridAsked.everything.filter(matter=row).select_related("lead__worker", "building")
        found: GridAsked | None = rows.first()
    return found


def led(town: Any, *, person: Any = None) -> None:
    with acting(town.lin_scope) as by:
        actions.assign(grid=town.grids[0], name="东甲", role="grid_worker", is_lead=True,
                       since=TODAY, person=person, by=by, at=AT)  # fmt: skip


def rule_to_lead(town: Any) -> None:
    with acting(town.lin_scope) as by:
        dispatch.add_rule(
            org=town.community.org, by=by, at=AT,
            told=RuleTold(position=1, to=town.community.org.code, why="社区的事社区办",
                          reason="一格一人牵头", since=TODAY, to_lead=True),
        )  # fmt: skip


def test_the_place_suggests_the_lead_and_asks_nobody(laid: Any):
    led(laid, person=laid.people["东甲"])
    found = asked_of(laid, matter_at(laid, "1号楼门口"))
    assert found is not None
    assert (found.grid_id, found.how, found.building.code) == (laid.grids[0].pk, "place", "1")
    with as_owner():
        assert not Notice.everything.filter(kind=asking.KIND).exists()


def test_a_rule_that_says_so_asks_the_lead_once(laid: Any):
    led(laid, person=laid.people["东甲"])
    rule_to_lead(laid)
    found = asked_of(laid, matter_at(laid, "3号楼"))
    assert found is not None
    assert (found.how, found.lead.worker.name) == ("rule", "东甲")
    reactions.run_waiting(at=AT)
    with as_owner():
        assert Notice.everything.filter(kind=asking.KIND).count() == 1
        assert Entry.everything.filter(verb="grids.matter.ask").count() == 1


def test_a_grid_without_a_lead_is_found_all_the_same(laid: Any):
    rule_to_lead(laid)
    found = asked_of(laid, matter_at(laid, "2号楼"))
    assert found is not None
    assert (found.grid_id, found.lead) == (laid.grids[1].pk, None)


def test_what_nobody_can_place_is_left_to_people(laid: Any):
    assert asked_of(laid, matter_at(laid, "小广场")) is None


def test_what_a_person_said_stays(laid: Any):
    row = matter_at(laid, "1号楼")
    with acting(laid.lin_scope) as by:
        asking.ask_grid(matter=row, grid=laid.grids[1], by=by, at=AT)
    reactions.run_waiting(at=AT)
    found = asked_of(laid, row)
    assert found is not None
    assert (found.grid_id, found.how) == (laid.grids[1].pk, "person")
    with acting(laid.lin_scope) as by:
        row.state = next(iter(ENDS))
        with pytest.raises(Refused):
            asking.ask_grid(matter=row, grid=laid.grids[0], by=by, at=AT)


def test_the_pages_say_of_whom_it_is_asked(laid: Any, browser: Any):
    led(laid)
    row, lin, grid = matter_at(laid, "1号楼"), browser("lin"), laid.grids[0]
    text = lin.get(f"/matters/{row.public_id}/").content.decode()
    assert "建议请东甲牵头" in text
    assert row.title in lin.get(f"/community/grids/{grid.public_id}/").content.decode()
    found = lin.get(f"/api/v1/map/{laid.community.public_id}/grids").json()["features"]
    assert [one["properties"]["matters"] for one in found] == [1, 0]
    page = f"/community/asked/{row.public_id}/"
    assert lin.post(page, {"grid": ""}).status_code == 422
    assert lin.post(page, {"grid": str(grid.public_id)}).status_code == 302
    assert "请东甲牵头" in lin.get(f"/matters/{row.public_id}/").content.decode()
    assert browser("gu").get(page).status_code == 404
    chosen = f"/community/map/?community={laid.community.public_id}&grid={grid.public_id}"
    assert f"/community/grids/{grid.public_id}/#matters" in lin.get(chosen).content.decode()


def test_a_position_that_was_kept_places_it_where_words_do_not(laid: Any):
    """What is kept is the middle of a grid, as the door of positions gives it."""
    with acting(laid.lin_scope) as by:
        east, west = (locating.located(by, lon, 32.2) for lon in (120.1, 120.9))
    assert east is not None
    assert west is not None
    found = [
        asked_of(laid, matter_at(laid, spot, point=place.middle))
        for spot, place in (("小广场", east), ("小广场", west), ("2号楼", east))
    ]
    assert [one and (one.grid_id, one.how) for one in found] == [
        (laid.grids[0].pk, "place"), (laid.grids[1].pk, "place"),
        (laid.grids[1].pk, "place"),  # the words say more
    ]  # fmt: skip


@pytest.mark.parametrize("point", [(120.5, 32.5), (120.1, 32.2)])
def test_the_middle_of_a_community_or_of_a_former_border_places_nothing(laid: Any, point: Any):
    assert asked_of(laid, matter_at(laid, "小广场", point=point)) is None


def told_of(town: Any, name: str) -> int:
    """How many notices somebody may still read about being asked."""
    with as_owner():
        rows = Notice.everything.filter(kind=asking.KIND, withdrawn_at=None)
        return rows.filter(person=town.people[name]).count()


def step(town: Any, row: Any, verb: str, who: str = "lin", **said: Any) -> None:
    with acting(town.scopes[who]) as by:
        row.refresh_from_db()
        take_step(flow=MATTER, subject=row, verb=verb, said=said, by=by, at=AT)
    reactions.run_waiting(at=AT)


ELSEWHERE = {"body": "示例物业公司", "basis": "合同", "next_door": "物业前台，带门牌号。"}


def test_every_end_is_reacted_to():
    for one in MATTER.steps:
        if one.target in MATTER.ends:
            found = {said.name for said in reactions.reacting_to(f"matters.matter.{one.verb}")}
            assert f"grids.ended:matters.matter.{one.verb}" in found


@pytest.mark.parametrize("name", ["东甲", "东丁"])
def test_what_the_lead_was_told_is_put_away_when_the_matter_goes_to_others(laid: Any, name: str):
    """东丁 is of another branch than that of the community, out of its sight."""
    led(laid, person=laid.people[name])
    rule_to_lead(laid)
    row = matter_at(laid, "3号楼")
    assert told_of(laid, name) == 1
    other = matter_at(laid, "1号楼")
    assert told_of(laid, name) == 2
    with as_owner():  # also what was read: it may be about the reader
        told = Notice.everything.order_by("id").first()
        told.read_at, told.read_by = AT, laid.lin
        told.save(update_fields=["read_at", "read_by"])
    step(laid, row, "redirect", **ELSEWHERE)
    assert told_of(laid, name) == 1
    step(laid, other, "redirect", **ELSEWHERE)
    assert told_of(laid, name) == 0


def test_it_is_put_away_when_it_is_done(laid: Any, browser: Any):
    led(laid, person=laid.people["东甲"])
    rule_to_lead(laid)
    row = matter_at(laid, "3号楼")
    step(laid, row, "accept", title="楼道灯不亮", category="errand", reply="马上去看")
    step(laid, row, "take_up")
    step(laid, row, "answer", answer="换了灯泡")
    page = f"/matters/{row.public_id}/"
    assert told_of(laid, "东甲") == 1
    assert "请东甲牵头" in browser("lin").get(page).content.decode()
    with as_owner():
        laid.account("mo", "clerk", laid.east)
    step(laid, row, "confirm_told", "mo", how="当面")
    step(laid, row, "close")
    assert told_of(laid, "东甲") == 0
    text = browser("lin").get(page).content.decode()
    assert "东格" in text
    assert "东甲牵头" not in text
    assert f"/community/asked/{row.public_id}/" not in text


def test_who_is_asked_instead_is_told_and_who_is_asked_again_too(laid: Any):
    with acting(laid.lin_scope) as by:
        for grid, name in zip(laid.grids, ("东甲", "东乙"), strict=True):
            actions.assign(grid=grid, name=name, role="grid_worker", is_lead=True, since=TODAY,
                           person=laid.people[name], by=by, at=AT)  # fmt: skip
    row = matter_at(laid, "1号楼")
    assert (told_of(laid, "东甲"), told_of(laid, "东乙")) == (0, 0)
    for grid, told in ((0, (1, 0)), (0, (1, 0)), (1, (0, 1)), (0, (1, 0))):
        with acting(laid.lin_scope) as by:
            asking.ask_grid(matter=row, grid=laid.grids[grid], by=by, at=AT)
        assert (told_of(laid, "东甲"), told_of(laid, "东乙")) == told
    found = asked_of(laid, row)
    assert found is not None
    assert found.building is None, "it was found in another grid than the last but one"


def test_the_building_stays_where_a_person_asks_its_grid(laid: Any):
    row = matter_at(laid, "1号楼")
    with acting(laid.lin_scope) as by:
        asking.ask_grid(matter=row, grid=laid.grids[0], by=by, at=AT)
    found = asked_of(laid, row)
    assert found is not None
    assert (found.how, found.building.code) == ("person", "1")


def test_an_order_that_is_taken_back_takes_its_grid_with_it(laid: Any):
    row = matter_at(laid, "1号楼", Channel.HOTLINE, order="NT1")
    assert asked_of(laid, row) is not None
    with acting(laid.lin_scope), connection.cursor() as cursor:
        cursor.execute("SELECT forget_orders(%s)", [[row.pk]])
        assert cursor.fetchone() == (1,)
    with as_owner():
        assert not Matter.everything.exists()
        assert not GridAsked.everything.exists()
