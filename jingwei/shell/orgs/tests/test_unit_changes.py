"""Are units put on file, changed, handed over and closed from the page, or refused in words?"""

from datetime import date
from typing import Any

import pytest

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs import unit_actions
from jingwei.kernel.orgs.models import Unit


def text(answer: Any) -> str:
    return str(answer.content.decode())


def lines() -> int:
    return int(Entry.everything.count())


UNIT = {
    "name": "示例重工有限公司", "kind": "private_firm", "code": "91350100M000100Y43",
    "division": "", "address": "示例路1号", "phone": "", "headcount": "120", "on": "2026-01-01",
}  # fmt: skip


def test_a_unit_is_put_on_file_changed_handed_over_and_closed(browser, everywhere):
    lin = browser("lin")
    answer = lin.post("/units/new/EAST/", UNIT)
    unit = Unit.everything.get()
    address = f"/units/{unit.public_id}/"
    assert (answer.status_code, answer["Location"]) == (302, address)
    told = UNIT | {"name": "示例智造有限公司", "version": "1", "on": "2026-11-23"}
    assert lin.post(f"{address}edit/", told).status_code == 302
    late = lin.post(f"{address}edit/", told | {"name": "丙公司"})
    assert late.status_code == 409
    assert "<td>示例智造有限公司</td><td>丙公司</td>" in text(late)
    told = {"other": "EAST-1", "on": "2026-11-23", "basis": "纪要", "version": "2"}
    assert lin.post(f"{address}entrust/", told).status_code == 302
    told = {"on": "2026-11-23", "basis": "", "version": "3"}
    refused = lin.post(f"{address}close/", told)
    assert refused.status_code == 422
    assert "请写明注销的依据" in text(refused)
    assert lin.post(f"{address}close/", told | {"basis": "通知"}).status_code == 302
    page = text(lin.get(address))
    for expected in ("2026-11-23 注销", "登记单位", "单位更名", "移交单位", "注销单位"):
        assert expected in page
    assert f"{address}edit/" not in page


def test_what_is_wrong_with_a_unit_is_told_and_nothing_is_kept(browser, everywhere):
    before = lines()
    wrong = UNIT | {"code": "91350100M000100Y44", "name": "", "division": "99", "headcount": "-1"}
    answer = browser("lin").post("/units/new/EAST/", wrong)
    said = text(answer)
    assert answer.status_code == 422
    for reason in (
        "还没有写单位名称",
        "信用代码的校验位对不上",
        "没有这个区划代码",
        "从业人数写0到100万",
    ):
        assert reason in said
    assert not Unit.everything.exists()
    assert lines() == before
    answer = browser("lin").post("/units/new/EAST/", UNIT | {"headcount": "很多"})
    assert "这里写整数，例如 120。" in text(answer)


@pytest.mark.parametrize("act", ["edit", "entrust", "close"])
@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 404), ("branch", 403)])
def test_a_units_changes_are_for_whoever_is_responsible(
    browser, town, act: str, who: str, status: int
):
    with acting(town.lin_scope):
        unit = unit_actions.open_unit(
            org=town.east_one, name="示例重工有限公司", kind="private_firm", on=date(2020, 1, 1),
            by=town.lin_scope, at=AT,
        )  # fmt: skip
    assert browser(who).get(f"/units/{unit.public_id}/{act}/").status_code == status
