"""Can anybody say what hinders work with the system, and read the answer, without being known?"""

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.work.matters import dispatch
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Kind
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.conftest import arrivals
from jingwei.work.matters.tests.test_public_pages import CODE, text

PAGE = "/ask/system/"
MARK = "1e9a4c1e-0000-4000-8000-000000000009"
SAID = {"asked": "党费表每次都要重选支部", "spot": "/dues/", "phone": "", "mark": MARK}


def test_a_resident_says_it_and_reads_the_answer_with_the_receipt(streets, browser, emptied):
    resident = browser()
    answer = resident.post(PAGE, SAID, follow=True)
    assert CODE.findall(text(answer))
    emptied()
    with as_owner():
        matter = Matter.everything.get()
        assert (matter.kind, matter.place, matter.spot) == (Kind.SYSTEM, None, "/dues/")
        assert matter.org == streets.city, "the office above all answers for the system"
        assert matter.received_by_id is None
        assert bytes(matter.asker or b"") == b""
    with acting(streets.officer_scope) as who:
        for verb, said in (
            ("accept", {"title": "重选支部", "category": "advice", "reply": "本周改。"}),
            ("take_up", {}), ("answer", {"answer": "记住上一次选的支部了。"}),
        ):  # fmt: skip
            take_step(flow=MATTER, subject=matter, verb=verb, said=said, by=who, at=AT)
    assert "记住上一次选的支部了。" in text(resident.get("/ask/mine/"))


def test_the_link_is_in_the_foot_and_in_the_help_and_says_from_where(streets, browser):
    lin = browser("lin")
    for page in ("/matters/", "/help/"):
        assert f'href="{PAGE}"' in text(lin.get(page)), page
    assert f'href="{PAGE}"' in text(browser().get("/ask/"))
    from_where = {"Referer": "http://testserver/matters/6b0d-x/?q=张三"}
    said = text(lin.get(PAGE, headers=from_where))
    assert 'value="/matters/"' in said
    assert "张三" not in said
    other = text(lin.get(PAGE, headers={"Referer": "http://elsewhere.example/matters/"}))
    assert 'value="/matters/"' not in other


def test_sent_twice_it_is_one_matter_and_names_no_account(streets, browser, emptied):
    lin = browser("lin")
    codes = [CODE.findall(text(lin.post(PAGE, SAID, follow=True))) for _ in range(2)]
    assert codes[0] == codes[1]
    emptied()
    with as_owner():
        matter = Matter.everything.get()
        assert matter.received_by_id is None
    assert len(arrivals()) == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"asked": "慢"}, "请说一句是什么事"), ({"phone": "12"}, "电话的位数不对")],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(streets, browser, wrong, words):
    answer = browser().post(PAGE, SAID | {"asked": "每页都很慢很慢"} | wrong)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "/dues/" in text(answer)
    assert MARK in text(answer)
    assert arrivals() == []


def test_a_rule_of_dispatch_may_send_it_to_whoever_keeps_the_system_running(
    streets, browser, emptied
):
    rule = dispatch.RuleTold(
        position=1,
        to="EAST",
        why="系统由东镇代管",
        reason="会议定的",
        since=TODAY,
        kind=Kind.SYSTEM,
    )
    with acting(streets.officer_scope) as by:
        dispatch.add_rule(org=streets.city, told=rule, by=by, at=AT)
    browser().post(PAGE, SAID)
    emptied()
    with as_owner():
        matter = Matter.everything.get()
        assert (matter.org, matter.host) == (streets.city, streets.east)
