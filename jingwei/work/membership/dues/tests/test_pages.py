"""Does a secretary collect in a minute on a page, and does nobody else see an amount?"""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from conftest import AT, as_owner
from jingwei.kernel.access.tests.town import add_member
from jingwei.work.membership.dues import actions
from jingwei.work.membership.dues.lines import Fixed
from jingwei.work.membership.dues.models import Fixing, Relief, Remittance, Sheet
from jingwei.work.membership.dues.rules import Tick

BRANCH = "/dues/of/EAST-1/"
NAMES = ("东甲", "东乙", "东丙", "东戊")


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def everywhere(payers):
    with as_owner():
        yield payers


@pytest.fixture
def opened(everywhere):
    """The year fixed and November open, written by the owner."""
    town = everywhere
    said = (("东甲", "wage", 4500), ("东乙", "retired", 1500), ("东丙", "farmer", 100),
            ("东戊", "small", 20))  # fmt: skip
    by = {"by": town.branch_scope, "at": AT}
    fixed = [Fixed(town.people[name].pk, group, cents) for name, group, cents in said]
    actions.fix_year(org=town.east_one, year=2026, fixed=fixed, **by)
    town.sheet = actions.open_sheet(org=town.east_one, first=date(2026, 11, 1), months=1, **by)
    return town


def url(town) -> str:
    return f"/dues/sheets/{town.sheet.public_id}/"


def ticked(town, **more):
    amounts = {"东甲": "45.00", "东乙": "15", "东丙": "1.00", "东戊": "0.20"}
    found = {"on": "2026-11-20"}
    for name, amount in amounts.items():
        key = town.people[name].pk
        found |= {f"cents_{key}": amount, f"t_{key}": "on"}
    return found | more


def test_the_year_is_fixed_by_a_base_that_is_not_kept(everywhere, browser):
    branch, town = browser("branch"), everywhere
    page = f"{BRANCH}fix/2026/"
    assert all(name in text(branch.get(page)) for name in NAMES)
    keys = {name: town.people[name].pk for name in NAMES}
    typed: dict[str, object] = {"version": 0}
    for name, group in zip(NAMES, ("wage", "retired", "farmer", "small"), strict=True):
        typed[f"group_{keys[name]}"] = group
    typed[f"base_{keys['东甲']}"], typed[f"cents_{keys['东乙']}"] = "3000.01", "20"
    typed[f"cents_{keys['东丙']}"] = "5"
    answer = branch.post(page, typed)
    said = text(answer)
    assert answer.status_code == 422
    assert "东丙的数按这一类的标准算不出来" in said
    assert 'value="3000.01"' in said
    typed[f"cents_{keys['东丙']}"] = "0.5"
    assert branch.post(page, typed).status_code == 302
    row = Fixing.everything.get()
    assert {one.person: one.cents for one in row.fixed} == {
        keys["东甲"]: 3000, keys["东乙"]: 2000, keys["东丙"]: 50, keys["东戊"]: 20,
    }  # fmt: skip
    assert branch.post(page, typed).status_code == 409


def test_one_ticks_and_it_is_recorded(opened, browser):
    branch = browser("branch")
    shown = text(branch.get(url(opened) + "?all=1"))
    assert shown.count("checked") == 4
    assert 'value="45.00"' in shown
    key = opened.people["东乙"].pk
    answer = branch.post(url(opened), ticked(opened, **{f"payer_{key}": "女儿"}))
    assert (answer.status_code, answer["Location"]) == (302, url(opened))
    said = text(branch.get(url(opened)))
    for words in ("记好了，4人交了。", "女儿", "代交", "这个时段收齐了", "收党费"):
        assert words in said


def test_all_reasons_stand_on_the_page_and_what_was_typed_stays(opened, browser):
    one, two = opened.people["东甲"].pk, opened.people["东乙"].pk
    typed = ticked(opened, **{f"cents_{one}": "99", f"cents_{two}": "四元"})
    answer = browser("branch").post(url(opened), typed)
    assert answer.status_code == 422
    said = text(answer)
    assert "金额写到分" in said
    assert 'value="99"' in said
    typed[f"cents_{two}"] = ""
    said = text(browser("branch").post(url(opened), typed))
    for reason in ("东甲多交了", "东乙交了多少"):
        assert reason in said
    assert Sheet.everything.get().paid_cents == 0


def test_the_branch_page_shows_what_is_owed_as_a_reminder(opened, browser):
    by = {"by": opened.branch_scope, "at": AT}
    actions.open_sheet(org=opened.east_one, first=date(2026, 10, 1), months=1, **by)
    said = text(browser("branch").get(BRANCH))
    for words in ("只作提醒，没有自动的后果", "先问是不是有困难", "共 45.00 元"):
        assert words in said
    assert "收2026-10党费" in text(browser("branch").get("/"))


def test_a_refund_and_a_gift_are_lines_of_their_own(opened, browser):
    branch = browser("branch")
    branch.post(url(opened), ticked(opened))
    key = opened.people["东甲"].pk
    form = {"person": key, "cents": "45", "on": "2026-11-21"}
    assert "请写一句为什么退或更正。" in text(branch.post(url(opened) + "refund/", form))
    assert branch.post(url(opened) + "refund/", form | {"why": "重了"}).status_code == 302
    assert branch.post(url(opened) + "gift/", form | {"cents": "1200"}).status_code == 302
    said = text(branch.get(url(opened)))
    assert "-45.00" in said
    assert "大额党费" in said
    assert "转中央的大额党费 1,200.00" in text(branch.get(BRANCH))


def test_it_is_handed_up_and_waits_for_the_committee(opened, browser):
    branch = browser("branch")
    branch.post(url(opened), ticked(opened))
    page = f"{BRANCH}hand-up/"
    assert 'value="61.20"' in text(branch.get(page))
    form = {"fund": "dues", "cents": "60", "on": "2026-11-22", "receipt": "A1", "why": ""}
    assert "差-1.20元" in text(branch.post(page, form))
    assert branch.post(page, form | {"cents": "61.20"}).status_code == 302
    row = Remittance.everything.get()
    lin = browser("lin")
    assert "A1" in text(lin.get("/dues/remittances/?state=handed"))
    case = f"/flows/dues.remittance/{row.public_id}/"
    assert "核收" in text(lin.get(case))
    assert lin.post(f"{case}steps/accept/", {}).status_code == 302
    row.refresh_from_db()
    assert row.state == "accepted"


def test_hardship_is_proposed_on_a_page_and_its_reason_is_sealed(opened, browser):
    branch = browser("branch")
    page = f"{BRANCH}relief/"
    form = {"person": opened.people["东甲"].pk, "since": "2026-11", "last": "2027-02",
            "asked": "5", "reason": ""}  # fmt: skip
    assert branch.post(page, form).status_code == 422
    assert branch.post(page, form | {"reason": "收入少了"}).status_code == 302
    row = Relief.everything.get()
    assert (row.since, row.until) == (date(2026, 11, 1), date(2027, 3, 1))
    assert "收入少了" in text(browser("lin").get(f"/flows/dues.relief/{row.public_id}/"))


def test_the_clerk_sees_sums_of_branches_and_takes_them_along(opened, browser):
    browser("branch").post(url(opened), ticked(opened))
    lin = browser("lin")
    said = text(lin.get("/dues/"))
    for words in ("东镇第一党支部", "61.20", "还没有开表", "不排名次"):
        assert words in said
    assert said.count("61.20") > 2, "the sum above, and the branch that it is the sum of"
    assert "西镇" not in said
    taken = lin.get("/dues/overview/EAST/export/")
    assert taken.content[:2] == b"PK"
    assert browser("branch").get("/dues/overview/EAST-1/export/").status_code == 403


def test_what_is_made_known_is_a_total_and_never_of_so_few(opened, browser):
    by = {"by": opened.branch_scope, "at": AT}
    browser("branch").post(url(opened), ticked(opened))
    branch = browser("branch")
    page = "/dues/disclosure/EAST-1/"
    assert "61.20" not in text(branch.get(page))
    assert "公开合计就等于公开个人" in text(branch.get(page))
    person = add_member(opened, "东己", opened.east_one)
    fixed = [*Fixing.everything.get().fixed, Fixed(person.pk, "small", 20)]
    actions.fix_year(org=opened.east_one, year=2026, fixed=fixed, **by)
    row = actions.refresh_sheet(sheet=opened.sheet, **by)
    actions.collect_dues(sheet=row, ticks=[Tick(person.pk, 20, date(2026, 11, 20))], **by)
    said = text(branch.get(page + "?span=2026-2"))
    assert "61.40" in said
    assert "45.00" not in said
    document = Document(BytesIO(branch.get(f"{page}paper.docx?span=2026").content))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert "61.40" in cells
    assert branch.get(f"{page}paper.exe").status_code == 404


def test_the_list_of_receipts_is_a_paper(opened, browser):
    branch = browser("branch")
    branch.post(url(opened), ticked(opened))
    document = Document(BytesIO(branch.get(url(opened) + "receipts.docx").content))
    cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert {"东甲", "45.00", "2026-11-20"} <= set(cells)
    assert branch.get(url(opened) + "receipts.exe").status_code == 404


@pytest.mark.parametrize("page", ["", "fix/2026/", "open/", "hand-up/", "relief/"])
@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("new", 404)])
def test_a_branch_of_the_east_is_unknown_in_the_west(payers, browser, page, who, status):
    assert browser(who).get(BRANCH + page).status_code == status


def test_many_branches_cost_what_one_costs(opened, browser):
    lin = browser("lin")

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            lin.get("/dues/")
        return len(seen)

    lin.get("/dues/")
    before = cost()
    from jingwei.kernel.orgs.actions import found_organisation

    for number in range(12):
        found_organisation(
            parent=opened.east, code=f"E{number}", name=f"东镇{number}支部", kind="party_branch",
            founded_on=date(2020, 1, 1), by=opened.lin_scope, at=AT,
        )  # fmt: skip
    assert cost() == before


def test_a_sheet_of_many_costs_what_a_sheet_of_few_costs(opened, browser):
    branch = browser("branch")
    branch.get(url(opened))

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            branch.get(url(opened))
        return len(seen)

    before = cost()
    for number in range(15):
        add_member(opened, f"东{number}", opened.east_one)
    actions.refresh_sheet(sheet=opened.sheet, by=opened.branch_scope, at=AT)
    assert cost() == before
