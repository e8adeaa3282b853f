"""Does a resident find on the map what is near, whether it is open, and how to ask there?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.rulebook.models import CalendarDay, CalendarYear
from jingwei.systems.community.centres import actions as centres
from jingwei.systems.community.centres.tests.conftest import listed, offers
from jingwei.systems.community.centres.tests.conftest import opened as centre_opened
from jingwei.systems.community.grids import borders
from jingwei.systems.community.grids.tests.conftest import (  # noqa: F401 - fixtures
    _today,
    box,
    community_of,
    unit_of,
)
from jingwei.systems.public_benefit.network import actions as network
from jingwei.systems.public_benefit.network import staffing
from jingwei.systems.public_benefit.network.models import Station
from jingwei.systems.public_benefit.studios import actions as studios

HOURS = [(day, "08:30", "11:30") for day in range(1, 6)]


@pytest.fixture
def placed(town: Any) -> Any:
    """A community with a border, its centre, a station of its own, a studio without a place."""
    town.community, lin = community_of(town), town.lin_scope
    with acting(lin):
        borders.draw_border(
            community=town.community, outline=box(120.86, 32.0, 120.87, 32.01), by=lin, at=AT
        )
    town.unit = town.community.unit
    town.centre = centre_opened(
        town, name="示例便民中心", unit=town.unit, longitude=120.865, latitude=32.005
    )
    station(town, "示例服务站", town.unit, 120.866, 32.006)
    with acting(lin):
        door = studios.Doorplate(
            name="示例代表工作室", kind="online", unit=town.unit, place="社区网页",
            phone="0300-8000003", hours=[(2, "09:00", "11:00")],
        )  # fmt: skip
        studios.open_studio(org=town.east_one, door=door, by=lin, at=AT)
    return town


def station(town: Any, name: str, unit: Any, x: float | None, y: float | None) -> Any:
    lin = town.lin_scope
    door = network.Doorplate(
        name=name, level=1 if unit else 2, unit=unit, place="示例路1号", phone="0300-8000002",
        longitude=x, latitude=y, hours=HOURS,
    )  # fmt: skip
    with acting(lin):
        return network.open_station(org=town.east_one, door=door, by=lin, at=AT)


def page(town: Any, **said: str) -> str:
    reply = Client().get(f"/services/communities/{town.community.public_id}/map/", said)
    assert reply.status_code == 200
    html: str = reply.content.decode()
    return html


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def signs(html: str) -> list[str]:
    return re.findall(r'href="#p(\d+)"', html)


def test_the_drawing_and_the_list_say_the_same(placed: Any):
    html = page(placed)
    assert signs(html) == ["1", "2"], "a studio on the net has no place"
    assert re.findall(r'id="p(\d+)"', html) == ["1", "2", "3"]
    said = words(html)
    for one in ("示例便民中心", "示例服务站", "示例代表工作室", "开着，到 11:30", "周一至周五",
                "从社区的服务中心走过去大约", "有 1 处没有登记位置", "图上没有：还没有登记位置",
                "诉求代言"):  # fmt: skip
        assert one in said, one
    for link in ("tel:0300-8000002", f"/ask/for/{placed.unit.public_id}/", "/ask/station/"):
        assert link in html
    assert "周二 09:00 开" in said, "the studio receives on Tuesdays"


def test_it_is_small_may_be_shown_again_and_needs_no_script(placed: Any):
    url = f"/services/communities/{placed.community.public_id}/map/"
    reply = Client().get(url)
    assert len(reply.content) < 40_000
    assert reply["Cache-Control"] == "private, max-age=60"
    assert b"geolocation" not in reply.content
    assert "Cookie" in reply["Vary"]
    assert "geolocation=()" in reply["Permissions-Policy"]


def test_links_narrow_it(placed: Any):
    item = listed(placed)
    offers(placed, placed.centre, item)
    html = page(placed)
    assert "就业" in words(html)
    stations = words(page(placed, sort="station"))
    assert "示例服务站" in stations
    assert "示例代表工作室" not in stations
    (category,) = set(re.findall(r"for=([0-9a-f-]{36})", html))
    does = words(page(placed, **{"for": category}))
    assert "示例便民中心" in does
    assert "示例服务站" not in does
    now = words(page(placed, open="1"))
    assert "示例服务站" in now
    assert "示例代表工作室" not in now
    assert "没有这样的地方" in words(page(placed, sort="studio", open="1"))


def test_what_is_within_ten_minutes_is_said_of_each_of_the_four_services(placed: Any):
    offers(placed, placed.centre, listed(placed))
    said = words(page(placed))
    part = said[said.index("走十分钟能办的") :]
    assert re.search(r"就业 示例便民中心 ，大约 1 分钟", part)
    assert "救助 附近没有" in part


def test_doors_near_by_are_shown_and_those_far_away_are_not(placed: Any):
    other = unit_of(placed, "旁边社区")
    station(placed, "隔壁站", other, 120.875, 32.005)
    station(placed, "远处站", other, 120.95, 32.05)
    station(placed, "不知在哪站", other, None, None)
    said = words(page(placed))
    assert "隔壁站" in said
    assert "远处站" not in said
    assert "不知在哪站" not in said
    assert said.index("示例代表工作室") < said.index("隔壁站"), "its own come first"


def test_a_closed_day_and_a_feast_are_told(placed: Any):
    with acting(placed.lin_scope) as who:
        centres.close_days(
            centre=placed.centre, first=TODAY, last=TODAY + timedelta(days=1), why="停电",
            by=who, at=AT,
        )  # fmt: skip
    assert "停电" in words(page(placed))
    assert "假期" not in words(page(placed))
    with as_owner():
        year, _made = CalendarYear.objects.get_or_create(
            year=TODAY.year, defaults={"source": "示例", "mark": "general"}
        )
        CalendarDay.objects.update_or_create(
            day=TODAY, defaults={"year": year, "is_working": False, "name": "国庆节"}
        )
    assert "今天是国庆节假期" in words(page(placed))


def test_a_community_of_which_nothing_is_known_says_so(town: Any):
    town.community = community_of(town)
    said = words(page(town))
    assert "还没有边界和位置，画不出图" in said
    assert "还没有公布服务的地方" in said


def test_without_a_border_what_has_a_place_is_drawn_all_the_same(town: Any):
    town.community = community_of(town)
    station(town, "示例服务站", town.community.unit, 120.866, 32.006)
    html = page(town)
    assert signs(html) == ["1"]
    assert "map__edge" not in html


def test_what_ended_is_not_on_the_map(placed: Any):
    with acting(placed.lin_scope) as who:
        centres.end_centre(centre=placed.centre, on=TODAY, by=who, at=AT)
    assert "示例便民中心" not in page(placed)


def test_it_names_nobody_and_shows_no_inner_numbers(placed: Any):
    with acting(placed.lin_scope) as who:
        row = Station.everything.get(name="示例服务站")
        staffing.name_staff(station=row, name="示例值班人", post="代办员", by=who, at=AT)
    html = page(placed)
    for hidden in ("示例值班人", "号楼", "60 户", f"/{row.pk}/"):
        assert hidden not in html


def test_ten_doors_cost_as_many_questions_as_one(placed: Any):
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(placed)
        return len(seen)

    before = cost()
    for number in range(10):
        station(placed, f"另{number}站", placed.unit, 120.861 + number / 2000, 32.004)
    assert cost() == before
    html = page(placed)
    assert len(signs(html)) == 12
    assert len(html.encode()) < 40_000


def test_the_residents_role_still_reads_no_staff_and_no_delegate_who_did_not_agree(placed: Any):
    with as_role("jw_public"), connection.cursor() as cursor:
        cursor.execute("SELECT longitude, latitude FROM station")
        assert cursor.fetchall() == [(120.866, 32.006)]
        cursor.execute("SELECT has_any_column_privilege('jw_public', 'station_staff', 'SELECT')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("typed", ["sort=x", "for=x", "for=%00", "open=2", "sort=centre&for=1"])
def test_whatever_stands_in_the_address_is_no_error(placed: Any, typed: str):
    url = f"/services/communities/{placed.community.public_id}/map/?{typed}"
    assert Client().get(url).status_code == 200


def test_one_chooses_the_community_by_a_word(placed: Any):
    html = Client().get("/services/map/?q=示例").content.decode()
    assert f"/services/communities/{placed.community.public_id}/map/" in html
    assert "没有找到" in Client().get("/services/map/?q=没有").content.decode()
    unknown = "/services/communities/00000000-0000-0000-0000-000000000007/map/"
    assert Client().get(unknown).status_code == 404


def test_the_pages_of_residents_lead_to_it(placed: Any):
    for url in (
        "/services/",
        "/ask/",
        "/ask/follow/",
        "/ask/stations/",
        "/ask/studios/",
        "/services/centres/",
    ):
        assert "/services/map/" in Client().get(url).content.decode(), url
    own = Client().get(f"/services/communities/{placed.community.public_id}/").content.decode()
    assert f"/services/communities/{placed.community.public_id}/map/" in own


def test_without_a_sign_in_of_its_own_the_door_is_closed(placed: Any, settings: Any):
    settings.JINGWEI_PUBLIC_ALIAS = "public"
    assert Client().get("/services/map/").status_code == 404
