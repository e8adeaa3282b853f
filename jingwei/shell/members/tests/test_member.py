"""Does a member's page keep numbers back, open them for a reason, and say who looked?"""

import re
from datetime import date
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS, add_secretary
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.belonging_actions import move_member
from jingwei.kernel.privacy.models import Look
from jingwei.kernel.rulebook.models import Rule

NUMBER = ID_NUMBERS["东甲"]
WHY = {"field": ["id_number"], "reason": "verify", "words": ""}
HTMX = {"HX-Request": "true"}
PAGES = ("", "timeline/", "looks/", "sealed/", "reveal/", "edit/", "changes/", "changes/move/")


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_a_member_of_the_east_is_unknown_in_the_west(browser, url, page, who, status):
    assert browser(who).get(url("东甲", page)).status_code == status


def test_a_file_out_of_sight_answers_like_one_that_is_not(browser, url):
    gu = browser("gu")
    hidden = gu.get(url("东甲"))
    absent = gu.get("/members/00000000-0000-4000-8000-000000000000/")
    number = re.compile(r"[0-9A-Z]{4}-?[0-9A-Z]{4}")

    def plain(answer: Any) -> str:
        said = re.sub(r'csrf-token" content="[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"', "",
                      text(answer))  # fmt: skip
        return number.sub("", re.sub(r"/members/[0-9a-f-]{36}/", "", said))

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert plain(hidden) == plain(absent)


@pytest.mark.parametrize("page", ["", "timeline/", "looks/", "sealed/", "reveal/", "edit/"])
def test_no_page_holds_a_whole_number(browser, url, page):
    said = text(browser("lin").get(url("东甲", page)))
    for number in ID_NUMBERS.values():
        assert number not in said
    assert "13900000000" not in said


def test_the_page_shows_the_file_and_its_tails(town, browser, url):
    with as_owner():
        add_secretary(town, town.people["东甲"], town.east_one)
    said = text(browser("lin").get(url("东甲")))
    for shown in ("1980-01-01", "东镇第一党支部", "2019-07-01", f"***{NUMBER[-4:]}", "书记"):
        assert shown in said


def test_a_look_opens_the_number_for_a_minute_and_is_written_down(town, browser, url):
    lin = browser("lin")
    answer = lin.post(url("东甲", "reveal/"), WHY)
    assert answer.status_code == 200
    assert NUMBER in text(answer)
    assert "13900000000" not in text(answer), "only what was asked for"
    assert 'http-equiv="refresh" content="60;' in text(answer)
    assert answer["Cache-Control"] == "no-store"
    with as_owner():
        look = Look.everything.get()
        assert (look.account_name, look.person_id, look.reason, look.fields) == (
            "Lin", town.people["东甲"].pk, "verify", "id_number",
        )  # fmt: skip
        assert Entry.everything.filter(verb="privacy.reveal").count() == 1
    assert "与证件或档案核对" in text(lin.get(url("东甲", "looks/")))
    assert "与证件或档案核对" in text(browser("member").get("/me/"))


def test_htmx_gets_the_part_alone_and_asks_for_the_mask_again(browser, url):
    lin = browser("lin")
    said = text(lin.post(url("东甲", "reveal/"), WHY, headers=HTMX))
    assert NUMBER in said
    assert "<html" not in said
    assert f'hx-get="{url("东甲", "sealed/")}" hx-trigger="load delay:60s"' in said
    masked = text(lin.get(url("东甲", "sealed/"), headers=HTMX))
    assert NUMBER not in masked
    assert 'id="private"' in masked


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": ""}, "请选一个事由"),
        ({"reason": "other", "words": ""}, "请写明为什么要看"),
        ({"field": []}, "还没有选看哪一项"),
    ],
)
def test_without_a_reason_nothing_opens_and_nothing_is_kept(browser, url, changed, says, headers):
    answer = browser("lin").post(url("东甲", "reveal/"), WHY | changed, headers=headers)
    assert answer.status_code == 422
    assert says in text(answer)
    assert NUMBER not in text(answer)
    with as_owner():
        assert not Look.everything.exists()


def test_the_days_number_of_looks_is_kept_to(browser, url):
    with as_owner():
        Rule.objects.filter(name="reveal.per_day.most").update(value=1)
    lin = browser("lin")
    assert lin.post(url("东甲", "reveal/"), WHY).status_code == 200
    answer = lin.post(url("东乙", "reveal/"), WHY)
    assert (answer.status_code, "到了上限" in text(answer)) == (422, True)


def test_gu_and_an_instructor_open_nothing(town, browser, url):
    with as_owner():
        town.account("guide", "instructor", town.east)
    assert browser("gu").post(url("东甲", "reveal/"), WHY).status_code == 404
    assert browser("guide").get(url("东甲")).status_code == 200
    assert "查看完整号码" not in text(browser("guide").get(url("东甲")))
    assert browser("guide").post(url("东甲", "reveal/"), WHY).status_code == 403
    with as_owner():
        assert not Look.everything.exists()


def test_the_timeline_tells_stretches_and_what_was_done(town, browser, url):
    with acting(town.lin_scope) as by:
        move_member(person=town.people["东甲"], to=town.east_two, on=date(2026, 9, 1), by=by, at=AT,
                    basis="工作调动")  # fmt: skip
    said = text(browser("lin").get(url("东甲", "timeline/")))
    for shown in (
        "东镇第二党支部：正式党员",
        "到 2026-09-01，内部调整",
        "调整所在支部",
        "工作调动",
    ):
        assert shown in said
