"""Do residents find what a station does and which errands are run there, and ask from there?"""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.network import actions
from jingwei.systems.public_benefit.network.models import Station, StationOffer
from jingwei.systems.public_benefit.network.tests.conftest import item, opened
from jingwei.systems.public_benefit.proxies import actions as proxies
from jingwei.systems.public_benefit.proxies.models import ProxyAgent
from jingwei.work.catalogue.models import ItemWording
from jingwei.work.matters import box
from jingwei.work.matters.door import as_public
from jingwei.work.matters.models import Matter

PAGE = "/ask/stations/"
SAID = {"here": "check", "to": "send", "asked": "路灯不亮了"}
OVER = held(date(2020, 1, 1), date(2021, 1, 1))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def offered(town: Any, row: Station, title: str, price: str = "免费") -> StationOffer:
    one, lin = item(town, title), town.lin_scope
    with acting(lin):
        return actions.offer_service(
            station=row, item=one, price=price, provider=None, by=lin, at=AT
        )


def agent(town: Any, unit: Any, who: str, does: str) -> ProxyAgent:
    lin = town.lin_scope
    with acting(lin):
        person = next(one for one in town.people.values() if one.name == who)
        told = proxies.Named(person, unit, does)
        return proxies.name_agent(org=town.east, told=told, by=lin, at=AT)


def test_a_station_says_what_is_done_what_it_costs_and_which_errands_are_run(streets, browser):
    offered(streets, opened(streets), "农机预约", "每亩40元")
    agent(streets, streets.unit, "东甲", "老年证、医保")
    agent(streets, streets.unit, "东乙", "医保、水电缴费")
    said = text(browser().get(PAGE))
    for words in ("东苑站", "农机预约", "每亩40元", "可以替您跑", "医保、水电缴费、老年证"):
        assert words in said
    for name in ("东甲", "东乙"):
        assert name not in said, "nobody agreed to be named there"


def test_what_is_over_is_not_shown(streets, browser):
    row = opened(streets)
    offered(streets, row, "农机预约")
    agent(streets, streets.unit, "东甲", "老年证")
    with as_owner():
        StationOffer.everything.update(held=OVER)
        ProxyAgent.everything.update(held=OVER)
    said = text(browser().get(PAGE))
    assert "东苑站" in said
    assert "农机预约" not in said
    assert "老年证" not in said
    with as_owner():
        Station.everything.update(held=OVER)
    assert "还没有公开的站点。" in text(browser().get(PAGE))


def test_what_the_catalogue_has_no_more_keeps_its_last_words(streets, browser):
    offered(streets, opened(streets), "农机预约")
    with as_owner():
        ItemWording.everything.update(held=OVER)
    assert "农机预约" in text(browser().get(PAGE))


def test_one_asks_for_the_place_of_the_station_from_its_card(streets, browser):
    station = opened(streets)
    address = f"/ask/station/{station.public_id}/"
    resident = browser()
    assert address in text(resident.get(f"{PAGE}?part=东苑"))
    assert "回执" in text(resident.post(address, SAID, follow=True))
    with as_role("jw_worker"):
        assert box.take_all(at=AT) == 1
    with as_owner():
        row = Matter.everything.get()
    assert (row.place_id, row.org_id, row.channel) == (streets.unit.pk, streets.east.pk, "web")
    assert (row.station, row.station_name) == (station.public_id, "东苑站")


def test_a_station_of_a_town_leads_to_the_question_where(streets, browser):
    station = opened(streets, level=2, unit=None)
    resident = browser()
    address = f"/ask/station/{station.public_id}/"
    assert address in text(resident.get(PAGE))
    assert 'name="part"' in text(resident.get(f"{address}?step=where"))
    resident.post(address, {**SAID, "place": str(streets.unit.public_id)})
    with as_role("jw_worker"):
        box.take_all(at=AT)
    with as_owner():
        row = Matter.everything.get()
    assert (row.place_id, row.station) == (streets.unit.pk, station.public_id)


def test_a_place_without_a_station_says_that_errands_are_run(streets, browser):
    opened(streets)
    with as_owner():
        far = Unit.everything.create(
            org=streets.east, org_path=streets.east.path, name="南湖村", kind="village",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip
    agent(streets, far, "东甲", "水电缴费")
    said = text(browser().get(f"{PAGE}?part=南湖"))
    assert "东苑站" not in said
    for words in ("没有站点，有人替您跑", "南湖村", "水电缴费", f"/ask/for/{far.public_id}/"):
        assert words in said
    assert "南湖村" not in text(browser().get(f"{PAGE}?part=东苑"))


@pytest.mark.parametrize(
    "asked",
    ["name FROM proxy_agent", "person_id FROM proxy_agent", "provider_id FROM station_offer",
     "times FROM service_count", "name FROM station_staff"],
)  # fmt: skip
def test_the_door_itself_cannot_read_who(streets, asked):
    with pytest.raises(DatabaseError, match="permission denied"), as_public() as cursor:
        cursor.execute(f"SELECT {asked}")


def test_one_station_and_thirty_cost_the_same(streets, browser):
    offered(streets, opened(streets), "农机预约")
    agent(streets, streets.unit, "东甲", "老年证")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser().get(PAGE).status_code == 200
        return len(seen)

    before = cost()
    for n in range(29):
        offered(streets, opened(streets, name=f"站{n}"), f"事项{n}")
    assert cost() == before


def test_what_is_open_at_a_station_is_told_by_the_call_too(streets, browser):
    row = opened(streets)
    address = f"/api/v1/stations/{row.public_id}/asked"
    lin = browser("lin")
    assert lin.get(address).json() == []
    resident = browser()
    resident.post(f"/ask/for/{streets.unit.public_id}/", SAID)
    with as_role("jw_worker"):
        box.take_all(at=AT)
    (one,) = lin.get(address).json()
    assert (one["state"], one["level"]) == ("received", 1)
    assert one["shown"]
    assert one["due_on"]
    assert browser("gu").get(address).status_code == 404
