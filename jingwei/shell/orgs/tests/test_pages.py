"""Does everybody see the organisations of their own part of the tree, today and as they were?"""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, as_owner
from jingwei.kernel import names
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.access.tests.town import FOUNDED, add_secretary
from jingwei.kernel.orgs import actions, tie_actions, unit_actions
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership, Post

BODY = 'id="org-body"'
TABS = ("", "posts/", "members/", "below/", "units/", "ledger/", "history/")
MAY, JUNE, SEPTEMBER = date(2026, 5, 1), date(2026, 6, 1), date(2026, 9, 1)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def changed(town: Any) -> Any:
    """East one was renamed in May and moved in June; east two was dissolved in September."""
    with as_owner(), system_scope("测试数据") as by:
        told: dict[str, Any] = {"by": by, "at": AT}
        town.orgs["general"] = actions.found_organisation(
            parent=town.east, code="EAST-G", name="东镇第一党总支", kind="general_branch",
            founded_on=date(2015, 1, 1), **told,
        )  # fmt: skip
        actions.rename_organisation(org=town.east_one, name="东镇先锋党支部", on=MAY, **told)
        actions.move_organisation(org=town.east_one, parent=town.general, on=JUNE, **told)
        Membership.everything.filter(org=town.east_two).update(held="[2019-07-01,2026-08-01)")
        actions.dissolve_organisation(org=town.east_two, on=SEPTEMBER, basis="批复", **told)
        town.orgs["east_one"] = Organisation.everything.get(code="EAST-1")
    return town


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_each_tab_of_the_east_is_there_for_lin_and_unknown_in_the_west(
    browser, tab: str, who: str, status: int
):
    assert browser(who).get(f"/orgs/EAST/{tab}").status_code == status
    assert browser(who).get(f"/orgs/EAST/{tab}?on=2020-01-01").status_code == status


@pytest.mark.parametrize(
    ("address", "lin", "gu", "new"),
    [
        ("/orgs/", 302, 302, 404),
        ("/orgs/tree/?under=EAST", 302, 404, 404),
        ("/orgs/choose/?what=orgs&q=东镇", 302, 302, 404),
        ("/units/", 200, 200, 404),
        ("/units/new/EAST/", 200, 404, 404),
    ],
)
def test_the_other_pages_keep_to_the_scope_too(browser, address: str, lin: int, gu: int, new: int):
    found = [browser(who).get(address).status_code for who in ("lin", "gu", "new")]
    assert found == [lin, gu, new]


def test_who_is_not_signed_in_is_asked_to(client, town):
    answer = client.get("/orgs/EAST/")
    assert answer.status_code == 302
    assert "next=/orgs/EAST/" in answer["Location"]


def test_the_overview_says_where_it_belongs_and_what_is_below(browser, town):
    said = text(browser("lin").get("/orgs/EAST/"))
    for expected in ("东镇党委", "基层党委", "正常", "示例县委", "东镇第一党支部", "2010-01-01",
                     "只有隶属关系，没有双重管理。", "党员 4 名，下设 2 个"):  # fmt: skip
        assert expected in said
    assert "西镇" not in said


def test_names_above_the_post_are_told_and_not_linked(browser, town):
    said = text(browser("lin").get("/orgs/EAST-1/"))
    assert "<li>示例县委</li>" in said
    assert '<a href="/orgs/EAST/">东镇党委</a>' in said
    assert "/orgs/COUNTY/" not in said


def test_a_past_day_shows_the_name_and_the_superior_of_that_day(browser, changed):
    then = text(browser("lin").get("/orgs/EAST-1/?on=2026-04-30"))
    now = text(browser("lin").get("/orgs/EAST-1/"))
    assert "正在看 2026-04-30 的样子，不能修改。" in then
    assert "<h1>东镇第一党支部</h1>" in then
    assert "东镇先锋党支部" not in then
    assert "东镇第一党总支" not in then.partition(BODY)[2]
    assert "<h1>东镇先锋党支部</h1>" in now
    assert "东镇第一党总支" in now.partition(BODY)[2]
    assert "正在看" not in now


def test_nothing_is_changed_on_a_past_day(browser, changed):
    assert "发起变更" in text(browser("lin").get("/orgs/EAST-1/"))
    assert "发起变更" not in text(browser("lin").get("/orgs/EAST-1/?on=2026-04-30"))


def test_the_day_goes_along_to_the_tabs_and_the_tree(browser, changed):
    said = text(browser("lin").get("/orgs/EAST/?on=2026-05-31"))
    assert '/orgs/EAST/below/?on=2026-05-31"' in said
    assert '/orgs/EAST-1/?on=2026-05-31"' in said


def test_what_is_dissolved_since_is_marked_on_a_past_day(browser, changed):
    said = text(browser("lin").get("/orgs/EAST/?on=2026-08-31"))
    assert "东镇第二党支部（已撤销）" in said
    assert "东镇第二党支部" not in text(browser("lin").get("/orgs/EAST/"))


def test_a_dissolved_organisation_says_since_when_and_shows_its_last_day(browser, changed):
    answer = browser("lin").get("/orgs/EAST-2/")
    said = text(answer)
    assert answer.status_code == 200
    assert "2026-09-01 撤销" in said
    assert "发起变更" not in said
    assert "东镇党委" in said.partition(BODY)[2]


def test_before_its_founding_the_page_says_so(browser, changed):
    said = text(browser("lin").get("/orgs/EAST-G/?on=2014-12-31"))
    assert "这一天还没有这个组织" in said
    assert "它成立于 2015-01-01" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2027-01-01", "只能看今天和以前的日子"),
        ("昨天", "日期这样写"),
        ("2026-02-30", "日期这样写"),
    ],
)
def test_a_day_that_cannot_be_shown_is_answered_with_today(browser, town, typed: str, says: str):
    answer = browser("lin").get("/orgs/EAST/", {"on": typed})
    assert answer.status_code == 200
    assert says in text(answer)
    assert "正在看" not in text(answer)


@pytest.mark.parametrize("typed", ["2026.5.31", "20260531", "2026年5月31日", "2026/05/31"])
def test_a_day_is_read_in_every_usual_form(browser, changed, typed: str):
    assert "正在看 2026-05-31" in text(browser("lin").get("/orgs/EAST/", {"on": typed}))


def test_a_branch_of_the_tree_opens_and_closes_in_place(browser, town):
    headers = {"HX-Request": "true"}
    opened = browser("lin").get("/orgs/tree/?under=EAST&level=0", headers=headers)
    assert opened["HX-Reselect"] == "#branch > li"
    assert "东镇第一党支部" in text(opened)
    assert 'aria-expanded="true"' in text(opened)
    closed = browser("lin").get("/orgs/tree/?under=EAST&shut=1", headers=headers)
    assert "东镇第一党支部" not in text(closed)
    assert browser("gu").get("/orgs/tree/?under=EAST", headers=headers).status_code == 404


def test_the_search_in_the_tree_finds_and_gives_the_tree_back(browser, town):
    headers = {"HX-Request": "true"}
    found = text(browser("lin").get("/orgs/tree/?q=dydzb&focus=EAST", headers=headers))
    assert "东镇第一党支部" in found
    nothing = text(browser("lin").get("/orgs/tree/?q=西镇&focus=EAST", headers=headers))
    assert "没有找到“西镇”" in nothing
    again = text(browser("lin").get("/orgs/tree/?q=&focus=EAST", headers=headers))
    assert "东镇第二党支部" in again
    plain = browser("lin").get("/orgs/tree/?q=第一")
    assert plain.status_code == 302
    assert plain["Location"].startswith("/search/?q=")


def test_posts_show_who_holds_them_and_which_are_vacant(browser, town):
    with as_owner(), system_scope("测试数据"):
        add_secretary(town, town.people["东甲"], town.east_one)
        Post.everything.create(
            org=town.east_one, org_path=town.east_one.path, title="discipline",
            held="[2026-10-19,)",
        )  # fmt: skip
    said = text(browser("lin").get("/orgs/EAST-1/posts/"))
    assert "东甲" in said
    assert "空缺 35 天" in said
    over = text(browser("lin").get("/orgs/EAST-1/"))
    assert "1 人，缺 1 人" in over
    assert "纪检委员空缺 35 天" in over


def test_filling_and_vacating_posts_is_a_link_where_it_may_be_done(browser, town):
    with as_owner(), system_scope("测试数据"):
        held = add_secretary(town, town.people["东甲"], town.east_one)
        Post.everything.create(
            org=town.east_one, org_path=town.east_one.path, title="discipline",
            held="[2020-01-01,)",
        )  # fmt: skip
    relieve = f"/members/posts/EAST-1/relieve/{held.public_id}/"
    clerk = text(browser("lin").get("/orgs/EAST-1/posts/"))
    own = text(browser("branch").get("/orgs/EAST-1/posts/"))
    assert relieve in clerk
    assert clerk.count('"/members/posts/EAST-1/"') == 2
    assert relieve not in own  # a branch does not relieve its own secretary
    assert '"/members/posts/EAST-1/"' in own
    assert "/members/posts/" not in text(browser("lin").get("/orgs/EAST-1/posts/?on=2026-01-01"))


def test_members_are_those_of_the_day(browser, changed):
    now = text(browser("lin").get("/orgs/EAST/members/"))
    then = text(browser("lin").get("/orgs/EAST/members/?on=2026-07-31"))
    assert "东甲" in now
    assert "东丁" not in now
    assert "东丁" in then
    assert "西甲" not in then


@pytest.mark.slow
def test_members_page_by_name_and_none_is_lost(browser, town):
    with as_owner(), system_scope("测试数据"):
        for number in range(60):
            town.member(f"新{number}", town.east_one)
    lin, seen, address = browser("lin"), [], "/orgs/EAST/members/"
    while address:
        page = text(lin.get(address))
        seen += re.findall(r'<th scope="row"><a href="/members/[^"]+">([^<]+)</a>', page)
        onward = re.search(r'rel="next" href="([^"]+)"', page)
        address = f"/orgs/EAST/members/{onward[1]}".replace("&amp;", "&") if onward else ""
    assert len(seen) == len(set(seen)) == 64
    assert seen == sorted(seen, key=names.sort_key)


def test_a_day_before_the_rosters_shows_no_number_and_says_why(browser, town):
    with as_owner():
        Membership.everything.all().update(held="[2026-09-01,)", began="opening")
    page = text(browser("lin").get("/orgs/EAST/members/?on=2026-08-31"))
    assert "没有这一天的党员数据" in page
    assert "党员 0 名" not in text(browser("lin").get("/orgs/EAST/?on=2026-08-31"))
    assert "党员 4 名" in text(browser("lin").get("/orgs/EAST/?on=2026-09-01"))


def test_who_may_not_see_members_sees_no_tab_of_them(browser, town):
    with as_owner(), system_scope("测试数据"):
        town.account("window", "agent", town.east)
    assert "members/" not in text(browser("window").get("/orgs/EAST/")).partition(BODY)[2]
    assert browser("window").get("/orgs/EAST/members/").status_code == 403


def test_the_page_of_a_term_that_ends_warns_by_the_rulebook(browser, town):
    with as_owner(), system_scope("测试数据") as by:
        for org, due in ((town.east_one, date(2027, 3, 5)), (town.east_two, date(2026, 11, 3))):
            tie_actions.begin_term(org=org, on=date(2024, 3, 5), due_on=due, by=by, at=AT)
    assert "102 天后换届" in text(browser("lin").get("/orgs/EAST-1/"))
    assert "换届超期 20 天" in text(browser("lin").get("/orgs/EAST-2/"))
    assert "任期至" in text(browser("lin").get("/orgs/EAST-2/"))
    listed = text(browser("lin").get("/orgs/EAST/below/"))
    assert "102 天后换届" in listed
    assert "换届超期 20 天" in listed


def test_a_second_manager_is_drawn_named_and_listed(browser, town):
    with as_owner(), system_scope("测试数据") as by:
        tie_actions.begin_dual(
            org=town.east_one, host=town.other, on=MAY, basis="约定 SG-07", by=by, at=AT
        )
    said = text(browser("lin").get("/orgs/EAST-1/"))
    for expected in ("隶属与双重管理", "别县县委", "约定 SG-07", "rel__dash", "负责", "按约定"):
        assert expected in said
    assert "/orgs/OTHER/" not in said
    assert "别县县委" not in text(browser("lin").get("/orgs/EAST-1/?on=2026-04-30"))


def test_history_and_ledger_name_who_did_what(browser, changed):
    history = text(browser("lin").get("/orgs/EAST-1/history/"))
    for expected in (
        "由东镇第一党支部更名为东镇先锋党支部",
        "改隶属东镇第一党总支",
        "成立，名为东镇第一党支部",
    ):
        assert expected in history
    ledger = text(browser("lin").get("/orgs/EAST-1/ledger/"))
    assert "调整隶属" in ledger
    assert "设立组织" in ledger
    below = text(browser("lin").get("/orgs/EAST/ledger/?below=1"))
    assert "撤销组织" in below
    assert "撤销组织" not in text(browser("lin").get("/orgs/EAST/ledger/"))


def test_units_are_listed_found_and_told(browser, town):
    with acting(town.lin_scope):
        unit = unit_actions.open_unit(
            org=town.east_one, name="示例重工有限公司", kind="private_firm", on=MAY,
            phone="0513-85110000", by=town.lin_scope, at=AT,
        )  # fmt: skip
    for address in ("/units/", "/units/?q=重工", "/units/?kind=private_firm", "/orgs/EAST/units/"):
        assert "示例重工有限公司" in text(browser("lin").get(address)), address
        assert "示例重工有限公司" not in text(browser("gu").get(address.replace("EAST", "WEST")))
    assert "示例重工有限公司" not in text(browser("lin").get("/units/?kind=school"))
    page = browser("lin").get(f"/units/{unit.public_id}/")
    assert "登记单位" in text(page)
    assert "85110000" not in text(page)
    assert browser("gu").get(f"/units/{unit.public_id}/").status_code == 404
    assert browser("gu").get(f"/units/{unit.public_id}/edit/").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("tab", TABS)
def test_fifty_below_cost_the_same_queries_as_two(browser, town, tab: str):
    lin = browser("lin")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert lin.get(f"/orgs/EAST/{tab}").status_code == 200
        return len(queries)

    asked()
    before = asked()
    with as_owner(), system_scope("测试数据") as by:
        for number in range(50):
            org = actions.found_organisation(
                parent=town.east, code=f"E-{number}", name=f"东镇{number}号党支部",
                kind="party_branch", founded_on=FOUNDED, by=by, at=AT,
            )  # fmt: skip
            town.member(f"新{number}", org)
            unit_actions.open_unit(
                org=org, name=f"第{number}公司", kind="private_firm", on=MAY, by=by, at=AT
            )
    assert asked() == before


def test_who_signed_in_is_no_work_of_the_organisation(browser, town):
    with acting(town.lin_scope) as by:
        write_account_line(verb="access.session.begin", account=town.lin, by=by, at=AT)
    for address in ("/orgs/EAST/", "/orgs/EAST/ledger/", "/orgs/EAST/ledger/?below=1"):
        main = text(browser("lin").get(address)).partition('id="main"')[2]
        assert "登录" not in main.partition("</main>")[0]
