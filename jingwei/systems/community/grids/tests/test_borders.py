"""Has the border of a community days, is it seen as of a day, and may it run into a neighbour's?"""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.systems.community.grids import actions, borders, datum, mapping
from jingwei.systems.community.grids.models import Community, CommunityBorder
from jingwei.systems.community.grids.tests.conftest import box, community_of, two_grids, unit_of

WHOLE = box(120, 32, 121, 33)
LONG_AGO = date(2025, 1, 1)


def aged(row: Community, days: int = 300) -> date:
    """The border as if it had been drawn some days ago."""
    since = TODAY - timedelta(days=days)
    with as_owner():
        CommunityBorder.everything.filter(community=row).update(held=(since, None))
    return since


def next_door(town: Any, outline: Any) -> Any:
    """A community of Gu's west, out of Lin's sight."""
    unit = unit_of(town, "西邻社区", town.west_one)
    with acting(town.gu_scope) as gu:
        row = actions.enter_community(unit=unit, formation="old", by=gu, at=AT)
        borders.draw_border(community=row, outline=outline, by=gu, at=AT)
    return row


def test_a_layout_draws_the_border_from_today(laid: Any) -> None:
    with acting(laid.lin_scope):
        (one,) = borders.all_of(laid.community)
        assert (one.outline, one.held.lower, one.held.upper) == (WHOLE, TODAY, None)


def test_what_was_before_stays_on_its_days(laid: Any) -> None:
    since = aged(laid.community)
    wider = box(119.9, 32, 121, 33)
    with acting(laid.lin_scope) as lin:
        borders.draw_border(community=laid.community, outline=wider, by=lin, at=AT)
        assert [one.held.lower for one in borders.all_of(laid.community)] == [TODAY, since]
        before = TODAY - timedelta(days=1)
        for on, outline in ((TODAY, wider), (before, WHOLE), (LONG_AGO, None)):
            assert borders.on_day([laid.community], on).get(laid.community.pk) == outline
            (feature,) = mapping.community_features([laid.community], on)
            assert feature["geometry"] == outline
        laid.community.refresh_from_db()
        assert laid.community.outline == wider


def test_drawn_twice_on_a_day_the_first_never_held(laid: Any) -> None:
    with acting(laid.lin_scope) as lin:
        wider = box(119.9, 32, 121, 33)
        borders.draw_border(community=laid.community, outline=wider, by=lin, at=AT)
        (one,) = borders.all_of(laid.community)
        assert one.outline == wider


@pytest.mark.parametrize(
    ("outline", "days", "code"),
    [
        (box(120, 32, 121, 33), 1, "border.ahead"), (box(120, 32, 121, 33), -400, "border.before"),
        ({"type": "Point", "coordinates": [1, 2]}, 0, "outline.kind"),
        (box(200, 32, 201, 33), 0, "outline.off"),
    ],
)  # fmt: skip
def test_a_border_that_cannot_be_is_refused(laid: Any, outline: Any, days: int, code: str) -> None:
    aged(laid.community)
    with acting(laid.lin_scope) as lin, pytest.raises(Refused) as refused:
        borders.draw_border(
            community=laid.community, outline=outline, since=TODAY + timedelta(days=days), by=lin,
            at=AT,
        )  # fmt: skip
    assert refused.value.codes == {code}
    with as_owner():
        assert CommunityBorder.everything.get().outline == WHOLE


def test_a_border_that_runs_into_a_neighbours_is_refused_by_name(town: Any) -> None:
    next_door(town, box(121, 32, 122, 33))
    row = community_of(town)
    with acting(town.lin_scope) as lin:
        assert not Community.objects.within(lin).filter(name="西邻社区").exists()
        with pytest.raises(Refused) as refused:
            borders.draw_border(community=row, outline=box(120, 32, 121.1, 33), by=lin, at=AT)
        assert "西邻社区" in str(refused.value.findings[0])
        with pytest.raises(Refused) as refused:
            actions.lay_grids(community=row, laid=two_grids(), outline=box(120, 32, 121.001, 33),
                              by=lin, at=AT)  # fmt: skip
        assert "border.overlap" in refused.value.codes
        borders.draw_border(community=row, outline=WHOLE, by=lin, at=AT)  # they share a line


def test_what_another_community_gave_up_is_free(town: Any) -> None:
    other = next_door(town, box(120, 32, 121, 33))
    with acting(town.gu_scope) as gu:
        borders.draw_border(community=other, outline=box(121, 32, 122, 33), by=gu, at=AT)
    row = community_of(town)
    with acting(town.lin_scope) as lin:
        borders.draw_border(community=row, outline=WHOLE, by=lin, at=AT)


def test_the_map_shows_the_border_of_its_day(laid: Any, browser: Any) -> None:
    since = aged(laid.community)
    with acting(laid.lin_scope) as lin:
        borders.draw_border(
            community=laid.community, outline=box(119.9, 32, 121, 33), by=lin, at=AT
        )
    client, before = browser("lin"), (TODAY - timedelta(days=1)).isoformat()
    page = client.get(f"/community/map/?community={laid.community.public_id}").content.decode()
    assert f"on={since.isoformat()}" in page
    assert "社区边界" in page
    for on, west in (("", 119.9), (f"?on={before}", 120)):
        (one,) = client.get(f"/api/v1/map/communities{on}").json()["features"]
        assert one["geometry"]["coordinates"][0][0][0] == west


def test_borders_are_listed_and_drawn_by_the_call(laid: Any, browser: Any) -> None:
    lin, path = browser("lin"), f"/api/v1/communities/{laid.community.public_id}/borders"
    bent = [[*datum.to_gcj02(x, y)] for x, y in WHOLE["coordinates"][0]]
    said = {"outline": {"type": "Polygon", "coordinates": [bent]}, "datum": "gcj02"}
    answer = lin.post(path, json.dumps(said), "application/json")
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert made["datum"] == datum.CRS
    for (x, y), (east, north) in zip(
        made["outline"]["coordinates"][0], WHOLE["coordinates"][0], strict=True
    ):
        assert (x, y) == pytest.approx((east, north), abs=1e-6)
    assert [one["until"] for one in lin.get(path).json()] == [None]
    assert browser("gu").get(path).status_code == 404
    wrong = {"outline": {"type": "Polygon", "coordinates": "?"}, "datum": "gcj02"}
    assert lin.post(path, json.dumps(wrong), "application/json").status_code == 422


@pytest.mark.parametrize(
    ("since", "meets"),
    [(-40, True), (-11, True), (-10, False), (-9, False), (0, False)],
)
def test_a_former_border_of_a_neighbour_counts_on_the_days_that_both_hold(
    town: Any, since: int, meets: bool
) -> None:
    """The neighbour held the ground up to, but not including, the tenth day before today."""
    other, gave_up = next_door(town, box(120.5, 32, 122, 33)), TODAY - timedelta(days=10)
    aged(other, 100)
    with acting(town.gu_scope) as gu:
        borders.draw_border(
            community=other, outline=box(121, 32, 122, 33), since=gave_up, by=gu, at=AT
        )
    row, day = community_of(town), TODAY + timedelta(days=since)
    with acting(town.lin_scope) as lin:
        if not meets:
            borders.draw_border(community=row, outline=WHOLE, since=day, by=lin, at=AT)
            return
        with pytest.raises(Refused) as refused:
            borders.draw_border(community=row, outline=WHOLE, since=day, by=lin, at=AT)
        assert refused.value.codes == {"border.overlap"}
        assert f"西邻社区（{gave_up.isoformat()}前的边界）" in str(refused.value)
        assert not CommunityBorder.everything.filter(community=row).exists()


def test_what_a_community_held_before_it_ended_counts_up_to_that_day(town: Any) -> None:
    other, ended = next_door(town, box(120.5, 32, 122, 33)), TODAY - timedelta(days=10)
    since = aged(other, 100)
    with as_owner():
        Community.everything.filter(pk=other.pk).update(held=(since, ended))
    row = community_of(town)
    with acting(town.lin_scope) as lin:
        with pytest.raises(Refused, match="西邻社区"):
            borders.draw_border(
                community=row, outline=WHOLE, since=ended - timedelta(days=1), by=lin, at=AT
            )
        borders.draw_border(community=row, outline=WHOLE, since=ended, by=lin, at=AT)
