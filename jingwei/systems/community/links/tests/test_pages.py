"""Do the pages show a link to both sides and to the member, and cost the same for many?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import as_owner
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.people.models import Person
from jingwei.systems.community.links.models import DualLink
from jingwei.systems.community.links.tests.conftest import asked, make, step
from jingwei.systems.community.links.tests.test_links import says


@pytest.fixture
def linked(town):
    row = asked(town)
    says(town, "agree")
    step(row, "receive", town.gu_scope, contact="西甲")
    return row


@pytest.mark.parametrize(("who", "what"), [("lin", "out"), ("gu", "in")])
def test_each_side_reads_the_link(linked, browser, who, what):
    text = browser(who).get(f"/community/links/?what={what}").content.decode()
    assert "东甲" in text
    text = browser(who).get(f"/community/links/{linked.public_id}/").content.decode()
    for words in ("东镇第一党支部", "西镇第一党支部", "西甲", "党费", "提出结束"):
        assert words in text
    assert ("看档案" in text) == (who == "lin")


def test_a_stranger_finds_nothing(town, linked, browser):
    with as_owner():
        town.account("elsewhere", "clerk", town.other)
    assert browser("elsewhere").get(f"/community/links/{linked.public_id}/").status_code == 404
    assert "东甲" not in browser("elsewhere").get("/community/links/").content.decode()


def test_a_branch_proposes_on_a_page_and_the_member_agrees_on_the_own(town, browser):
    with as_owner(), system_scope("测试"):
        person = Person.everything.get(pk=town.people["东甲"].pk)
    url = f"/community/links/members/{person.public_id}/new/"
    page = browser("branch").post(url, {"find": "WEST-1", "look": "1", "place": "西镇二区"})
    assert "西镇第一党支部" in page.content.decode()
    said = {"find": "WEST-1", "to": "WEST-1", "place": "西镇二区", "why": "shares"}
    assert browser("branch").post(url, {**said, "to": ""}).status_code == 422
    assert browser("branch").post(url, said).status_code == 302
    text = browser("member").get("/me/").content.decode()
    assert "等本人同意" in text
    assert browser("member").post("/me/link/agree/").status_code == 302
    assert browser("member").post("/me/link/agree/").status_code == 422
    text = browser("member").get("/me/").content.decode()
    assert "等居住地支部接收" in text


def test_a_member_wishes_on_the_own_page(town, browser):
    member = browser("member")
    assert member.get("/me/link/").status_code == 200
    said = {"find": "WEST-1", "to": "WEST-1", "place": "西镇二区", "why": "land"}
    assert member.post("/me/link/", said).status_code == 302
    assert "等组织关系所在支部同意" in member.get("/me/").content.decode()
    text = browser("branch").get("/").content.decode()
    assert "东甲想在居住地过组织生活" in text


def test_the_list_costs_the_same_for_many(town, browser):
    def more(n):
        with as_owner(), system_scope("测试"):
            for _ in range(n):
                make(town, "linked")

    def count():
        with CaptureQueriesContext(connection) as seen:
            assert browser("lin").get("/community/links/?what=out").status_code == 200
        return len(seen)

    more(1)
    count()
    first = count()
    more(12)
    assert count() == first
    with as_owner(), system_scope("测试"):
        assert DualLink.everything.count() == 13
