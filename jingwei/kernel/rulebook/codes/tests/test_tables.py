"""Codes written as numbers, names, both, or with a slip of the pen."""

import pytest

from jingwei.kernel.orgs.kinds import OrgKind, Situation, UnitKind
from jingwei.kernel.people.kinds import Category, Sex, State, Title
from jingwei.kernel.rulebook.codes import divisions, membership, organisations, people, phones


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        (people.SEX, "女", "2"),
        (people.SEX, "2-女", "2"),
        (people.SEX, "女(2)", "2"),
        (people.SEX, " 男 性 ", "1"),
        (people.ETHNICITY, "汉", "01"),
        (people.ETHNICITY, "汉族", "01"),
        (people.ETHNICITY, "1", "01"),
        (people.ETHNICITY, "01 汉族", "01"),
        (people.ETHNICITY, "维吾尔族", "05"),
        (people.ETHNICITY, "基诺", "56"),
        (people.EDUCATION, "大专", "30"),
        (people.EDUCATION, "大学专科", "30"),
        (people.EDUCATION, "专科毕业", "31"),
        (people.EDUCATION, "大学", "20"),
        (people.EDUCATION, "２１", "21"),
        (people.DEGREE, "法学学士", "4"),
        (people.DEGREE, "403", "4"),
        (people.POLITICAL_STATUS, "共青团员", "03"),
        (membership.CATEGORY, "预备党员", "probationary"),
        (membership.TITLE, "党支部书记", "secretary"),
        (membership.CASE, "转接中", "transfer_out"),
        (organisations.ORG_KIND, "党支部委员会", "party_branch"),
        (organisations.UNIT_KIND, "居委会", "community"),
    ],
)
def test_a_code_is_found_however_it_is_written(table, text, code):
    assert table.find(text) == code


def test_a_number_and_a_name_that_disagree_are_not_a_code():
    assert people.SEX.find("女(1)") is None


@pytest.mark.parametrize(
    ("table", "text", "title"),
    [
        (people.ETHNICITY, "汉组", "汉族"),
        (people.EDUCATION, "大学本科（在职）", "大学本科教育"),
        (organisations.ORG_KIND, "党总支委", "党总支"),
    ],
)
def test_a_slip_gets_a_suggestion(table, text, title):
    assert table.find(text) is None
    assert table.nearest(text) == title


def test_nonsense_gets_no_suggestion():
    assert people.ETHNICITY.nearest("123456") is None


@pytest.mark.parametrize(
    ("table", "choices"),
    [
        (organisations.ORG_KIND, OrgKind),
        (organisations.UNIT_KIND, UnitKind),
        (organisations.SITUATION, Situation),
        (membership.CATEGORY, Category),
        (membership.STATE, State),
        (membership.TITLE, Title),
        (people.SEX, Sex),
    ],
)
def test_the_tables_say_the_same_as_the_records(table, choices):
    assert dict(table.titles) == {code: str(title) for code, title in choices.choices}


@pytest.mark.parametrize(
    ("text", "code", "level", "parent"),
    [
        ("32", "320000000000", 1, ""),
        ("3206", "320600000000", 2, "320000000000"),
        ("320612", "320612000000", 3, "320600000000"),
        ("320612100", "320612100000", 4, "320612000000"),
        ("320612100201", "320612100201", 5, "320612100000"),
        ("３２０６１２", "320612000000", 3, "320600000000"),
    ],
)
def test_a_division_code_says_its_level_and_parent(text, code, level, parent):
    assert divisions.normal(text) == code
    assert divisions.level(code) == level
    assert divisions.parent(code) == parent


@pytest.mark.parametrize("text", ["3206121", "abc", "", "012345", "32061210020"])
def test_other_lengths_are_no_division(text):
    assert divisions.normal(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13800001234", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("１３８００００１２３４", "13800001234"),
        ("8613800001234", "13800001234"),
    ],
)
def test_a_mobile_number_is_found_however_it_is_written(text, number):
    assert phones.normal(text) == number
    assert phones.is_mobile(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0513-85110000", "0513-85110000"),
        ("051385110000", "0513-85110000"),
        ("(0513)85110000", "0513-85110000"),
        ("0513-85110000转12", "0513-85110000-12"),
        ("01088886666", "010-88886666"),
        ("12345", "12345"),
        ("85110000", "85110000"),
    ],
)
def test_a_landline_number_is_found_however_it_is_written(text, number):
    assert phones.landline(phones.normal(text)) == number


def test_too_few_digits_are_no_telephone():
    assert phones.landline(phones.normal("1380000123")) is None
