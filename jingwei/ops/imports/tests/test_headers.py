"""Titles above the header, headers of several lines, strange titles, remarks below."""

import pytest

from jingwei.kernel.findings import Refused
from jingwei.ops.imports.headers import PROBLEMS, SOURCE_ROW, find_header
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.mapping import Mapping, map_columns
from jingwei.ops.imports.tests.made import (
    HEAD,
    checked,
    codes,
    csv_bytes,
    id_number,
    notices,
    opened,
    row_of,
    xlsx,
)

MEMBERS = KINDS["members"]


def keys(data: bytes, kind: str = "members") -> dict[str, str]:
    """Letter of column -> key of field."""
    mapping, _ = map_columns(opened(data).sheets[0], KINDS[kind])
    return {choice.letter: choice.key for choice in mapping.columns if choice.key}


PLAIN = {
    "A": "name",
    "B": "sex",
    "C": "id_number",
    "D": "birth_on",
    "E": "branch",
    "F": "joined_on",
}


def test_a_title_merged_above_the_header_is_passed_over():
    rows = [["示例街道党员花名册"], ["填报单位：示例街道", None, None, "2026年6月"], HEAD, row_of()]
    assert keys(xlsx(rows, merge=["A1:F1"])) == PLAIN


def test_columns_may_stand_in_any_order():
    assert keys(xlsx([HEAD[::-1], row_of()[::-1]])) == dict(
        zip("ABCDEF", reversed(PLAIN.values()), strict=True)
    )


@pytest.mark.parametrize(
    "title",
    ["身 份 证 号", "身份证\n号码", "身份证号（18位）", "＊身份证号", "*公民身份号码",
     "公民身份证号码", "证件号码 ", "居民身份证号码"],
)  # fmt: skip
def test_a_title_is_known_whatever_surrounds_it(title):
    assert keys(xlsx([["姓名", title], ["周示一", id_number()]]))["B"] == "id_number"


def test_a_header_of_two_lines_with_merged_groups():
    rows: list[list[str | None]] = [
        ["党员名册"],
        ["姓名", "性别", "联系电话", None, "党员情况", None],
        [None, None, "手机", "固定电话", "入党时间", "转正时间"],
        ["周示一", "男", "13800001234", "0513-85110000", "2005.07", "2006.07"],
    ]
    data = xlsx(rows, merge=["A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"])
    found = {"A": "name", "B": "sex", "C": "phone", "D": "landline", "E": "joined_on",
             "F": "full_on"}  # fmt: skip
    assert keys(data) == found
    assert checked(data).numbers.tolist() == [4]
    assert (
        keys(csv_bytes([["" if cell is None else cell for cell in row] for row in rows])) == found
    )


UPPER = [
    ["姓名", "性别", "联系电话", None, "所在党支部"],
    [None, None, "手机", "宅电话", None],
    ["周示一", "男", "13800001234", "0513-85110000", "示例支部"],
]


@pytest.mark.parametrize("merge", [["A1:A2", "B1:B2", "C1:D1", "E1:E2"], ["C1:D1"]])
def test_a_merged_title_that_is_itself_known_takes_its_lower_line_along(merge: list[str]):
    """联系电话 alone names a field, so one line knew as many fields as both."""
    data = xlsx(UPPER, merge=merge)
    assert keys(data) == {"A": "name", "B": "sex", "C": "phone", "E": "branch"}
    assert checked(data).numbers.tolist() == [3]


def test_a_header_broken_over_two_lines():
    rows = [["姓名", "出生", "所在"], [None, "年月", "党支部"], ["周示一", "1980.05", "示例支部"]]
    assert keys(xlsx(rows)) == {"A": "name", "B": "birth_on", "C": "branch"}


def test_the_first_of_two_equal_titles_that_has_data_is_used_and_said():
    head = ["姓名", "所在党支部", "申请入党日期", "申请入党日期"]
    rows = [head, ["周示一", "示例支部", None, "2004-01"], ["吴示二", "示例支部", None, "2004-02"]]
    table = checked(xlsx(rows))
    assert table.cells["applied_on"].letter == "D"
    assert "header.duplicate" in notices(table)


def test_two_equal_titles_with_different_data_are_counted():
    head = ["姓名", "所在党支部", "手机号码", "手机号码"]
    rows = [head, ["周示一", "示例支部", "13800001234", "13800001235"],
            ["吴示二", "示例支部", "13800001236", "13800001236"]]  # fmt: skip
    table = checked(xlsx(rows))
    said = [notice for notice in table.notices if notice.code == "header.duplicate_differs"]
    assert said[0].params == {"title": "手机号码", "count": 1, "letter": "C"}


def test_columns_that_are_not_imported_are_listed_but_not_the_serial_number():
    table = checked(xlsx([["序号", *HEAD, "党龄"], ["1", *row_of(), "21"]]))
    assert [str(notice) for notice in table.notices] == ["“党龄”列不导入。"]


def test_a_sheet_without_a_header_is_refused_with_what_is_looked_for():
    with pytest.raises(Refused, match=r"找不到标题行.*姓名"):
        checked(xlsx([["a", "b"], ["1", "2"]]))


def test_totals_remarks_and_signatures_are_left_out_and_named():
    rows = [
        HEAD, row_of(), row_of(name="吴示二", id_number=id_number(serial=3)),
        ["合计", "2人"], [], ["注：本表一式两份"], ["填表人：周示一", None, "审核人：吴示二"],
        [None, None, None, None, "2026 年 6 月 30 日"],
    ]  # fmt: skip
    table = checked(xlsx(rows))
    assert table.numbers.tolist() == [2, 3]
    left = [n.params["row"] for n in table.notices if n.code == "row.closing"]
    assert left == [4, 6, 7, 8]


def test_headings_of_sections_and_headers_of_new_pages_are_left_out():
    rows = [
        HEAD,
        ["第一党支部"],
        row_of(),
        HEAD,
        row_of(name="吴示二", id_number=id_number(serial=3)),
    ]
    table = checked(xlsx(rows, merge=["A2:F2"]))
    assert table.numbers.tolist() == [3, 5]
    assert {"row.section", "row.header_again"} <= notices(table)


def test_a_row_with_only_a_name_is_a_row_and_not_a_remark():
    table = checked(xlsx([HEAD, row_of(), ["郑示三"]]))
    assert table.numbers.tolist() == [2, 3]
    assert "cell.required" in codes(table)


def test_rows_numbered_in_advance_are_empty():
    rows = [["序号", *HEAD], ["1", *row_of()], ["2"], ["3"]]
    assert checked(xlsx(rows)).numbers.tolist() == [2]


def test_a_branch_merged_over_its_members_is_said_of_each():
    rows = [
        HEAD,
        row_of(),
        [*row_of(name="吴示二", id_number=id_number(serial=3))[:4], None, "2005-07"],
    ]
    table = checked(xlsx(rows, merge=["E2:E3"]))
    assert table.values(1)["branch"] == "示例新苑第一党支部"
    assert "cell.merged" in notices(table)


def test_the_fingerprint_is_of_the_titles_not_of_their_places():
    one, _ = map_columns(opened(xlsx([HEAD, row_of()])).sheets[0], MEMBERS)
    two, _ = map_columns(opened(xlsx([["名册"], HEAD[::-1], row_of()[::-1]])).sheets[0], MEMBERS)
    other, _ = map_columns(opened(xlsx([[*HEAD, "学历"], row_of()])).sheets[0], MEMBERS)
    assert one.fingerprint == two.fingerprint != other.fingerprint


def test_a_changed_mapping_is_remembered_and_read_again():
    data = xlsx([["姓名", "所在党支部", "甲"], ["周示一", "示例支部", "13800001234"]])
    first = checked(data)
    assert "phone" not in first.cells
    changed = first.mapping.with_choice(2, "phone")
    again = checked(data, choices=changed.choices)
    assert again.values(0)["phone"] == "13800001234"
    assert again.mapping.columns[2].why == "chosen"
    assert Mapping.from_dict(changed.as_dict()).choices == changed.choices


def test_a_field_is_held_by_one_column_at_a_time():
    mapping = checked(xlsx([HEAD, row_of()])).mapping
    changed = mapping.with_choice(5, "birth_on")
    assert changed.keys["birth_on"].letter == "F"
    assert "joined_on" not in changed.keys


def test_a_column_can_be_left_out_by_a_person():
    data = xlsx([HEAD, row_of()])
    mapping = checked(data).mapping.with_choice(5, None)
    assert "joined_on" not in checked(data, choices=mapping.choices).cells


def test_what_is_kept_of_a_mapping_holds_no_cell():
    mapping = checked(xlsx([HEAD, row_of()])).mapping
    assert mapping.columns[2].samples == (id_number(),)
    assert id_number() not in str(mapping.as_dict())


def test_a_required_column_that_is_missing_is_named_unless_it_is_supplied():
    data = xlsx([["姓名", "性别"], ["周示一", "男"]])
    assert checked(data).missing == ("branch",)
    assert "header.required_missing" in notices(checked(data))
    assert checked(data, supplied=["branch"]).missing == ()


def test_the_column_with_the_numbers_of_the_first_file_is_recognised():
    table = checked(xlsx([[SOURCE_ROW, *HEAD, PROBLEMS], ["57", *row_of(), "……"]]))
    assert table.source_rows is not None
    assert table.source_rows.tolist() == [57]
    assert table.numbers.tolist() == [2]
    assert notices(table) == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_title_and_synonym_of_every_roster_is_found(kind):
    for field in kind.fields:
        for title in (field.title, *field.also):
            others = [f for f in kind.fields if f.key != field.key][:2]
            head = [title, *(other.title for other in others)]
            found = find_header(opened(xlsx([head, ["1", "2", "3"]])).sheets[0], kind)
            assert found is not None, title
            assert found.matched >= 2, title
