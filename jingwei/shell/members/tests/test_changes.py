"""Does a clerk register, correct and change members from the page, and keep what she typed?"""

from datetime import date
from typing import Any

import pytest

from conftest import as_owner
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people import files
from jingwei.kernel.people.models import Membership, Person, Position, Post
from jingwei.shell.members.acts import ACTS

NUMBER = id_number(date(1990, 3, 4), 11)
NEW = {
    "org": "EAST-1", "name": "张三", "id_number": NUMBER, "sex": "0", "birth": "",
    "ethnicity": "01", "category": "full", "joined": "2012-05", "full": "2013-05",
    "began": "transferred_in",
    "on": "2024-03-01", "basis": "介绍信1号", "phone": "13912345678", "address": "示例路1号",
}  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def person(name: str) -> Any:
    return Person.everything.get(name=name)


@pytest.fixture
def everywhere(town: Any) -> Any:
    """See all rows while asserting what was kept."""
    with as_owner():
        yield town


def test_a_member_is_registered_and_the_page_says_so(browser, everywhere):
    lin = browser("lin")
    answer = lin.post("/members/register/", NEW)
    one = person("张三")
    assert (answer.status_code, answer["Location"]) == (302, f"/members/{one.public_id}/")
    assert "张三已登记到东镇第一党支部。" in text(lin.get(answer["Location"]))
    assert (one.birth_on, one.sex, one.joined_precision) == (date(1990, 3, 4), "1", "m")
    assert files.unsealed(one, "address") == "示例路1号"


def test_all_reasons_stand_at_their_fields_and_what_was_typed_stays(browser, everywhere):
    before = Entry.everything.count()
    answer = browser("lin").post(
        "/members/register/",
        NEW | {"name": "", "id_number": NUMBER[:-1], "joined": "1985-01", "birth": "1990-03-04"},
    )
    said = text(answer)
    assert answer.status_code == 422
    for reason, field in (
        ("还没有写姓名，请照证件填写。", "id_name"), ("身份证号应为18位", "id_id_number"),
        ("入党日期早于出生日期", "id_joined"),
    ):  # fmt: skip
        assert said.count(reason) == 2
        assert f'href="#{field}"' in said
    assert 'value="示例路1号"' in said
    assert not Person.everything.filter(name="").exists()
    assert Entry.everything.count() == before


def test_what_is_doubtful_is_asked_about_once(browser, everywhere):
    young = NEW | {"joined": "2006-05", "full": "2007-05"}
    answer = browser("lin").post("/members/register/", young)
    assert "入党时不满18周岁，请核对。" in text(answer)
    assert 'name="confirmed"' in text(answer)
    assert 'name="confirmed"' not in text(browser("lin").get("/members/register/"))
    answer = browser("lin").post("/members/register/", young | {"confirmed": "on"})
    assert answer.status_code == 302


def test_a_second_file_of_one_name_and_birth_is_asked_about_once(browser, everywhere):
    lin, unnumbered = browser("lin"), NEW | {"id_number": "", "birth": "1990-03-04"}
    assert lin.post("/members/register/", NEW).status_code == 302
    answer = lin.post("/members/register/", unnumbered)
    assert answer.status_code == 422
    assert "东镇第一党支部有同名、同出生日期的档案" in text(answer)
    assert 'name="confirmed"' in text(answer)
    assert Person.everything.filter(name="张三").count() == 1
    answer = lin.post("/members/register/", unnumbered | {"confirmed": "on"})
    assert answer.status_code == 302


def test_a_branch_is_searched_for_without_a_script_and_found_by_sound(browser):
    lin = browser("lin")
    said = text(lin.post("/members/register/", NEW | {"find": "1", "q": "第二"}))
    assert 'value="EAST-2"' in said
    assert 'value="张三"' in said
    found = text(lin.get("/members/choose/?what=orgs&name=org&q=dongzhen",
                         headers={"HX-Request": "true"}))  # fmt: skip
    assert 'value="EAST-1"' in found
    assert 'value="EAST"' not in found, "a committee is nobody's home"
    assert "WEST" not in found


def test_a_branch_registers_its_own_without_choosing(browser, everywhere):
    said = text(browser("branch").get("/members/register/"))
    assert '<input type="hidden" name="org" value="EAST-1">' in said
    assert browser("branch").post("/members/register/", NEW).status_code == 302


def test_nobody_registers_into_the_neighbours_branch(browser, everywhere):
    """An organisation out of sight is not found, however its code was come by."""
    answer = browser("gu").post("/members/register/", NEW)
    assert answer.status_code == 422
    assert browser("branch").post("/members/register/", NEW | {"org": "EAST-2"}).status_code == 422
    assert browser("auditor").post("/members/register/", NEW).status_code == 403
    assert browser("new").post("/members/register/", NEW).status_code == 404
    assert not Person.everything.filter(name="张三").exists()


def edited(browser: Any, url: Any, **changed: str) -> Any:
    one = person("东甲")
    typed = {
        "name": one.name, "sex": one.sex, "birth": "1980-01-01", "joined": "2019-07-01",
        "full": "2020-07-01", "version": str(one.version), "education": "21",
    }  # fmt: skip
    return browser("lin").post(url("东甲", "edit/"), typed | changed)


def test_a_file_is_put_right_and_empty_numbers_stay(browser, url, everywhere):
    assert edited(browser, url, work_post="工人").status_code == 302
    one = person("东甲")
    assert (one.work_post, one.education, one.version) == ("工人", "21", 2)
    assert files.unsealed(one, "phone") == "13900000000"
    assert edited(browser, url, work_post="工人", erase="phone").status_code == 302
    assert person("东甲").phone is None


def test_the_edit_form_shows_no_number(browser, url):
    said = text(browser("lin").get(url("东甲", "edit/")))
    assert 'name="phone" value=' not in said
    assert "现在的尾号 0000" in said
    assert 'name="id_number"' not in said


def test_two_clerks_see_both_versions_side_by_side(browser, url, everywhere):
    edited(browser, url, work_post="甲")
    answer = edited(browser, url, work_post="乙", version="1")
    said = text(answer)
    assert answer.status_code == 409
    assert "现在的内容" in said
    assert "用我填的内容保存" in said
    assert person("东甲").work_post == "甲"
    assert edited(browser, url, work_post="乙", version="2").status_code == 302


SAID = {
    "full": {"on": "2026-09-01"},
    "move": {"to": "EAST-2", "on": "2026-09-01", "basis": "调动"},
    "end": {"ended": "died", "on": "2026-09-01"},
    "suspend": {"on": "2026-09-01", "basis": "批复"},
    "restore": {"on": "2026-09-01", "basis": "批复"},
    "number": {"id_number": NUMBER},
    "renumber": {"id_number": NUMBER, "reason": "抄错"},
    "merge": {"other": "", "reason": "同一个人"},
    "hold": {"reason": "案件要用"},
    "lift": {"reason": "案件已结"},
    "erase": {"reason": "本人申请"},
}


@pytest.mark.parametrize("act", ACTS)
def test_gu_can_start_no_change_in_the_east(browser, url, everywhere, act):
    before = Entry.everything.count()
    assert browser("gu").post(url("东甲", f"changes/{act}/"), SAID[act]).status_code == 404
    assert Entry.everything.count() == before


def test_there_is_no_such_change(browser, url):
    assert browser("lin").get(url("东甲", "changes/explode/")).status_code == 404


def test_the_menu_offers_what_makes_sense(town, browser, url):
    said = text(browser("lin").get(url("东甲", "changes/")))
    assert "调整所在支部" in said
    assert "预备党员转正" not in said
    assert "恢复党籍" not in said


@pytest.mark.parametrize("act", ["move", "end", "suspend"])
def test_a_change_is_done_and_said(browser, url, everywhere, act):
    lin = browser("lin")
    answer = lin.post(url("东甲", f"changes/{act}/"), SAID[act])
    assert (answer.status_code, answer["Location"]) == (302, url("东甲"))
    assert str(ACTS[act].done) in text(lin.get(url("东甲")))
    last = Membership.everything.filter(person=person("东甲")).order_by("-held").first()
    assert last is not None
    if act == "move":
        assert last.org.code == "EAST-2"
    elif act == "end":
        assert (last.ended, person("东甲").is_gone) == ("died", True)
    else:
        assert last.state == "suspended"


def test_a_refused_change_says_why_and_keeps_nothing(browser, url, everywhere):
    answer = browser("lin").post(url("东甲", "changes/end/"), {"ended": "left", "on": "2027-01-01"})
    said = text(answer)
    assert answer.status_code == 422
    assert said.count("日期晚于今天，请改成今天或更早。") == 2
    assert "请写明依据" in said
    assert not person("东甲").is_gone


def test_a_branch_of_the_west_cannot_be_smuggled_in(browser, url, everywhere):
    answer = browser("lin").post(url("东甲", "changes/move/"), SAID["move"] | {"to": "WEST-1"})
    assert answer.status_code == 422
    west = person("西甲").public_id
    answer = browser("lin").post(
        url("东甲", "changes/merge/"), {"other": str(west), "reason": "同一个人"}
    )
    assert answer.status_code == 422
    assert person("东甲").org_id == everywhere.east_one.pk


def test_seats_are_opened_filled_vacated_and_closed_from_the_page(browser, everywhere):
    lin, page = browser("lin"), "/members/posts/EAST-1/"
    assert lin.post(f"{page}new/", {"title": "secretary", "on": "2026-01-01"}).status_code == 302
    post = Post.everything.get()
    answer = lin.post(page, {"post": str(post.public_id), "on": "2026-02-01",
                             "due_on": "2029-02-01",
                             "person": str(person("东乙").public_id)})  # fmt: skip
    assert answer.status_code == 302
    held = Position.everything.get()
    assert (held.name, held.due_on) == ("东乙", date(2029, 2, 1))
    assert "东乙" in text(lin.get(page))
    assert lin.post(f"{page}close/{post.public_id}/", {"on": "2026-03-01"}).status_code == 422
    answer = lin.post(f"{page}relieve/{held.public_id}/", {"on": "2026-03-01"})
    assert answer.status_code == 302
    assert lin.post(f"{page}close/{post.public_id}/", {"on": "2026-03-01"}).status_code == 302
    for path in ("", "new/", f"close/{post.public_id}/", f"relieve/{held.public_id}/"):
        assert browser("gu").get(f"{page}{path}").status_code == 404
    assert browser("branch").get(f"{page}new/").status_code == 403


def test_somebody_of_the_west_takes_no_seat_in_the_east(browser, everywhere):
    lin, page = browser("lin"), "/members/posts/EAST-1/"
    lin.post(f"{page}new/", {"title": "publicity", "on": "2026-01-01"})
    post = Post.everything.get()
    answer = lin.post(page, {"post": str(post.public_id), "on": "2026-02-01",
                             "person": str(person("西甲").public_id)})  # fmt: skip
    assert answer.status_code == 422
    assert not Position.everything.exists()
