"""Does a person of seventy find the centre, its hours and what to bring, without an account?"""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.systems.community.centres import actions
from jingwei.systems.community.centres.actions import Doing
from jingwei.systems.community.centres.tests.conftest import listed, offers, opened, text


def test_what_is_done_stands_in_a_list_and_a_word_finds_it(town, browser):
    listed(town)
    listed(town, "老年证", category="养老", place=2, ring="retirees")
    resident = browser()
    said = text(resident.get("/services/"))
    assert said.index("就业") < said.index("求职登记") < said.index("养老") < said.index("老年证")
    found = text(resident.get("/services/", {"q": "老年"}))
    assert "老年证" in found
    assert "求职登记" not in found
    assert "我要办" in text(resident.get("/services/", {"q": "没有的"}))
    assert set(resident.cookies) <= {"csrf"}


def test_an_item_says_what_to_bring_and_what_nobody_may_ask(streets, browser):
    item = listed(streets, for_whom="找工作的人")
    centre = opened(streets, unit=streets.people["dongyuan"])
    offers(streets, centre, item)
    said = text(browser().get(f"/services/items/{item.public_id}/"))
    for words in ("身份证", "谁都不许向您要", "无业证明", "当场办好", "不要钱", "找工作的人",
                  "东苑便民服务中心", "tel:0300-8000001", "开着，到 11:30"):  # fmt: skip
        assert words in said


def test_the_nearest_comes_first_and_says_how_far_it_is(streets, browser):
    item = listed(streets)
    far = opened(streets, name="远处中心", longitude=120.95, latitude=32.05)
    near = opened(streets, name="近处中心", longitude=120.863, latitude=32.01)
    own = opened(streets, name="自家中心", unit=streets.people["dongyuan"])
    offers(streets, far, item)
    offers(streets, near, item)
    resident = browser()
    page = f"/services/items/{item.public_id}/"
    said = text(resident.get(page, {"near": "东苑"}))
    assert said.index("近处中心") < said.index("远处中心")
    assert "自家中心" not in said  # it does not do this
    minutes = re.findall(r"走过去大约 (\d+) 分钟", said)
    # 283 metres straight, times 1.3, at 72 metres a minute.
    assert minutes[0] == "5"
    assert "乘 1.3" in said
    listed_first = text(resident.get("/services/centres/", {"near": "东苑"}))
    assert listed_first.index("自家中心") < listed_first.index("近处中心")
    assert own.pk


def test_places_of_one_name_are_asked_for(streets, browser):
    from jingwei.kernel.orgs.models import Unit
    from jingwei.kernel.ranges import held

    with as_owner():
        Unit.everything.create(
            org=streets.west_one, org_path=streets.west_one.path, name="西苑社区",
            kind="community", held=held(TODAY),
        )  # fmt: skip
    said = text(browser().get("/services/centres/", {"near": "苑"}))
    assert "是哪一个？" in said
    assert "东苑社区" in said
    assert "西苑社区" in said
    assert "没有找到这个社区或者村" in text(browser().get("/services/centres/", {"near": "无此"}))


def test_a_closed_day_is_told_on_the_page(town, browser):
    row = opened(town)
    with acting(town.lin_scope) as who:
        actions.close_days(
            centre=row, first=TODAY, last=TODAY + timedelta(days=1), why="停电", by=who, at=AT
        )
    said = text(browser().get(f"/services/centres/{row.public_id}/"))
    assert "停电" in said
    assert "关着，11月25日周三 08:30 开" in said


def test_a_centre_says_its_week_and_who_does_what_there(town, browser):
    row, item = opened(town, note="轮椅从东门进"), listed(town, "磨刀", kind="market", ring="")
    offers(town, row, item, doing=Doing(weekdays=(6,), desk="门口", provider="示例五金店"))
    said = text(browser().get(f"/services/centres/{row.public_id}/"))
    for words in (
        "轮椅从东门进",
        "周六",
        "示例五金店",
        "08:30",
        "不开门",
        "geo:32.010000,120.860000",
    ):
        assert words in said


def test_the_sheet_for_the_door_carries_a_sign(town, browser):
    row = opened(town)
    said = text(browser().get(f"/services/centres/{row.public_id}/notice/"))
    assert "http://testserver" in said
    assert said.count("h1v1h-1z") > 300


def test_what_ended_is_not_shown(town, browser):
    row = opened(town)
    with acting(town.lin_scope) as who:
        actions.end_centre(centre=row, on=TODAY, by=who, at=AT)
    assert browser().get(f"/services/centres/{row.public_id}/").status_code == 404
    assert "东苑便民" not in text(browser().get("/services/centres/"))


def test_without_its_own_sign_in_to_the_database_the_door_is_closed(town, browser, settings):
    settings.JINGWEI_PUBLIC_ALIAS = "public"
    assert browser().get("/services/").status_code == 404


def test_a_slip_of_the_hand_is_no_error(town, browser):
    resident = browser()
    for query in ({"place": "x"}, {"q": "\x00"}, {"near": "%"}):
        assert resident.get("/services/centres/", query).status_code == 200


def test_the_residents_role_reads_what_hangs_at_the_door_and_no_more(town):
    opened(town)
    with as_role("jw_public"), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM service_centre")
        assert cursor.fetchall() == [("东苑便民服务中心",)]
    for statement in ("SELECT * FROM service_proposal", "SELECT org_id FROM service_centre",
                      "UPDATE service_centre SET name = 'x'"):  # fmt: skip
        from django.db import transaction

        with (
            as_role("jw_public"), pytest.raises(ProgrammingError), transaction.atomic(),
            connection.cursor() as cursor,
        ):  # fmt: skip
            cursor.execute(statement)
