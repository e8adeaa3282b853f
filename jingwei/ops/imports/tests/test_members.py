"""Members' rows that contradict themselves, the ID number, or each other."""

from datetime import date

import pytest

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.issue_codes import Severity
from jingwei.ops.imports.table import check_records
from jingwei.ops.imports.tests.made import TODAY, codes, id_number, member, said


def check(*records: dict[str, str]):
    return check_records("members", records, today=TODAY)


def codes_of(**words: str) -> set[str]:
    return codes(check(member(**words)))


def test_a_row_without_a_fault_has_none():
    table = check(member())
    assert codes(table) == set()
    assert table.good.tolist() == [True]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"sex": "女"}, "match.sex"),
        ({"birth_on": "1980-05-02"}, "match.birth"),
        ({"birth_on": "1980-06"}, "match.birth"),
        ({"birth_on": "1981"}, "match.birth"),
        ({"joined_on": "1979-12-31"}, "order.joined_before_birth"),
        ({"joined_on": "1980-04"}, "order.joined_before_birth"),
        ({"joined_on": "2026-11-24"}, "date.future"),
        ({"joined_on": "2026-12"}, "date.future"),
        ({"joined_on": "2005-07-01", "full_on": "2005-06-30"}, "order.full_before_joined"),
        ({"joined_on": "2005-07", "full_on": "2005-06"}, "order.full_before_joined"),
        ({"lost": "是", "lost_since": "1979-01"}, "order.lost_before_birth"),
        ({"name": ""}, "cell.required"),
        ({"branch": ""}, "cell.required"),
    ],
)  # fmt: skip
def test_a_certain_contradiction_rejects_the_row(words, code):
    table = check(member(**words))
    found = {issue.code for issue in table.issues if issue.severity is Severity.ERROR}
    assert found == {code}
    assert not table.good.any()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"joined_on": "1998-04-30"}, "age.under_18"),
        ({"joined_on": "1998-04"}, "age.under_18"),
        ({"joined_on": "2005-07-01", "full_on": "2006-06-30"}, "order.full_too_soon"),
        ({"category": "预备党员", "full_on": "2006-07-01"}, "order.full_but_probationary"),
        ({"category": "预备党员", "joined_on": "2024-07-01"}, "order.probation_long"),
        ({"dues_paid_to": "2028-01"}, "dues.far_ahead"),
        ({"lost": "否", "lost_since": "2020-01"}, "lost.without_flag"),
        ({"lost": "是", "lost_since": ""}, "lost.without_date"),
        ({"floating": "否", "floating_to": "示例省"}, "floating.without_flag"),
        ({"floating": "是", "floating_to": ""}, "floating.without_place"),
        ({"id_number": ""}, "id.missing"),
        ({"id_number": "320612800501001"}, "id.legacy"),
    ],
)  # fmt: skip
def test_a_doubtful_row_is_taken_and_said(words, code):
    table = check(member(**words))
    assert {issue.code: issue.severity for issue in table.issues} == {code: Severity.WARNING}
    assert table.good.all()


@pytest.mark.parametrize(
    "words",
    [
        {"birth_on": "1980-05"}, {"birth_on": "1980"}, {"birth_on": "不详"},
        {"joined_on": "1998-05-01"}, {"joined_on": "1998"},
        {"joined_on": "2026-11-23"}, {"joined_on": "2026-11"}, {"joined_on": "2026"},
        {"joined_on": "2005-07", "full_on": "2006"},
        {"joined_on": "2005-07-01", "full_on": "2006-07-01"},
        {"joined_on": "2005-07", "full_on": "2006-07"},
        {"category": "预备党员", "joined_on": "2025-11-01", "full_on": ""},
        {"joined_on": "", "full_on": ""},
        {"dues_paid_to": "2026-12", "dues_monthly": "12.5"},
    ],
)  # fmt: skip
def test_what_may_be_true_is_not_a_contradiction(words):
    assert codes_of(**words) == set()


def test_in_the_years_without_probation_one_was_a_full_member_at_once():
    born = {"id_number": id_number("19500501"), "birth_on": "1950-05-01"}
    assert codes_of(**born, joined_on="1970-07-01", full_on="1970-07-01") == set()


def test_suggestions_are_what_the_id_number_says():
    table = check(member(sex="女", birth_on="1980-05-02"))
    assert {issue.column_key: issue.suggestion for issue in table.issues} == {
        "sex": "男", "birth_on": "1980-05-01",
    }  # fmt: skip


def test_someone_born_on_a_leap_day_is_18_on_the_first_of_march_at_the_latest():
    born = {"id_number": id_number("19800229"), "birth_on": "1980-02-29"}
    assert codes_of(**born, joined_on="1998-02-27") == {"age.under_18"}
    assert codes_of(**born, joined_on="1998-03-01") == set()


def test_sex_and_birth_are_taken_from_the_id_number_where_they_are_not_said():
    table = check(member(sex="", birth_on=""))
    assert table.values(0)["sex"] == "1"
    assert table.values(0)["birth_on"] == Dated(date(1980, 5, 1), "day")
    assert table.texts(0)["sex"] == ""
    assert table.cells["sex"].derived.tolist() == [True]


def test_a_column_that_is_not_there_is_derived_too():
    row = member()
    del row["sex"], row["birth_on"]
    table = check(row)
    assert table.values(0)["sex"] == "1"


def test_an_unreadable_birth_is_not_replaced_by_the_id_number():
    table = check(member(birth_on="那年春天"))
    assert table.values(0)["birth_on"] is None
    assert not table.good.any()


def test_the_same_id_number_twice_rejects_both_and_names_the_other():
    table = check(
        member(), member(name="吴示二"), member(name="郑示三", id_number=id_number(serial=3))
    )
    assert said(table) == [(1, "id_number", "id.twice"), (2, "id_number", "id.twice")]
    assert [issue.params["rows"] for issue in table.issues] == ["2", "1"]


def test_the_same_row_twice_rejects_only_the_second():
    table = check(member(), member(), member(id_number=id_number().lower()))
    assert said(table) == [(2, "id_number", "row.repeated"), (3, "id_number", "row.repeated")]
    assert table.good.tolist() == [True, False, False]


def test_a_faulty_id_number_twice_is_not_a_duplicate():
    assert codes(check(member(id_number="1"), member(id_number="1"))) == {"id.form"}


def test_the_same_name_and_birth_without_id_number_is_said():
    found = codes(check(member(id_number=""), member(id_number="", branch="示例第二党支部")))
    assert found == {"id.missing", "person.maybe_same"}


def test_all_errors_of_all_cells_come_at_once_in_their_order():
    table = check(member(name="", sex="男女", birth_on="x", joined_on="90.5"), member(name="=1"))
    assert said(table)[:4] == [
        (1, "name", "cell.required"), (1, "sex", "code.unknown"),
        (1, "id_number", "id.twice"), (1, "birth_on", "date.unreadable"),
    ]  # fmt: skip
    assert (2, "name", "name.formula") in said(table)


def test_numbers_of_rows_are_those_that_were_given():
    table = check_records("members", [member(name="")], today=TODAY, numbers=[57])
    assert said(table) == [(57, "name", "cell.required")]


def test_the_same_problems_stand_together_with_what_can_be_taken_over():
    rows = [member(joined_on="05.7", id_number=id_number(serial=n)) for n in (1, 3, 5)]
    rows.append(member(joined_on="那年", id_number=id_number(serial=7)))
    groups = check(*rows).issues.groups()
    assert [(g.code, g.count, g.suggested, g.first_row) for g in groups] == [
        ("date.two_digit_year", 3, 3, 1), ("date.unreadable", 1, 0, 4),
    ]  # fmt: skip


def test_issues_of_one_row_are_the_same_as_among_all():
    table = check(member(sex="女"), member(name=""), member())
    for at in range(3):
        assert table.issues.of_row(at) == [one for one in table.issues if one.row == at + 1]


def test_codes_are_kept_as_codes():
    # fmt: off
    words = {"education": "大专", "degree": "法学学士", "category": "正式党员", "state": "正常",
             "ethnicity": "汉", "development_stage": "积极分子", "case_under_way": "转接中"}
    # fmt: on
    values = check(member(**words)).values(0)
    assert [values[key] for key in ("education", "degree", "category", "state", "ethnicity",
                                    "development_stage", "case_under_way")] == [
        "30", "4", "full", "normal", "01", "activist", "transfer_out",
    ]  # fmt: skip
