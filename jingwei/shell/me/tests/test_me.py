"""Does a member see the own file and no other, whatever post the account holds?"""

import json
from dataclasses import replace
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS
from jingwei.kernel.people import own
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.privacy.models import Look
from jingwei.kernel.privacy.reveal import reveal
from jingwei.kernel.register import MeSection, me_section, register

NUMBER = ID_NUMBERS["东甲"]


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def secretary(town: Any) -> Any:
    """The branch account is 西甲's, whose own file lies in another town than the post."""
    with as_owner():
        Account.everything.filter(login="branch").update(person=town.people["西甲"])
        town.accounts["branch"].refresh_from_db()
    return town


def test_a_member_without_a_post_sees_the_own_file_masked(town, browser):
    with acting(town.lin_scope) as by:
        reveal(
            person=town.people["东甲"], fields=["phone"], reason="contact", words="", by=by, at=AT
        )
    said = text(browser("member").get("/me/"))
    for shown in ("东甲", "东镇第一党支部", "联系本人", "Lin", f"***{NUMBER[-4:]}"):
        assert shown in said
    for hidden in (NUMBER, "13900000000", "东乙"):
        assert hidden not in said


def test_the_own_numbers_are_shown_at_a_click_without_a_reason(browser):
    member = browser("member")
    assert member.get("/me/show/").status_code == 405
    said = text(member.post("/me/show/"))
    assert NUMBER in said
    with as_owner():
        assert not Look.everything.exists(), "nobody else looked"


def test_an_account_without_a_file_is_told_what_to_do(browser, client):
    answer = browser("new").get("/me/")
    assert (answer.status_code, "没有对应的党员档案" in text(answer)) == (200, True)
    for page in ("/me/download/", "/me/ask/"):
        assert browser("new").get(page).status_code == 404
    assert client.get("/me/")["Location"].startswith("/sign-in/")


def test_a_secretary_sees_the_own_file_beyond_the_range_of_the_post(secretary, browser):
    branch = browser("branch")
    assert "西镇第一党支部" in text(branch.get("/me/"))
    person = secretary.people["西甲"].public_id
    assert branch.get(f"/members/{person}/").status_code == 404
    assert "东丙" in text(branch.get("/members/")), "the post comes back after"


def test_all_that_is_on_file_can_be_taken_along(town, browser):
    answer = browser("member").get("/me/download/")
    data = json.loads(text(answer))
    assert (data["file"]["name"], data["file"]["id_number"]) == ("东甲", NUMBER)
    assert data["memberships"][0]["branch"] == "东镇第一党支部"
    assert "东乙" not in text(answer)
    assert "attachment" in answer["Content-Disposition"]


def test_what_is_wrong_is_said_and_stands_as_waiting(browser):
    member = browser("member")
    answer = member.post("/me/ask/", {"field": "phone", "value": "13711112222", "words": "换号"})
    assert (answer.status_code, answer["Location"]) == (302, "/me/")
    said = text(member.get("/me/"))
    assert "待核定" in said
    assert "已送到支部" in said
    with as_owner():
        row = Correction.everything.get()
        assert (row.kind, row.reason, row.asked_by.login) == ("own", "手机", "member")
        assert Person.everything.get(pk=row.person_id).phone_tail == "0000", "not changed yet"


def test_what_is_missing_is_said_at_its_field(browser):
    answer = browser("member").post("/me/ask/", {"field": "", "value": "", "words": "哪里不对"})
    assert answer.status_code == 422
    assert text(answer).count("还没有选哪一项，请选一项。") == 2
    assert "哪里不对" in text(answer)
    with as_owner():
        assert not Correction.everything.exists()


def test_education_is_said_in_words_and_words_nobody_knows_go_to_people(browser):
    from jingwei.kernel.people.correction_actions import opened

    member = browser("member")
    member.post("/me/ask/", {"field": "education", "value": "大专", "words": ""})
    member.post("/me/ask/", {"field": "education", "value": "夜校两年", "words": ""})
    with as_owner():
        said = [json.loads(opened(row)) for row in Correction.everything.order_by("id")]
    assert (said[0]["field"], said[0]["value"][:1]) == ("education", "3")
    assert (said[1]["field"], "夜校两年" in said[1]["words"]) == ("other", True)


def test_somebody_with_a_post_asks_about_the_own_file_all_the_same(secretary, browser):
    answer = browser("branch").post(
        "/me/ask/", {"field": "address", "value": "示例路2号", "words": ""}
    )
    assert answer.status_code == 302
    with as_owner():
        assert Correction.everything.get().org_id == secretary.west_one.pk


@pytest.fixture
def offered(monkeypatch):
    """Another folder offers a part of the page, for those who belong to a branch."""

    def shown(oneself, person, day):
        branches = [str(row.org) for row in own.own_memberships(oneself)]
        return {"facts": [{"label": "年份", "value": f"{day:%Y}年 {branches[0]}"}]}

    section = MeSection(
        "example", "我的例子", "shell/_kv.html", context=shown, told=lambda *_: {"since": 2026}
    )
    silent = MeSection("silent", "空白的一栏", "shell/_kv.html", context=lambda *_: None)
    for one in (section, silent):
        monkeypatch.setitem(register().me_sections, one.key, one)


@pytest.mark.usefixtures("offered")
def test_another_folder_offers_a_part_of_the_page(browser, secretary):
    for who, branch in (("member", "东镇第一党支部"), ("branch", "西镇第一党支部")):
        page = browser(who).get("/me/")
        told = {one.key: told for one, told in page.context["sections"]}["example"]
        assert told["facts"][0]["value"] == f"2026年 {branch}"
        assert 'id="part-example"' in text(page)
        assert "空白的一栏" not in text(page)
    data = json.loads(text(browser("member").get("/me/download/")))
    assert data["parts"]["example"] == {"since": 2026}


def test_a_part_is_declared_once():
    one = MeSection("once", "一次", "shell/_kv.html", context=lambda *_: None)
    try:
        me_section(one)
        me_section(one)
        with pytest.raises(ValueError, match="once"):
            me_section(replace(one, order=1))
    finally:
        register().me_sections.pop("once")
