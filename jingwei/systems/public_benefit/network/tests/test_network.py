"""Is the network shown level by level, staffed, supplied, and is nobody named who was helped?"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator
from jingwei.kernel.figures.sureness import interval
from jingwei.kernel.findings import Refused
from jingwei.systems.public_benefit.network import actions, agreements, queries, staffing
from jingwei.systems.public_benefit.network.indicators import INDICATORS
from jingwei.systems.public_benefit.network.models import (
    Provider,
    ServiceCount,
    Station,
    StationOffer,
    StationStaff,
)
from jingwei.systems.public_benefit.network.tests.conftest import day, item, opened
from jingwei.work.catalogue.models import ServiceItem
from jingwei.work.matters.actions import Told, receive_matter
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter
from jingwei.work.matters.models import Review as Rating

ROOT = "/benefit/network"
MONTH = date(2026, 11, 1)
OURS = [one.code for one in INDICATORS]


def text(answer) -> str:
    return str(answer.content.decode())


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town, code, org="county"):
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return figures.in_month([pk], MONTH, codes=[code])[pk, code]


def manned(town, row):
    with acting(town.lin_scope):
        staffing.name_staff(station=row, name="示例一", post="代办员", by=town.lin_scope, at=AT)


def solved(town, **more):
    lin = town.lin_scope
    with acting(lin):
        row, _code = receive_matter(
            org=town.east, told=Told(asked="路灯不亮了", place=town.unit), by=lin, at=AT,
            channel=Channel.WINDOW,
        )  # fmt: skip
    with as_owner():
        Matter.everything.filter(pk=row.pk).update(
            **{"state": "closed", "outcome": "confirmed", "closed_on": TODAY,
               "answered_on": TODAY, "answered_in_time": True, **more}
        )  # fmt: skip


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": ""}, "station.name"), ({"unit": None}, "station.unit"),
        ({"place": " "}, "station.place"), ({"phone": "12"}, "station.phone"),
        ({"hours": []}, "station.hours"),
        ({"hours": [], "unread": ("上午",)}, "station.hours_unread"),
        ({"longitude": 120.86}, "door.half_place"),
        ({"longitude": 32.0, "latitude": 120.86}, "door.place"),
    ],
)  # fmt: skip
def test_what_a_door_lacks_is_named(streets, more, code):
    with pytest.raises(Refused) as refusal:
        opened(streets, **more)
    assert refusal.value.codes == {code}


def test_a_station_is_opened_staffed_and_closed_on_pages(streets, browser):
    lin, url = browser("lin"), f"{ROOT}/new/EAST/"
    typed = {"name": "东苑站", "level": "1", "unit": str(streets.unit.public_id),
             "place": "一号", "phone": "0513-80000000",
             "hours": "周一至周二 9:00-11:00", "longitude": "120.86",
             "latitude": "32.01"}  # fmt: skip
    said = text(lin.post(url, typed | {"unit": "", "hours": "上午"}))
    assert "村、社区的站点要选是哪个村或社区。" in said
    assert "这一行看不懂：上午。" in said
    page = lin.post(url, typed)["Location"]
    assert "没有人在岗。" in text(lin.get(page))
    assert "还没有写是什么岗位。" in text(lin.post(f"{page}staff/new/", {"name": "示例一"}))
    assert lin.post(f"{page}staff/new/", {"name": "示例一", "post": "代办员"}).status_code == 302
    assert "示例一" in text(lin.get(page))
    with as_owner():
        one = StationStaff.everything.get()
    assert lin.post(f"{page}staff/{one.public_id}/end/").status_code == 302
    changed = typed | {"place": "二号", "version": "1"}
    assert lin.post(f"{page}change/", changed).status_code == 302
    assert lin.post(f"{page}change/", changed).status_code == 409
    assert "还没有写为什么停。" in text(lin.post(f"{page}close/", {"reason": ""}))
    assert lin.post(f"{page}close/", {"reason": "并到镇里"}).status_code == 302
    with as_owner():
        assert Station.everything.get().held.upper == day(1)


def test_the_neighbour_sees_none_of_it(streets, browser):
    page = f"{ROOT}/{opened(streets).public_id}/"
    gu = browser("gu")
    assert "东苑站" not in text(gu.get(f"{ROOT}/"))
    for url in (page, f"{page}change/", f"{page}staff/new/", f"{page}services/new/"):
        assert gu.get(url).status_code == 404
    assert browser("officer").get(page).status_code == 200


def test_a_service_has_a_price_a_provider_and_a_count(streets, browser):
    row, lin = opened(streets), browser("lin")
    said = text(lin.post(f"{ROOT}/providers/new/EAST/", {"name": "农机社", "kind": "firm"}))
    assert "还没有写凭什么协议。" in said
    agreed = {"name": "农机社", "kind": "firm", "agreement": "2026年协议",
              "since": day(-10).isoformat(), "until": day(20).isoformat()}  # fmt: skip
    assert lin.post(f"{ROOT}/providers/new/EAST/", agreed).status_code == 302
    assert "农机社" in text(lin.get(f"{ROOT}/providers/"))
    assert "农机社" not in text(browser("gu").get(f"{ROOT}/providers/"))
    assert "协议快到期：农机社" in text(lin.get("/"))
    with as_owner():
        provider = Provider.everything.get()
    page = f"{ROOT}/{row.public_id}/"
    one = item(streets, "农机预约", price_words="每亩40元")
    typed = {"provider": str(provider.public_id)}
    assert "请从服务目录里选一项。" in text(lin.post(f"{page}services/new/", typed))
    typed |= {"item": str(one.public_id)}
    assert lin.post(f"{page}services/new/", typed).status_code == 302
    assert "这个站点已经在办这一项。" in text(lin.post(f"{page}services/new/", typed))
    with as_owner():
        service = StationOffer.everything.get()
    count = f"{page}services/{service.public_id}/count/"
    assert "还没有写几次。" in text(lin.post(count, {"month": "2026-11-02"}))
    assert lin.post(count, {"month": "2026-11-02", "times": "7"}).status_code == 302
    assert lin.post(count, {"month": "2026-11-20", "times": "9"}).status_code == 302
    with as_owner():
        assert [(one.month, one.times) for one in ServiceCount.everything.all()] == [
            (date(2026, 11, 1), 9)
        ]
    shown = text(lin.get(page))
    assert "每亩40元" in shown
    assert "9 次" in shown


def test_a_service_of_former_words_is_put_into_the_catalogue(streets, browser):
    row, lin = opened(streets), browser("lin")
    with as_owner():
        offer = StationOffer.everything.create(
            org=streets.east, org_path=streets.east.path, station=row, kind="market",
            title="代交水费", price="免费", held=row.held,
        )  # fmt: skip
    page = f"{ROOT}/{row.public_id}/"
    assert "归到服务目录" in text(lin.get(page))
    place = f"{page}services/{offer.public_id}/place/"
    assert "请从服务目录里选一项。" in text(lin.post(place, {}))
    one = item(streets, "水电缴费", "market", price=2)
    assert lin.post(place, {"item": str(one.public_id)}).status_code == 302
    said = text(lin.get(page))
    assert "水电缴费" in said
    assert "代交水费" not in said
    assert "这一项已经归到目录里。" in text(lin.post(place, {"item": str(one.public_id)}))
    with acting(streets.lin_scope):
        assert queries.price_of(one, TODAY) == "2元"
        assert queries.price_of(None, TODAY) == ""
    west = item(streets, "西边的")
    with as_owner():
        ServiceItem.everything.filter(pk=west.pk).update(
            org=streets.west, org_path=streets.west.path
        )
    out_of_sight = {"item": str(west.public_id)}
    assert lin.post(f"{page}services/new/", out_of_sight).status_code == 422
    with as_owner():
        assert StationOffer.everything.count() == 1


def test_no_table_of_the_network_has_a_place_for_who_was_helped():
    for model in (StationOffer, ServiceCount):
        names = {field.name for field in model._meta.get_fields()}
        assert not names & {"person", "member", "resident", "name", "phone"}, model


def test_residents_read_the_door_and_not_who_is_on_duty(streets, browser):
    row = opened(streets)
    manned(streets, row)
    said = text(browser().get("/ask/stations/?part=东苑"))
    for words in ("东苑站", "东苑路1号", "09:00-11:00", "0513-80000000"):
        assert words in said
    assert "示例一" not in said
    assert "没有找到" in text(browser().get("/ask/stations/?part=西苑"))


def test_what_waits_is_shown_at_its_level(streets, browser):
    opened(streets)
    solved(streets, state="accepted", outcome="", closed_on=None, level=2)
    said = text(browser("lin").get(f"{ROOT}/"))
    assert "正在这一级办的诉求" in said
    assert "评价不到十条，不单独看。" in said
    assert "没有人" in said


def test_what_people_say_stands_with_how_many_and_how_sure(streets, browser):
    for n in range(12):
        solved(streets)
        with as_owner():
            if n < 10:
                Rating.everything.create(
                    org=streets.east, org_path=streets.east.path, token=bytes([n]) * 16,
                    month=MONTH, grade=5 if n else 1,
                )  # fmt: skip
    fill()
    said = text(browser("lin").get(f"{ROOT}/"))
    assert "9/10" in said
    assert "59.6%" in said
    assert "98.2%" in said
    assert "12 件里有 10 条评价" in said


@pytest.mark.parametrize(
    ("n", "d", "low", "high"), [(9, 10, 0.596, 0.982), (0, 10, 0.0, 0.278), (50, 100, 0.404, 0.596)]
)
def test_the_interval_is_sound_for_small_numbers(n, d, low, high):
    found = interval(n, d)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_formal_coverage_grows_to_effective_and_late_records_heal(streets):
    fill()
    formal, effective = "network.formal", "network.effective"
    assert (figure(streets, formal).n, figure(streets, formal).d) == (0, 1)
    row = opened(streets)
    fill()
    assert figure(streets, formal).n == 0  # open, and nobody there
    manned(streets, row)
    fill()
    assert (figure(streets, formal).n, figure(streets, effective).n) == (1, 0)
    assert figure(streets, "network.level_1").n == 1
    solved(streets)
    fill()
    assert figure(streets, effective).n == 1
    for _n in range(2):
        solved(streets, answered_in_time=False)
    fill()
    assert figure(streets, effective).n == 0


def test_without_records_nothing_is_reached(town):
    fill()
    for code in OURS:
        assert not figure(town, code).n, code


def test_evidence_is_the_figure(streets):
    row = opened(streets)
    manned(streets, row)
    solved(streets)
    lin = streets.lin_scope
    with acting(lin):
        for one in (item(streets, "农机"), item(streets, "缴费", "market")):
            actions.offer_service(station=row, item=one, price="", provider=None, by=lin, at=AT)
        agreements.agree_provider(org=streets.east, name="社", kind="firm", agreement="协议",
                               since=day(-5), until=day(90), by=lin, at=AT)  # fmt: skip
    fill()
    with acting(streets.officer_scope):
        asked = Asked(streets.county, Period(MONTH, figures.standing(MONTH).on), filled=True)
        for code in OURS:
            one = figure(streets, code)
            count = evidence(indicator(code), asked, streets.officer_scope, part="n").count()
            assert count == int(one.n or 0), code
            none = ("level_2", "level_3", "asked")  # the last: test_asked
            assert count or any(part in code for part in none), code


def test_one_station_and_thirty_cost_the_same(streets, browser):
    opened(streets)
    lin = browser("lin")

    def cost() -> int:
        lin.get(f"{ROOT}/")
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(f"{ROOT}/").status_code == 200
        return len(seen)

    before = cost()
    for n in range(29):
        opened(streets, name=f"站{n}")
    assert cost() == before
