"""The workbook that comes back to the clerk."""

import io

import openpyxl
import pytest

from jingwei.ops.imports.annotate import annotated, can_annotate, faulty_rows
from jingwei.ops.imports.headers import PROBLEMS, SOURCE_ROW
from jingwei.ops.imports.tests.made import (
    HEAD,
    checked,
    codes,
    csv_bytes,
    id_number,
    row_of,
    saved,
    xlsx,
)

ROWS = [
    ["示例街道党员花名册"], HEAD, row_of(),
    row_of(name="吴示二", id_number=id_number(serial=3), sex="女", joined_on="那年"),
    row_of(name="郑示三", id_number="", joined_on="2005-07"),
]  # fmt: skip


def loaded(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.slow
def test_faulty_cells_of_the_clerks_own_workbook_carry_notes():
    data = xlsx(ROWS)
    table = checked(data)
    assert can_annotate(table)
    sheet = loaded(annotated(data, table))
    assert sheet["B4"].comment.text == "性别与证件号码不一致，请对照证件改正。"
    assert "看不出是哪一天" in sheet["F4"].comment.text
    assert sheet["C5"].comment.text == "没有证件号码，请核实后补上。"
    assert sheet["B4"].fill.fgColor.rgb != sheet["C5"].fill.fgColor.rgb
    assert sheet["A3"].comment is None
    assert [cell.value for cell in sheet[3]] == list(row_of())


@pytest.mark.slow
def test_notes_of_the_clerk_herself_are_kept():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    book.active["B4"].comment = openpyxl.comments.Comment("请再问一次", "周示一")
    data = saved(book)
    assert loaded(annotated(data, checked(data)))["B4"].comment.text.startswith("请再问一次\n")


@pytest.mark.slow
def test_a_merged_cell_carries_its_note_on_the_first():
    rows = [
        HEAD,
        row_of(joined_on="那年"),
        [*row_of(name="吴示二", id_number=id_number(serial=3))[:5]],
    ]
    data = xlsx(rows, merge=["F2:F3"])
    assert loaded(annotated(data, checked(data)))["F2"].comment is not None


@pytest.mark.slow
def test_an_annotated_workbook_is_read_like_the_first():
    data = xlsx(ROWS)
    table = checked(data)
    again = checked(annotated(data, table))
    assert [str(i) for i in again.issues] == [str(i) for i in table.issues]


@pytest.mark.slow
def test_notes_in_the_language_of_the_reader():
    data = xlsx(ROWS)
    sheet = loaded(annotated(data, checked(data), say=lambda issue: issue.code))
    assert sheet["B4"].comment.text == "match.sex"


def test_other_formats_come_back_as_a_workbook_of_the_faulty_rows():
    table = checked(csv_bytes(ROWS))
    assert not can_annotate(table)
    sheet = loaded(faulty_rows(table))
    head = [cell.value for cell in sheet[1]]
    assert head[0] == SOURCE_ROW
    assert head[-1] == PROBLEMS
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["4", "5"]
    assert "性别：性别与证件号码不一致" in sheet["H2"].value


def test_only_errors_where_only_errors_are_asked_for():
    sheet = loaded(faulty_rows(checked(csv_bytes(ROWS)), warnings=False))
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["4"]


def test_mended_rows_come_back_under_their_first_numbers():
    sheet = loaded(faulty_rows(checked(csv_bytes(ROWS)), warnings=False))
    sheet["C2"], sheet["G2"] = "男", "2005-07"
    again = checked(saved(sheet.parent))
    assert codes(again) == set()
    assert again.source_rows is not None
    assert again.source_rows.tolist() == [4]
    assert again.notices == ()


def test_rows_that_come_back_twice_keep_the_number_of_the_first_file():
    first = checked(csv_bytes(ROWS))
    again = checked(faulty_rows(first, warnings=False))
    assert loaded(faulty_rows(again, warnings=False))["A2"].value == "4"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", '=HYPERLINK("x")', "http://example.org"]
)
def test_no_value_becomes_a_formula_or_a_link(text):
    rows = [(*HEAD, "工作岗位"), (*row_of(sex="女"), text)]
    table = checked(csv_bytes([[c.replace("=", "＝") for c in row] for row in rows]))
    table.cells["work_post"].raws[1] = text
    cell = loaded(faulty_rows(table))["H2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
