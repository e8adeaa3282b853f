"""Does a clerk change her tree from the page, and is each refusal said with nothing kept?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import actions, queries, tie_actions, unit_actions
from jingwei.kernel.orgs.models import Organisation, OrganisationState, Term
from jingwei.shell.orgs.acts import ACTS

FOUND = {
    "name": "东镇第三党支部", "short_name": "", "code": "EAST-3", "kind": "party_branch",
    "founded": "2026-06", "due_on": "2029-06-01", "basis": "镇委〔2026〕5号",
}  # fmt: skip
RENAME = {
    "name": "东镇先锋党支部", "short_name": "", "kind": "party_branch", "on": "2026-06-01",
    "basis": "", "version": "1",
}  # fmt: skip


def text(answer: Any) -> str:
    return str(answer.content.decode())


def org(code: str) -> Organisation:
    found: Organisation = Organisation.everything.get(code=code)
    return found


def lines() -> int:
    return int(Entry.everything.count())


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_each_change_of_the_east_is_for_lin_and_unknown_in_the_west(
    browser, act: str, who: str, status: int
):
    assert browser(who).get(f"/orgs/EAST-1/change/{act}/").status_code == status
    assert browser(who).get("/orgs/EAST-1/change/").status_code == status


@pytest.mark.parametrize("act", sorted(ACTS))
def test_gu_cannot_post_a_change_to_the_east(browser, act: str, everywhere):
    before = lines()
    assert browser("gu").post(f"/orgs/EAST-1/change/{act}/", RENAME).status_code == 404
    assert lines() == before


def test_a_secretary_sees_the_branch_but_has_not_the_duty_to_change_it(browser, everywhere):
    secretary = browser("branch")
    assert "发起变更" not in text(secretary.get("/orgs/EAST-1/"))
    assert secretary.get("/orgs/EAST-1/change/").status_code == 403
    assert secretary.post("/orgs/EAST-1/change/rename/", RENAME).status_code == 403
    assert org("EAST-1").name == "东镇第一党支部"


def test_there_is_no_such_change(browser):
    assert browser("lin").get("/orgs/EAST-1/change/explode/").status_code == 404


def test_a_branch_is_founded_from_the_page(browser, everywhere):
    answer = browser("lin").post("/orgs/EAST/change/found/", FOUND)
    assert (answer.status_code, answer["Location"]) == (302, "/orgs/EAST-3/")
    founded = org("EAST-3")
    assert (founded.held.lower, founded.founded_precision) == (date(2026, 6, 1), "m")
    assert Term.everything.get(org=founded).due_on == date(2029, 6, 1)
    said = text(browser("lin").get("/orgs/EAST-3/"))
    assert "2026-06<" in said


@pytest.mark.parametrize(
    ("typed", "says"),
    [("2010", "y"), ("2010-07", "m"), ("2010年7月", "m"), ("2010-07-02", "d"), ("201007", "m")],
)
def test_a_founding_known_to_the_year_is_kept_as_such(browser, everywhere, typed: str, says: str):
    browser("lin").post("/orgs/EAST/change/found/", FOUND | {"founded": typed})
    assert org("EAST-3").founded_precision == says


@pytest.mark.parametrize("typed", ["", "去年", "2010-13", "20", "2010-2-30", "2010-7-2-1"])
def test_a_day_that_is_none_is_told_at_its_field_and_all_stays_typed(browser, everywhere, typed):
    answer = browser("lin").post("/orgs/EAST/change/found/", FOUND | {"founded": typed})
    assert answer.status_code == 422
    assert 'value="东镇第三党支部"' in text(answer)
    assert 'href="#id_founded"' in text(answer)


def test_only_kinds_that_may_stand_below_are_offered(browser):
    town = text(browser("lin").get("/orgs/EAST/change/found/"))
    branch = text(browser("lin").get("/orgs/EAST-1/change/found/"))
    assert 'value="party_branch"' in town
    assert 'value="local_committee"' not in town
    assert 'value="party_group"' not in town
    assert branch.count("<option") == 1
    assert 'value="party_group"' in branch


def test_all_reasons_stand_on_top_and_at_their_fields_and_nothing_is_kept(browser, everywhere):
    before = lines()
    answer = browser("lin").post(
        "/orgs/EAST/change/found/", FOUND | {"name": "", "code": "WEST-1", "founded": "2027-01-01"}
    )
    said = text(answer)
    assert answer.status_code == 422
    for reason in ("还没有写组织名称，请填全称。", "日期晚于今天，请改成今天或更早。"):
        assert said.count(reason) == 2  # on top, and at the field
    assert 'href="#id_name"' in said
    assert 'value="WEST-1"' in said
    assert lines() == before
    answer = browser("lin").post("/orgs/EAST/change/found/", FOUND | {"code": "WEST-1"})
    assert "这个组织编码已经用过" in text(answer)
    assert lines() == before


def test_an_unreadable_day_does_not_hide_the_other_reasons(browser, everywhere):
    before = lines()
    answer = browser("lin").post(
        "/orgs/EAST/change/found/",
        FOUND | {"founded": "去年", "name": "", "code": "EAST-1", "kind": "local_committee"},
    )
    said = text(answer)
    assert answer.status_code == 422
    for reason in (
        "日期写到日、月或年",
        "还没有写组织名称",
        "这个组织编码已经用过",
        "地方党委只能设在",
    ):
        assert said.count(reason) >= 2, reason
    browser("lin").post("/orgs/EAST/change/found/", FOUND | {"founded": "去年"})
    assert not Organisation.everything.filter(code="EAST-3").exists()
    assert lines() == before


def test_a_branch_is_renamed_and_the_page_says_what_was_done(browser, everywhere):
    lin = browser("lin")
    answer = lin.post("/orgs/EAST-1/change/rename/", RENAME)
    assert answer.status_code == 302
    assert org("EAST-1").name == "东镇先锋党支部"
    assert "名称已改为东镇先锋党支部。" in text(lin.get("/orgs/EAST-1/"))


def test_who_was_slower_sees_both_versions_and_decides(browser, everywhere):
    lin = browser("lin")
    lin.post("/orgs/EAST-1/change/rename/", RENAME)
    answer = lin.post("/orgs/EAST-1/change/rename/", RENAME | {"name": "东镇红旗党支部"})
    said = text(answer)
    assert answer.status_code == 409
    assert org("EAST-1").name == "东镇先锋党支部"
    assert "Lin在今天 10:00改过" in said
    for version in ("东镇先锋党支部", "东镇红旗党支部"):
        assert f"<td>{version}</td>" in said
    assert 'name="version" value="2"' in said
    lin.post(
        "/orgs/EAST-1/change/rename/",
        RENAME | {"name": "东镇红旗党支部", "version": "2", "on": "2026-07-01"},
    )
    assert org("EAST-1").name == "东镇红旗党支部"
    assert OrganisationState.everything.filter(org=org("EAST-1")).count() == 3


def test_a_new_superior_is_chosen_by_search_within_the_scope(browser, everywhere):
    lin = browser("lin")
    found = lin.get("/orgs/choose/?what=orgs&not=EAST-1&q=东镇", headers={"HX-Request": "true"})
    assert 'value="EAST"' in text(found)
    assert 'value="EAST-1"' not in text(found)
    assert "西镇" not in text(
        lin.get("/orgs/choose/?what=orgs&q=西镇", headers={"HX-Request": "true"})
    ).replace("没有找到“西镇”", "")
    plain = lin.post("/orgs/EAST-1/change/move/", {"q": "第二", "find": "1", "on": "2026-06-01"})
    assert plain.status_code == 200
    assert 'value="EAST-2"' in text(plain)
    assert 'value="2026-06-01"' in text(plain)


def test_a_branch_moves_from_the_page(browser, everywhere):
    with as_owner(), system_scope("测试数据") as by:
        actions.found_organisation(
            parent=everywhere.east, code="EAST-G", name="东镇第一党总支", kind="general_branch",
            founded_on=date(2015, 1, 1), by=by, at=AT,
        )  # fmt: skip
    told = {"other": "EAST-G", "on": "2026-06-01", "basis": "镇委", "version": "1"}
    answer = browser("lin").post("/orgs/EAST-1/change/move/", told)
    assert answer.status_code == 302
    assert org("EAST-1").path.startswith(org("EAST-G").path)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ("", "请先搜索，再从结果里选一个。"),
        ("WEST", "请先搜索，再从结果里选一个。"),
        ("EAST", "它已经隶属这个上级，不用调整。"),
        ("EAST-1", "不能调到自己或下级的下面，请另选上级。"),
        ("EAST-2", "党支部下面只能设党小组，请另选上级。"),
    ],
)
def test_a_move_that_cannot_be_is_refused_in_words(browser, everywhere, other: str, says: str):
    before, path = lines(), org("EAST-1").path
    told = {"other": other, "on": "2026-06-01", "basis": "", "version": "1"}
    answer = browser("lin").post("/orgs/EAST-1/change/move/", told)
    assert answer.status_code == 422
    assert says in text(answer)
    assert (lines(), org("EAST-1").path) == (before, path)


def test_members_must_leave_before_a_branch_is_dissolved(browser, everywhere):
    before = lines()
    told = {"on": "2026-11-23", "basis": "", "version": "1"}
    answer = browser("lin").post("/orgs/EAST-1/change/dissolve/", told)
    said = text(answer)
    assert answer.status_code == 422
    assert "还有3名党员，请先转接组织关系。" in said
    assert "请写明撤销的依据，例如上级批复文号。" in said
    assert org("EAST-1").is_open
    assert lines() == before


def test_an_election_is_registered_and_an_overlong_term_is_not(browser, everywhere):
    lin = browser("lin")
    form = text(lin.get("/orgs/EAST-1/change/term/"))
    assert 'value="2029-11-23"' in form  # three years on, as the rule says
    told = {"on": "2026-11-01", "due_on": "2033-11-01", "basis": "", "version": "1"}
    answer = lin.post("/orgs/EAST-1/change/term/", told)
    assert answer.status_code == 422
    assert "最晚写2030-11-01" in text(answer)
    assert not Term.everything.filter(org=org("EAST-1")).exists()
    assert lin.post("/orgs/EAST-1/change/term/", told | {"due_on": "2029-11-01"}).status_code == 302
    told = {"on": "2026-11-20", "basis": "镇委决定", "version": "2"}
    assert lin.post("/orgs/EAST-1/change/end-term/", told).status_code == 302
    assert Term.everything.get(org=org("EAST-1")).held.upper == date(2026, 11, 20)


def test_the_contact_is_changed_and_only_the_tail_is_shown(browser, everywhere):
    lin = browser("lin")
    told = {"contact": "东乙", "phone": "139 0000 4420", "version": "1"}
    assert lin.post("/orgs/EAST-1/change/contact/", told).status_code == 302
    assert org("EAST-1").phone == "13900004420"
    page = text(lin.get("/orgs/EAST-1/"))
    assert "尾号 4420" in page
    assert "13900004420" not in page


def test_an_organisation_is_placed_in_a_unit_chosen_by_search(browser, everywhere):
    with acting(everywhere.lin_scope):
        unit = unit_actions.open_unit(
            org=everywhere.east, name="示例重工有限公司", kind="private_firm",
            on=date(2020, 1, 1), by=everywhere.lin_scope, at=AT,
        )  # fmt: skip
    lin = browser("lin")
    found = lin.get("/orgs/choose/?what=units&q=重工", headers={"HX-Request": "true"})
    assert str(unit.public_id) in text(found)
    told = {"unit": str(unit.public_id), "situation": "legal_unit", "version": "1"}
    assert lin.post("/orgs/EAST-1/change/unit/", told).status_code == 302
    assert "示例重工有限公司" in text(lin.get("/orgs/EAST-1/"))
    assert "东镇第一党支部" in text(lin.get(f"/units/{unit.public_id}/"))
    answer = lin.post("/orgs/EAST-1/change/unit/", told | {"unit": "nonsense", "version": "2"})
    assert answer.status_code == 422


def test_the_officer_above_both_brings_in_a_second_manager(browser, everywhere):
    officer = browser("officer")
    told = {"other": "OTHER", "on": "2026-04-01", "basis": "约定 SG-07"}
    assert officer.post("/orgs/EAST-1/change/dual/", told).status_code == 302
    assert "结束双重管理" in text(officer.get("/orgs/EAST-1/change/"))
    told = {"other": "OTHER", "on": "2026-09-01", "basis": "到期"}
    assert officer.post("/orgs/EAST-1/change/end-dual/", told).status_code == 302
    with acting(everywhere.officer_scope):
        ties = queries.ties(everywhere.east_one)
    assert ties[-1].until == date(2026, 9, 1)
    assert "结束双重管理" not in text(officer.get("/orgs/EAST-1/change/"))


def test_lin_cannot_end_what_the_county_agreed_with_somebody_out_of_her_sight(browser, everywhere):
    with as_owner(), system_scope("测试数据") as by:
        tie_actions.begin_dual(
            org=everywhere.east_one, host=everywhere.other, on=date(2026, 4, 1), basis="约定",
            by=by, at=AT,
        )  # fmt: skip
    told = {"other": "OTHER", "on": "2026-09-01", "basis": "到期"}
    answer = browser("lin").post("/orgs/EAST-1/change/end-dual/", told)
    assert answer.status_code == 422
    with as_owner(), system_scope("测试"):
        assert queries.ties(everywhere.east_one)[-1].until is None


def test_a_form_forged_elsewhere_changes_nothing(town, everywhere):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(town.lin)
    assert strict.post("/orgs/EAST-1/change/rename/", RENAME).status_code == 403
    assert org("EAST-1").name == "东镇第一党支部"
