"""Divisions, units, organisations and posts."""

import pytest

from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.rules.organisations import kind_of
from jingwei.ops.imports.table import check_records
from jingwei.ops.imports.tests.made import TODAY, codes, said


def check(kind: str, *records: dict[str, str]):
    return check_records(kind, records, today=TODAY)


ORG = {"name": "中共示例新苑社区第一支部委员会", "code": "SL001", "kind": "党支部",
       "superior": "中共示例新苑社区总支部委员会", "founded_on": "2010-05",
       "term_began": "2023-06-01", "term_due": "2028-06-01"}  # fmt: skip


def test_an_organisation_without_a_fault_has_none():
    table = check("organisations", ORG)
    assert codes(table) == set()
    assert table.values(0)["kind"] == "party_branch"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"name": ""}, "cell.required"),
        ({"superior": ORG["name"]}, "org.own_superior"),
        ({"founded_on": "2027-01", "term_began": ""}, "date.future"),
        ({"term_began": "2009-01", "term_due": ""}, "order.term_before_founded"),
        ({"term_due": "2022-06-01"}, "order.term_due_before_began"),
        ({"term_due": "2030-06-01"}, "term.long"),
        ({"kind": "党支布"}, "code.unknown"),
        ({"credit_code": "91350100M000100Y44"}, "credit.check"),
        ({"secretary": "周?"}, "name.broken"),
    ],
)
def test_organisations_that_contradict_themselves(words, code):
    assert codes(check("organisations", ORG | words)) == {code}


def test_a_code_or_name_used_twice_is_said_of_both():
    table = check("organisations", ORG, ORG | {"name": "中共示例新苑社区第二支部委员会"})
    assert said(table) == [(1, "code", "key.twice"), (2, "code", "key.twice")]
    other = ORG | {"code": "SL002"}
    assert codes(check("organisations", ORG, other)) == {"key.twice"}
    elsewhere = other | {"superior": "中共示例东苑社区总支部委员会"}
    assert codes(check("organisations", ORG, elsewhere)) == set()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中共示例新苑社区第一支部委员会", "party_branch"), ("示例新苑第一党支部", "party_branch"),
        ("中共示例新苑社区总支部委员会", "general_branch"), ("示例街道党工委", "working_committee"),
        ("中共示例街道工作委员会", "working_committee"), ("中共示例镇委员会", "party_committee"),
        ("示例工业园企业联合支部", "joint_branch"), ("示例工程临时党支部", "temporary_branch"),
        ("驻示例市流动党员党支部", "floating_branch"), ("中共示例市委员会", "local_committee"),
        ("示例市委组织部", "department"), ("示例局党组", "leading_group"), ("示例公司", None),
    ],
)  # fmt: skip
def test_a_full_name_says_its_kind(name, kind):
    assert kind_of(name) == kind


def test_the_kind_is_taken_from_the_name_where_it_is_not_said():
    row = {key: value for key, value in ORG.items() if key != "kind"}
    assert check("organisations", row).values(0)["kind"] == "party_branch"


UNIT = {"name": "示例新苑社区居民委员会", "kind": "社区", "division": "320612100001",
        "credit_code": "91350100M000100Y43", "headcount": "1200人"}  # fmt: skip


def test_a_unit_without_a_fault_has_none():
    table = check("units", UNIT)
    assert codes(table) == set()
    assert table.values(0)["headcount"] == 1200


def test_two_units_of_one_credit_code_or_name():
    other = UNIT | {"name": "示例东苑社区居民委员会"}
    assert codes(check("units", UNIT, other)) == {"key.twice"}
    same_name = UNIT | {"credit_code": ""}
    assert codes(check("units", UNIT, same_name)) == {"key.maybe_twice"}


DIVISION = {"code": "320612100", "name": "示例镇", "level": "乡镇", "parent_code": "320612"}


def test_a_division_without_a_fault_has_none():
    table = check("divisions", DIVISION)
    assert codes(table) == set()
    assert table.values(0) == {
        "code": "320612100000", "name": "示例镇", "level": "4", "parent_code": "320612000000",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"level": "村"}, "division.level"),
        ({"parent_code": "320613"}, "division.parent"),
        ({"code": "32061210"}, "division.form"),
        ({"name": ""}, "cell.required"),
        ({"urban_rural": "999"}, "code.unknown"),
    ],
)
def test_divisions_that_contradict_their_code(words, code):
    assert code in codes(check("divisions", DIVISION | words))


def test_level_and_parent_are_taken_from_the_code():
    values = check("divisions", {"code": "320612100001", "name": "示例村"}).values(0)
    assert (values["level"], values["parent_code"]) == ("5", "320612100000")


POST = {"org": "示例新苑第一党支部", "title": "书记", "name": "周示一", "since": "2023-06"}


def test_a_post_without_a_fault_has_none():
    table = check("positions", POST)
    assert codes(table) == set()
    assert table.values(0)["title"] == "secretary"


@pytest.mark.parametrize("name", ["", "空缺"])
def test_a_seat_may_be_vacant(name):
    table = check("positions", POST | {"name": name})
    assert codes(table) == {"position.vacant"}
    assert table.good.all()


def test_a_post_that_ends_before_it_began():
    table = check("positions", POST | {"until": "2022-01", "due_on": "2021-01"})
    assert codes(table) == {"order.until_before_since", "order.term_due_before_began"}


def test_a_broken_name_is_no_vacancy():
    assert codes(check("positions", POST | {"name": "周?"})) == {"name.broken"}


def test_the_same_person_in_the_same_post_twice_is_said():
    assert codes(check("positions", POST, POST | {"since": "2020-06"})) == {"key.maybe_twice"}


def test_every_field_has_a_class_of_privacy():
    for kind in KINDS.values():
        assert {field.privacy for field in kind.fields} <= set("PICS")
        assert set(kind.by_key) >= {field.key for field in kind.fields}
        assert len({field.key for field in kind.fields}) == len(kind.fields)
    sensitive = {f.key for f in KINDS["members"].fields if f.privacy == "S"}
    assert sensitive == {"id_number", "phone", "landline", "address"}
