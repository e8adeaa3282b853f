"""The same roster in every format, and the messes each format brings."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.reading.csv_text import separator_of
from jingwei.ops.imports.reading.workbook import read_workbook
from jingwei.ops.imports.table import read_table
from jingwei.ops.imports.tests.made import (
    HEAD,
    TODAY,
    changed_part,
    checked,
    codes,
    csv_bytes,
    id_number,
    member,
    notices,
    ods,
    opened,
    row_of,
    said,
    saved,
    xls,
    xlsx,
)

ROWS = [
    HEAD,
    row_of(),
    row_of(name="吴示二", sex="女", id_number=id_number(serial=2)),
    ("",) * len(HEAD),
    row_of(name="郑示三", id_number=id_number(serial=3)),
]
FORMATS = {
    "xlsx": xlsx(ROWS),
    "xls": xls(ROWS),
    "ods": ods(ROWS),
    "utf-8": csv_bytes(ROWS),
    "utf-8 with mark": csv_bytes(ROWS, encoding="utf-8-sig"),
    "gb18030": csv_bytes(ROWS, encoding="gb18030"),
    "semicolons": csv_bytes(ROWS, delimiter=";"),
    "tabs in utf-16": b"\xff\xfe" + csv_bytes(ROWS, encoding="utf-16-le", delimiter="\t"),
}


@pytest.mark.parametrize("data", FORMATS.values(), ids=FORMATS)
def test_the_same_roster_is_read_from_every_format(data):
    table = checked(data)
    assert codes(table) == set()
    assert [table.values(at)["name"] for at in range(len(table))] == ["周示一", "吴示二", "郑示三"]


@pytest.mark.parametrize("data", FORMATS.values(), ids=FORMATS)
def test_row_numbers_are_those_of_the_sheet(data):
    assert checked(data).numbers.tolist() == [2, 3, 5]


def test_empty_rows_and_columns_before_the_table_shift_nothing():
    blank = [None] * 3
    rows = [blank, blank, *([None, None, *row] for row in ROWS)]
    assert checked(xlsx(rows)).numbers.tolist() == [4, 5, 7]


@pytest.mark.slow
def test_a_file_on_disk_is_read_in_the_child(tmp_path):
    path = tmp_path / "名册.xlsx"
    path.write_bytes(FORMATS["xlsx"])
    table = read_table(path, "members", today=TODAY, name=path.name)
    assert table.numbers.tolist() == [2, 3, 5]


@pytest.mark.slow
def test_the_child_and_the_short_way_of_these_tests_read_the_same():
    here, there = opened(FORMATS["xlsx"]), read_workbook(FORMATS["xlsx"])
    assert [sheet.row(1) for sheet in here.sheets] == [sheet.row(1) for sheet in there.sheets]


def test_a_formula_counts_by_its_last_result():
    data = xlsx([*ROWS[:2], ('="周示"&"二"', *ROWS[2][1:])])
    data = changed_part(data, "xl/worksheets/sheet1.xml", b"<v></v>", "<v>周示二</v>".encode())
    data = changed_part(data, "xl/worksheets/sheet1.xml", b'<c r="A3">', b'<c r="A3" t="str">')
    assert checked(data).values(1)["name"] == "周示二"


def test_a_formula_without_a_result_is_refused_with_its_cell():
    table = checked(xlsx([*ROWS[:2], ('=CONCAT("周","二")', *ROWS[2][1:])]))
    assert said(table) == [(3, "name", "cell.formula_no_value")]
    assert table.cells["name"].letter == "A"
    assert table.good.tolist() == [True, False]


def test_a_formula_whose_result_is_nothing_is_an_empty_cell():
    data = xlsx([*ROWS[:2], (*ROWS[2][:5], '=IF(A3="","",A3)')])
    data = changed_part(data, "xl/worksheets/sheet1.xml", b'<c r="F3">', b'<c r="F3" t="str">')
    table = checked(data)
    assert codes(table) == set()
    assert table.values(1)["joined_on"] is None


def test_a_formula_without_a_result_is_found_in_ods():
    table = checked(ods([*ROWS[:2], ("=A1", *ROWS[2][1:])], formula="=A1"))
    assert said(table) == [(3, "name", "cell.formula_no_value")]


def test_an_error_shown_in_a_cell_is_not_an_empty_cell():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    book.active["D3"] = "#N/A"
    assert said(checked(saved(book))) == [(3, "birth_on", "cell.formula_error")]


def test_a_formula_in_a_text_file_is_refused_with_its_cell():
    table = checked(csv_bytes([*ROWS[:2], ("=cmd|' /C calc'!A0", *ROWS[2][1:])]))
    assert said(table) == [(3, "name", "cell.formula_no_value")]


def test_digits_that_a_text_file_protects_as_a_formula_are_text():
    table = checked(csv_bytes([HEAD, row_of(id_number=f'="{id_number()}"')]))
    assert table.values(0)["id_number"] == id_number()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "\t=1", "\r=1"])
def test_what_looks_like_a_formula_stays_text(text):
    rows = [(*HEAD, "工作岗位"), (*row_of(), "农民")]
    data = xlsx(rows)
    old, new = "农民".encode(), text.encode()
    part = "xl/worksheets/sheet1.xml"
    table = checked(changed_part(data, part, old, new))
    assert table.values(0)["work_post"] == text.strip()


def test_dates_of_the_sheet_come_without_a_clock():
    rows = [HEAD, (*row_of()[:3], date(1980, 5, 1), "示例支部", datetime(2005, 7, 1))]  # noqa: DTZ001
    table = checked(xlsx(rows))
    assert codes(table) == set()
    assert table.values(0)["joined_on"] == Dated(date(2005, 7, 1), "day")


@pytest.mark.parametrize(
    ("shown", "precision"),
    [("yyyy-mm-dd", "day"), ('yyyy"年"m"月"', "month"), ("yyyy.mm", "month"),
     ("[$-804]yyyy", "year")],
)  # fmt: skip
def test_a_date_is_as_exact_as_the_sheet_shows_it(shown, precision):
    book = openpyxl.Workbook()
    book.active.append([*HEAD])
    book.active.append([*row_of()[:5], date(2005, 1, 1)])
    book.active["F2"].number_format = shown
    assert checked(saved(book)).values(0)["joined_on"] == Dated(date(2005, 1, 1), precision)


def test_a_hidden_sheet_is_named_and_left_alone():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    other = book.create_sheet("去年")
    other.append(["姓名"])
    other.sheet_state = "hidden"
    table = checked(saved(book))
    assert "sheet.hidden" in notices(table)


def test_the_sheet_that_fits_is_taken_and_the_others_are_named():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    note = book.create_sheet("填表说明", 0)
    note.append(["请按要求填写"])
    table = checked(saved(book))
    assert table.sheet == "名册"
    assert "sheet.other" in notices(table)


def test_a_sheet_can_be_asked_for_by_name():
    book = openpyxl.load_workbook(io.BytesIO(xlsx(ROWS)))
    book.create_sheet("第二").append(["空"])
    assert [one.name for one in opened(saved(book), sheet="第二").sheets] == ["第二"]
    with pytest.raises(Refused, match="没有名为“第三”的工作表"):
        opened(saved(book), sheet="第三")


@pytest.mark.parametrize(
    ("text", "sign"),
    [("姓名,性别\n张,男", ","), ("姓名;性别\n张;男", ";"), ("姓名\t性别\n张\t男", "\t"),
     ('"a,b";c\n"d,e";f', ";"), ("姓名\n张", ",")],
)  # fmt: skip
def test_the_separator_is_the_one_that_cuts_evenly(text, sign):
    assert separator_of(text) == sign


def test_bytes_that_fit_no_encoding_are_refused_and_never_replaced():
    with pytest.raises(Refused, match="认不出文字编码"):
        opened("姓名,性别\n".encode() + b"\xff\xff\x80,\x81")


def test_an_encoding_other_than_utf_8_is_told():
    assert "file.decoded" in notices(checked(FORMATS["gb18030"]))
    assert "file.decoded" not in notices(checked(FORMATS["utf-8"]))


def test_a_roster_of_many_rows_keeps_equal_and_different_values_apart():
    rows = [HEAD]
    for at in range(25_000):
        born = f"19{50 + at % 50}0{1 + at % 9}1{at % 10}"
        day = f"{born[:4]}-{born[4:6]}-{born[6:]}"
        number = id_number(born, 1 + 2 * (at // 450), f"{320000 + at % 9}")
        words = {"id_number": number, "birth_on": day, "joined_on": "2020-07-01"}
        rows.append(row_of(name=f"示{at}", **words))
    rows[24_000] = row_of(id_number="", name="无证号")
    table = checked(csv_bytes(rows))
    assert len(table) == 25_000
    assert table.values(24_999)["name"] == "示24999"
    assert table.texts(23_999)["id_number"] == ""
    assert table.values(23_999)["name"] == "无证号"


def test_member_rows_of_these_tests_hold():
    assert codes(checked(csv_bytes([HEAD, tuple(member().values())]))) == set()
