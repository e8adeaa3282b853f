"""A workbook with a sheet for each branch: is any of them lost, or brought twice?"""

from typing import Any

import openpyxl
import pytest
from django.test import Client

from conftest import as_owner
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.made import HEAD, checked, row_of, saved
from jingwei.ops.imports.tests.test_member_path import FRESH, HEADER, number
from jingwei.ops.imports.tests.test_pages import lin, upload

__all__ = ["lin"]


def book(*sheets: tuple[str, list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def branch(serial: int, name: str) -> list[list[str]]:
    row = FRESH.format(number=number(serial)).replace("东新", name)
    row = row.replace("13912345678", f"139123456{serial}")
    return [HEADER.split(","), row.split(",")]


TWO = book(
    ("第一支部", branch(21, "东一")), ("第二支部", branch(23, "东二")),
    ("说明", [["请按要求填写"], ["姓名", "性别"]]),
)  # fmt: skip


def test_a_sheet_of_the_same_kind_is_told_from_a_legend() -> None:
    rows = [HEAD, row_of(), row_of(name="周示二")]
    table = checked(
        book(("甲", rows), ("乙", rows), ("填表说明", [["姓名", "照证件写"], ["x", "y"]]))
    )
    said = {one.params["sheet"]: (one.code, one.params.get("count")) for one in table.notices}
    assert said == {"乙": ("sheet.alike", 2), "填表说明": ("sheet.other", None)}


def test_each_branchs_sheet_comes_in_with_one_button_and_only_once(lin: Client) -> None:
    base = upload(lin, TWO, name="全镇.xlsx")["Location"]
    page = lin.get(base).content.decode()
    assert "这个文件里还有 1 张这样的表" in page
    form = page[page.index('sheets/">') :]
    assert form.index("csrfmiddlewaretoken") < form.index("导入这一张")
    first = lin.post(f"{base}sheets/", {"sheet": "第二支部"})
    assert lin.post(f"{base}sheets/", {"sheet": "第二支部"})["Location"] == first["Location"]
    assert first["Location"] != base
    lin.post(f"{base}confirm/")
    lin.post(f"{first['Location']}confirm/")
    assert "导入这一张" not in lin.get(base).content.decode()
    with as_owner():
        assert set(Person.everything.filter(name__in=("东一", "东二")).values_list("name")) == {
            ("东一",), ("东二",),
        }  # fmt: skip
        assert Batch.everything.filter(file_name="全镇.xlsx").count() == 2


@pytest.mark.parametrize("name", ["说明", "没有这张", ""])
def test_only_a_sheet_of_the_file_that_is_such_a_roster_is_brought(lin: Client, name: str) -> None:
    base = upload(lin, TWO, name="全镇.xlsx")["Location"]
    reply = lin.post(f"{base}sheets/", {"sheet": name})
    assert reply.status_code == 422
    assert "这个文件里没有这张工作表" in reply.content.decode()
    with as_owner():
        assert Batch.everything.count() == 1


def test_the_command_says_which_sheet_it_did_not_read(town: Any) -> None:
    from jingwei.ops.imports import by_command

    told = by_command.bring(kind="members", content=TWO, name="全镇.xlsx", post="lin", dry_run=True)
    assert [(one["code"], one["row"]) for one in told["warnings"]][:1] == [("sheet.alike", 0)]
    assert "第二支部" in told["warnings"][0]["message"]


def test_a_roster_of_another_kind_is_called_by_its_name(lin: Client) -> None:
    text = "党组织名称,上级党组织,组织类别,书记\n示例新支部,东镇党委,党支部,张三".encode()
    base = upload(lin, text, name="组织.csv")["Location"]
    page = lin.get(base).content.decode()
    assert "这像是“党组织”的表，不是“党员”，请选对再传。" in page
    assert "/imports/new/?kind=organisations" in page


def test_rows_of_data_without_a_header_are_not_taken_for_another_kind(lin: Client) -> None:
    """Dates may be the titles of meetings; a member's row has four of them."""
    text = "张三,男,1980-01-01,正式党员,2010-07-01,2011-07-01,2024-03-05".encode()
    base = upload(lin, text, name="没有标题.csv")["Location"]
    page = lin.get(base).content.decode()
    assert "这张表没有读成" in page
    assert "这像是" not in page


def test_an_empty_form_of_the_roster_is_not_called_an_empty_file() -> None:
    with pytest.raises(Refused) as refused:
        checked(book(("名册", [HEAD])))
    assert refused.value.codes == {"file.no_rows"}


def test_of_two_sheets_alike_the_one_with_rows_is_read() -> None:
    table = checked(book(("空表", [HEAD]), ("名册", [HEAD, row_of()])))
    assert (table.sheet, len(table)) == ("名册", 1)
