"""Does a matter keep the station at which it was asked, and what does the station answer for?"""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.network import asked
from jingwei.systems.public_benefit.network.models import Station
from jingwei.systems.public_benefit.network.tests.conftest import opened
from jingwei.work.matters import box, petitions, stations
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

NEW = "/matters/new/"
SAID = {"here": "check", "to": "send", "asked": "路灯不亮了", "channel": "window"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def taken(town: Any, row: Station | None, words: str = "路灯不亮了", **more: Any) -> Matter:
    """A matter of the community, asked at a station."""
    lin = town.lin_scope
    with acting(lin):
        at = asked.within(lin, row.public_id) if row else None
        made, _code = receive_matter(
            org=town.east, told=Told(asked=words, place=town.unit, station=at), by=lin, at=AT,
            channel=Channel.WINDOW,
        )  # fmt: skip
    if more:
        with as_owner():
            Matter.everything.filter(pk=made.pk).update(**more)
            made.refresh_from_db()
    return made


def test_what_is_taken_at_a_station_keeps_it_and_shows_it(streets: Any, browser: Any) -> None:
    row = opened(streets)
    lin = browser("lin")
    assert f"{NEW}?station={row.public_id}" in text(lin.get(f"/benefit/network/{row.public_id}/"))
    form = text(lin.get(f"{NEW}?station={row.public_id}"))
    assert "在东苑站说" in form
    said = {**SAID, "place": str(streets.unit.public_id), "mark": str(uuid4())}
    lin.post(f"{NEW}?station={row.public_id}", said)
    with as_owner():
        made = Matter.everything.get()
    assert (made.station, made.station_name) == (row.public_id, "东苑站")
    page = text(lin.get(f"/matters/{made.public_id}/"))
    assert f'/benefit/network/{row.public_id}/">东苑站' in page
    call = lin.get(f"/api/v1/matters/{made.public_id}").json()
    assert (call["station"], call["station_name"]) == (str(row.public_id), "东苑站")


def test_the_station_stays_from_page_to_page(streets: Any, browser: Any) -> None:
    row, lin = opened(streets), browser("lin")
    first = {"here": "what", "to": "where", "asked": "路灯不亮了", "channel": "window"}
    answer = lin.post(f"{NEW}?station={row.public_id}", {**first, "mark": str(uuid4())})
    assert f"station={row.public_id}" in answer["Location"]


def test_at_a_community_s_station_its_place_is_chosen_already(streets: Any, browser: Any) -> None:
    row, lin = opened(streets), browser("lin")
    with as_owner():
        Station.everything.filter(pk=row.pk).update(unit=streets.unit)
    first = {"here": "what", "to": "where", "asked": "路灯不亮了", "channel": "window"}
    answer = lin.post(f"{NEW}?station={row.public_id}", {**first, "mark": str(uuid4())})
    page = text(lin.get(answer["Location"]))
    assert re.search(rf'value="{streets.unit.public_id}"[^>]* checked', page)


def test_a_closed_or_unseen_station_takes_nothing(streets: Any, browser: Any) -> None:
    row = opened(streets)
    assert browser("gu").get(f"{NEW}?station={row.public_id}").status_code == 404
    assert browser("gu").get(f"/matters/?station={row.public_id}").status_code == 404
    assert browser("lin").get(f"{NEW}?station=nothing").status_code == 404
    with as_owner():
        Station.everything.update(held=held(date(2020, 1, 1), TODAY))
    assert browser("lin").get(f"{NEW}?station={row.public_id}").status_code == 404
    assert browser("lin").get(f"/matters/?station={row.public_id}").status_code == 200
    assert browser().get(f"/ask/station/{row.public_id}/").status_code == 404
    assert browser().get(f"/ask/station/{uuid4()}/").status_code == 404


def test_the_list_is_narrowed_to_a_station(streets: Any, browser: Any) -> None:
    row = opened(streets)
    taken(streets, row, "站里说的事")
    taken(streets, None, "别处说的事")
    lin = browser("lin")
    page = text(lin.get(f"/matters/?station={row.public_id}"))
    assert "站里说的事" in page
    assert "只列在东苑站说的" in page
    assert "别处说的事" not in page
    call = lin.get(f"/api/v1/matters?station={row.public_id}").json()
    assert [one["title"] for one in call["rows"]] == ["站里说的事"]
    assert lin.get(f"/api/v1/matters?station={uuid4()}").status_code == 404


def test_the_station_leads_to_each_matter_that_it_counts(streets: Any, browser: Any) -> None:
    """Those that have ended, too: a list of the open ones would hide them."""
    row = opened(streets)
    taken(streets, row, "已办完的事", state="closed", closed_on=TODAY, outcome="silent")
    taken(streets, row, "还在办的事")
    lin = browser("lin")
    way = f"/matters/?view=all&amp;station={row.public_id}"
    assert way in text(lin.get(f"/benefit/network/{row.public_id}/"))
    page = text(lin.get(way.replace("&amp;", "&")))
    assert "已办完的事" in page
    assert "还在办的事" in page


def test_the_call_takes_a_matter_at_a_station(streets: Any, browser: Any) -> None:
    row = opened(streets)
    said = {"asked": "路灯不亮了", "where": str(streets.unit.public_id)}
    lin = browser("lin")
    wrong = lin.post("/api/v1/matters", {**said, "station": str(uuid4())}, "application/json")
    assert wrong.status_code == 404
    sent = {**said, "station": str(row.public_id)}
    assert lin.post("/api/v1/matters", sent, "application/json").status_code == 201
    with as_owner():
        assert Matter.everything.get().station == row.public_id


def test_a_station_tells_what_was_asked_and_answered_in_time(streets: Any, browser: Any) -> None:
    row = opened(streets)
    for n in range(6):
        taken(streets, row, f"第{n}件事", answered_on=TODAY, answered_in_time=n > 0)
    taken(streets, row, "还没有答复")
    taken(streets, row, "前年的事", received_on=date(2024, 1, 1))
    taken(streets, None, "别处说的事")
    with acting(streets.lin_scope) as lin:
        one = asked.asked_at(lin, [row], TODAY)[row.public_id]
    assert (one.asked, one.answered, one.in_time, one.share) == (7, 6, 5, "83.3%")
    lin_browser = browser("lin")
    page = text(lin_browser.get(f"/benefit/network/{row.public_id}/"))
    assert "83.3%" in page
    assert "83.3%" in text(lin_browser.get("/benefit/network/"))
    call = lin_browser.get(f"/api/v1/stations/{row.public_id}/year").json()
    assert (call["asked"], call["answered"], call["in_time"]) == (7, 6, 5)
    assert browser("gu").get(f"/api/v1/stations/{row.public_id}/year").status_code == 404


def test_of_few_answers_no_share_is_told(streets: Any, browser: Any) -> None:
    row = opened(streets)
    for n in range(4):
        taken(streets, row, f"第{n}件事", answered_on=TODAY, answered_in_time=True)
    page = text(browser("lin").get(f"/benefit/network/{row.public_id}/"))
    assert "答复不到 5 件，不算比例" in page
    assert "100.0%" not in page
    assert browser("lin").get(f"/api/v1/stations/{row.public_id}/year").json()["share"] == ""


def test_what_went_to_the_petition_system_counts_in_none(streets: Any) -> None:
    row = opened(streets)
    made = taken(streets, row)
    with acting(streets.lin_scope) as lin:
        assert asked.asked_at(lin, [row], TODAY)[row.public_id].asked == 1
        told = petitions.Handed("示例市信访局", "原话", "第二十二条", "在那边等")
        petitions.hand_over(matter=made, told=told, by=lin, at=AT)
        assert asked.asked_at(lin, [row], TODAY)[row.public_id].asked == 0


@pytest.mark.parametrize("code", ["network.asked_there", "network.asked_in_time"])
def test_the_figures_count_what_their_evidence_shows(streets: Any, code: str) -> None:
    row = opened(streets)
    taken(streets, row, answered_on=TODAY, answered_in_time=True)
    taken(streets, None, answered_on=TODAY, answered_in_time=True)
    month = TODAY.replace(day=1)
    with as_role("jw_worker"):
        fill_months([month], at=AT)
    with acting(streets.officer_scope) as officer:
        county = streets.county.pk
        assert queries.in_month([county], month, codes=[code])[county, code].n == 1
        period = Period(month, queries.standing(month).on)
        where = Asked(streets.county, period, filled=True)
        assert evidence(indicator(code), where, officer, part="n").count() == 1


def test_one_station_and_thirty_cost_the_same_list(streets: Any, browser: Any) -> None:
    taken(streets, opened(streets))
    lin = browser("lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert lin.get("/benefit/network/").status_code == 200
        return len(seen)

    cost()  # the first look makes its own questions
    before = cost()
    for n in range(19):
        taken(streets, opened(streets, name=f"站{n}"))
    assert cost() == before


def test_an_ask_of_a_station_that_closed_meanwhile_keeps_no_station(
    streets: Any, browser: Any
) -> None:
    row = opened(streets)
    browser().post(f"/ask/station/{row.public_id}/", {**SAID, "place": ""})
    with as_owner():
        Station.everything.update(held=held(date(2020, 1, 1), TODAY))
    with as_role("jw_worker"):
        assert box.take_all(at=AT) == 1
    with as_owner():
        assert Matter.everything.get().station is None
    assert stations.page() == "network:station"
