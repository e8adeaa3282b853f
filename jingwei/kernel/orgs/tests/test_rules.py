"""Which changes of the tree do the rules refuse, and in which words?"""

from datetime import date
from typing import Any

import pytest

from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs import rules, tie_rules, unit_rules

TODAY = date(2026, 11, 23)
NUMBERS = {
    "term.branch.years": 3,
    "term.village_community.years": 5,
    "term.organ_committee.years": 5,
    "term.organ_general_branch.years": 3,
}


def codes(found: list[Finding]) -> set[str]:
    return {finding.code for finding in found}


def founding(**more: Any) -> set[str]:
    told: dict[str, Any] = {
        "name": "东镇第三党支部", "kind": "party_branch", "founded_on": date(2026, 11, 1),
        "parent_kind": "party_committee", "parent_open": True, "code_taken": False,
        "code": "EAST-3",
    }  # fmt: skip
    return codes(rules.founding_findings(rules.Founding(**told | more), on=TODAY))


def test_a_branch_below_a_committee_may_be_founded():
    assert founding() == set()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "  "}, "org.no_name"),
        ({"name": "长" * 121}, "org.long_name"),
        ({"short_name": "长" * 61}, "org.long_name"),
        ({"kind_known": False}, "org.kind"),
        ({"code": ""}, "org.no_code"),
        ({"code": "东-3"}, "org.code_form"),
        ({"code": "a/b"}, "org.code_form"),
        ({"code": "tree"}, "org.code_form"),
        ({"code": "x" * 41}, "org.code_form"),
        ({"code": "EAST-"}, "org.code_form"),
        ({"code_taken": True}, "org.code_taken"),
        ({"founded_on": date(2026, 11, 24)}, "org.future"),
        ({"founded_on": date(1921, 6, 30)}, "org.too_early"),
        ({"due_on": date(2026, 11, 1)}, "org.due_before_start"),
        ({"parent_open": False}, "org.superior_ended"),
        ({"parent_kind": "party_branch"}, "org.below_branch"),
        ({"kind": "party_group"}, "org.group_place"),
        ({"kind": "local_committee"}, "org.local_place"),
    ],
)
def test_each_obstacle_to_founding_is_named(told: dict[str, Any], code: str):
    assert founding(**told) == {code}


def test_all_obstacles_are_named_at_once():
    found = founding(name="", code="", founded_on=date(2027, 1, 1), parent_open=False)
    assert found == {"org.no_name", "org.no_code", "org.future", "org.superior_ended"}


def test_a_committee_with_branches_cannot_become_a_branch():
    found = rules.renaming_findings(
        name="东镇党支部", on=TODAY, today=TODAY, is_open=True, since=date(2010, 1, 1), same=False,
        kind="party_branch", parent_kind="local_committee", below=["party_branch", "party_group"],
    )  # fmt: skip
    assert codes(found) == {"org.below_unfit"}
    assert "1个组织" in str(found[0])


@pytest.mark.parametrize(
    ("kind", "unit_kind", "years"),
    [
        ("party_branch", "", 3),
        ("party_branch", "community", 5),
        ("party_committee", "village", 5),
        ("party_committee", "organ", 5),
        ("general_branch", "organ", 3),
        ("general_branch", "private_firm", 5),
        ("joint_branch", "private_firm", 3),
    ],
)
def test_terms_are_as_long_as_the_regulations_say(kind: str, unit_kind: str, years: int):
    assert tie_rules.term_years(kind, unit_kind, NUMBERS) == years


def term(**more: Any) -> set[str]:
    told: dict[str, Any] = {
        "on": date(2024, 2, 29), "due_on": date(2027, 2, 28), "years": 3, "kind": "party_branch",
        "since": date(2010, 1, 1), "last_began": date(2021, 2, 28), "is_open": True,
    }  # fmt: skip
    return codes(tie_rules.term_findings(tie_rules.TermSeen(**told | more), today=TODAY))


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({}, None),
        ({"due_on": date(2024, 2, 29)}, "org.due_before_start"),
        ({"due_on": date(2027, 3, 1)}, "org.no_basis"),
        ({"due_on": date(2028, 2, 28), "basis": "镇委批复〔2027〕3号"}, None),
        ({"due_on": date(2028, 3, 1), "basis": "镇委批复〔2027〕3号"}, "org.long_term"),
        ({"kind": "temporary_branch"}, "org.no_term"),
        ({"since": date(2025, 1, 1)}, "org.before_founding"),
        ({"last_began": date(2024, 2, 29)}, "org.before_last_term"),
        ({"is_open": False}, "org.ended"),
        ({"on": date(2026, 11, 24), "due_on": date(2029, 11, 24)}, "org.future"),
    ],
)
def test_a_term_is_of_its_length_and_an_extension_has_its_approval(
    told: dict[str, Any], code: str | None
):
    assert term(**told) == ({code} if code else set())


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("", set()),
        ("91350100M000100Y43", set()),
        ("123456789012345", set()),  # a registration number of the time before
        ("91350100M000100Y44", {"unit.code_check"}),
        ("91350100M000100Y4", {"unit.code_form"}),
        ("9135O100M000100Y43", {"unit.code_form"}),
    ],
)
def test_the_credit_code_of_a_unit_must_hold(code: str, found: set[str]):
    assert codes(unit_rules.code_findings(code)) == found


def test_every_sentence_is_short_and_blames_nobody():
    """HOUSE_STYLE 1.7: at most forty characters, no code words, no blame."""
    sentences = [
        *rules.founding_findings(
            rules.Founding(
                name="", kind="party_group", founded_on=date(1900, 1, 1), parent_kind="",
                parent_open=False, code_taken=True, code="!", kind_known=False,
                due_on=date(1900, 1, 1),
            ),
            on=TODAY,
        ),
        *rules.dissolving_findings(
            on=date(2027, 1, 1), today=TODAY, is_open=False, since=date(2027, 1, 1), below=1,
            members=2, holders=3, units=4, basis="", busy_until=date(2028, 1, 1),
        ),
        *rules.moving_findings(
            on=date(2027, 1, 1), today=TODAY, is_open=False, parent_open=False, kind="party_group",
            parent_kind="party_committee", inside=True, already=True, since=date(2028, 1, 1),
            is_root=True, parent_since=date(2028, 1, 1),
        ),
        *tie_rules.dual_findings(
            on=date(2027, 1, 1), today=TODAY, same=True, is_superior=True, below=True,
            already=True, both_open=False, since=date(2028, 1, 1), basis="",
        ),
    ]  # fmt: skip
    assert len(sentences) > 20
    for finding in sentences:
        said = str(finding)
        assert len(said) <= 40, said
        assert said.endswith("。"), said
        assert not any(word in said for word in ("非法", "错误", "失败", "！", "{")), said
