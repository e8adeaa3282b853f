"""Does the list show the clerk her members, masked, and nobody else's?"""

import re
from datetime import date
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import ID_NUMBERS
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.models import Person
from jingwei.shell.members.models import ColumnChoice, SavedView

HTMX = {"HX-Request": "true"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def names(answer: Any) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', text(answer))


def test_lin_sees_her_members_gu_his_and_new_none(browser):
    assert names(browser("lin").get("/members/")) == ["东丙", "东丁", "东甲", "东乙"]
    assert names(browser("gu").get("/members/")) == ["西甲", "西乙"]
    assert browser("new").get("/members/").status_code == 404


def test_who_may_not_see_members_is_told_so_and_strangers_sign_in(browser, client):
    assert browser("auditor").get("/members/").status_code == 403
    assert client.get("/members/")["Location"].startswith("/sign-in/")


def test_the_page_holds_tails_only(browser):
    said = text(browser("lin").get("/members/"))
    for number in ID_NUMBERS.values():
        assert number not in said
    assert "13900000000" not in said
    assert ID_NUMBERS["东甲"][-4:] in said


def test_a_row_says_branch_category_age_and_state(browser):
    said = text(browser("lin").get("/members/"))
    assert "男，46岁" in said
    assert "<td>东镇第一党支部<td>正式<td>" in said
    assert "正常" in said


def test_no_sensitive_state_stands_in_the_list(town, browser):
    from jingwei.kernel.people.belonging_actions import suspend_member

    with acting(town.lin_scope) as by:
        suspend_member(person=town.people["东甲"], on=date(2026, 9, 1), basis="批复", by=by, at=AT)
        Person.everything.filter(pk=town.people["东乙"].pk).update(lost_since=date(2025, 1, 1))
    said = text(browser("lin").get("/members/", headers=HTMX))
    assert "停止党籍" not in said
    assert "失联" not in said
    assert "失去联系" not in said


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("q=东甲", ["东甲"]),
        ("q=dongb", ["东丙"]),
        ("q=0012", ["东甲"]),
        ("org=EAST-2", ["东丁"]),
        ("category=full&age_from=60", ["东丙"]),
        ("category=probationary", []),
        ("standing=gone", []),
        ("order=age", ["东丙", "东甲", "东乙", "东丁"]),
        ("order=-age", ["东丁", "东乙", "东甲", "东丙"]),
        ("order=joined", None),
        ("order=nonsense", ["东丙", "东丁", "东甲", "东乙"]),
    ],
)
def test_the_conditions_of_the_address_are_kept_to(browser, asked, wanted):
    found = names(browser("lin").get(f"/members/?{asked}"))
    assert found == wanted if wanted is not None else len(found) == 4


def test_a_condition_stands_as_a_chip_whose_cross_takes_it_away(browser):
    said = text(browser("lin").get("/members/?q=东甲&category=full"))
    assert "“东甲”" in said
    assert 'href="?category=full"' in said
    assert "在册" in said


def test_what_cannot_be_read_is_said_at_its_field_and_the_rest_holds(browser):
    answer = browser("lin").get("/members/?age_from=很老&org=WEST-1&q=东甲")
    assert answer.status_code == 422
    assert "年龄写整数" in text(answer)
    assert "没有这个组织，或者不在您管的范围里。" in text(answer)
    assert names(answer) == ["东甲"]


def test_an_empty_list_says_why_and_what_next(browser):
    said = text(browser("lin").get("/members/?q=无此人"))
    assert "没有符合条件的党员" in said
    assert "清空条件" in said


def test_htmx_gets_the_part_that_is_replaced_and_not_the_box_that_is_typed_in(browser):
    answer = browser("lin").get("/members/?q=东", headers=HTMX)
    said = text(answer)
    assert said.lstrip().startswith('<div id="list">')
    assert 'id="q"' not in said
    assert "<html" not in said
    assert names(answer) == ["东丙", "东丁", "东甲", "东乙"]


def test_a_name_that_looks_like_a_tag_is_a_name(town, browser):
    with as_owner():
        town.member('<b onclick="x">甲', town.east_one, floating_to="<i>外</i>")
    said = text(browser("lin").get("/members/"))
    assert "<b onclick" not in said
    assert "<i>外" not in said
    assert "&lt;b onclick=&quot;x&quot;&gt;甲" in said


def test_those_whose_relation_ended_are_under_their_own_condition(town, browser):
    with acting(town.lin_scope) as by:
        end_membership(person=town.people["东丁"], ended="left", on=date(2026, 9, 1), basis="批复",
                       by=by, at=AT)  # fmt: skip
    assert "东丁" not in names(browser("lin").get("/members/"))
    answer = browser("lin").get("/members/?standing=gone")
    assert names(answer) == ["东丁"]
    assert "不在册" in text(answer)
    assert "除名" not in text(answer), "why somebody left is not for the list"


def test_a_probation_that_ends_is_told_with_its_days(town, browser):
    with as_owner():
        town.member("到期", town.east_one, category="probationary", joined_on=date(2025, 11, 20))
        town.member("快到", town.east_one, category="probationary", joined_on=date(2025, 12, 3))
    said = text(browser("lin").get("/members/?category=probationary"))
    assert "转正到期" in said
    assert "已到 3 天" in said
    assert "还有 10 天" in said


@pytest.mark.slow
def test_pages_follow_each_other_by_key_and_letters_lead_into_the_list(town, browser):
    with as_owner():
        for number in range(60):
            town.member(f"{'安王'[number % 2]}{number:02}", town.east_one)
    lin, seen = browser("lin"), []
    address = "/members/"
    while address:
        answer = lin.get(address)
        seen += names(answer)
        found = re.search(r'rel="next" href="([^"]+)"', text(answer))
        address = "/members/" + found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 64
    assert names(lin.get("/members/?from=w"))[0].startswith("王")
    assert 'href="?from=z"' in text(lin.get("/members/"))


@pytest.mark.slow
def test_one_member_and_fifty_cost_the_same(town, browser, django_assert_max_num_queries):
    lin = browser("lin")

    def queries() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            assert lin.get("/members/").status_code == 200
        return len(seen)

    queries()  # the first page of a session also writes down when it was seen
    few = queries()
    with as_owner():
        for number in range(44):
            town.member(f"多{number}", town.east_one)
    assert queries() == few
    assert few <= 22


def test_a_view_is_kept_under_its_name_for_its_account_only(town, browser):
    lin = browser("lin")
    answer = lin.post("/members/views/", {"name": "老党员", "query": "age_from=60"})
    assert answer.status_code == 302
    assert "老党员" in text(lin.get("/members/"))
    assert "老党员" not in text(browser("gu").get("/members/"))
    lin.post("/members/views/", {"name": "老党员", "query": "age_from=70"})
    with as_owner():
        (view,) = SavedView.objects.all()
    assert view.query == "age_from=70"
    assert browser("gu").post(f"/members/views/{view.public_id}/drop/").status_code == 404
    assert lin.post(f"/members/views/{view.public_id}/drop/").status_code == 302
    with as_owner():
        assert not SavedView.objects.exists()


def test_a_view_without_a_name_is_refused_in_words(browser):
    answer = browser("lin").post("/members/views/", {"name": " ", "query": ""})
    assert answer.status_code == 422
    assert "还没有写视图名称" in text(answer)


def test_the_chosen_columns_are_remembered(town, browser):
    lin = browser("lin")
    assert "工作岗位" not in head(lin)
    lin.post("/members/columns/", {"column": ["work", "id_number", "nonsense"], "query": ""})
    assert "工作岗位" in head(lin)
    assert "入党日期" not in head(lin)
    assert "入党日期" in head(browser("gu"))
    with as_owner():
        assert ColumnChoice.objects.get().columns == "work"


def head(client: Any) -> str:
    return text(client.get("/members/")).partition("<thead>")[2].partition("</thead>")[0]


def test_a_large_scope_is_told_as_more_than_it_counts(town, browser, monkeypatch):
    from jingwei.kernel.people import queries

    monkeypatch.setattr(queries, "counts", lambda scope, path="": queries.Counts(10_001, 0, 0, 0))
    assert "10,000+" in text(browser("lin").get("/members/"))
