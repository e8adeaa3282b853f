"""Does every number of the domain stand in the rulebook with its source, and is it asked for?"""

import ast
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jingwei.kernel.rulebook import queries
from jingwei.kernel.rulebook.later import LATER
from jingwei.kernel.rulebook.models import Chapter, Mark, Rule
from jingwei.kernel.rulebook.names import NAMES, USED

ROOT = Path(__file__).resolve().parents[4]
PACKAGE = ROOT / "jingwei"
TODAY = date(2026, 11, 23)
BEFORE, SINCE = date(2026, 5, 10), date(2026, 5, 11)
SOURCES = (ROOT / "docs" / "sources.md").read_text()


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).parts
        if "migrations" not in parts and "tests" not in parts:
            yield path, ast.parse(path.read_text())


def texts():
    """Every text constant of the code, but for the lists of names themselves."""
    found = set()
    for path, tree in modules():
        if path.parent.name == "rulebook" and path.name in ("names.py", "later.py"):
            continue
        found |= {
            node.value for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }  # fmt: skip
    return found


def test_a_number_is_asked_for_or_waits_for_a_named_part():
    said = texts()
    whole = "\n".join(said)
    unused = {name for name in USED if name not in said and name not in whole}
    assert not unused, f"nobody asks for {sorted(unused)}: take them to LATER"
    assert not USED & LATER.keys()
    used = {name for name in LATER if name in said}
    assert not used, f"{sorted(used)} are used: take them from LATER to USED"


def test_every_number_has_a_row_and_every_row_a_name(db):
    assert set(Rule.objects.values_list("name", flat=True)) == set(NAMES)


def test_every_source_of_a_number_is_listed(db):
    missing = {rule.source for rule in Rule.objects.all() if document(rule.source) not in SOURCES}
    assert not missing, "add them to docs/sources.md"


def document(source):
    """``《…》`` of a source with its article, else all of it up to a bracket."""
    if "《" in source:
        return source[source.index("《") : source.index("》") + 1]
    if source.startswith(("GB", "OWASP")):
        return source.rpartition(" ")[0] if source.count(" ") > 1 else source
    return source.partition("（")[0]


def findings():
    """Third argument or ``source=`` of every Finding, where it is a text or a named constant."""
    for path, tree in modules():
        named = {
            target.id: node.value.value
            for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant)
        }  # fmt: skip
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id != "Finding":
                continue
            given = [key.value for key in node.keywords if key.arg == "source"] or node.args[2:3]
            for one in given:
                if isinstance(one, ast.Constant):
                    yield path, one.value
                elif isinstance(one, ast.Name) and isinstance(named.get(one.id), str):
                    yield path, named[one.id]


def test_every_source_of_a_finding_is_listed():
    said = list(findings())
    assert len(said) > 50
    missing = {(path.name, source) for path, source in said if document(source) not in SOURCES}
    assert not missing, "add them to docs/sources.md"


def test_each_document_the_code_names_is_listed():
    """Sources that reach a finding by a detour are constants all the same."""
    named = {
        text[at : text.index("》", at) + 1]
        for text in texts() for at in range(len(text))
        if text[at] == "《" and "》" in text[at:]
    }  # fmt: skip
    wanted = {one for one in named if one.startswith(("《中国共产党", "《中华人民共和国"))}
    assert wanted
    assert not {one for one in wanted if one not in SOURCES}


def test_every_chapter_has_numbers_and_every_mark_its_words(db):
    on = queries.all_on(TODAY)
    assert {rule.chapter for rule in on} == set(Chapter.values)
    assert {rule.mark for rule in on} == set(Mark.values)


def test_the_numbers_the_domain_marks_unverified_are_not_shown_as_certain(db):
    for name, mark in (
        ("election.quorum.exactly_counts", "general"), ("election.candidates.surplus", "secondary"),
        ("development.notice.working_days", "secondary"), ("notice.first_day.counts", "proposal"),
        ("training.committee.hours.per_year", "general"), ("branch.full_members.least", "verified"),
    ):  # fmt: skip
        rule = queries.rule_of(name, TODAY)
        assert (rule.mark, rule.is_sure) == (mark, mark == "verified"), name


@pytest.mark.parametrize(
    ("name", "before", "since"),
    [
        ("development.rule_set", 2014, 2026), ("development.notice.working_days", None, 5),
        ("development.meeting.months", None, 1), ("development.oath.months", None, 1),
        ("development.talk.months", 1, 1), ("development.approval.months.most", 6, 6),
    ],
)  # fmt: skip
def test_the_two_rule_sets_of_development_meet_on_a_day(db, name, before, since):
    if before is None:
        assert not queries.has_rule(name, BEFORE)
    else:
        assert queries.value_of(name, BEFORE) == before
    assert queries.value_of(name, SINCE) == since


def test_a_community_of_700_households_was_large_and_is_small_since_2026(db):
    assert queries.value_of("community.households.most", date(2025, 12, 31)) == 700
    assert queries.value_of("community.households.least", date(2026, 1, 1)) == 1000


def test_a_place_has_its_own_number_and_others_that_of_the_country(db):
    limit = "service.advice.working_days"
    assert queries.rule_of(limit, TODAY, place="440106").source.startswith("广东")
    assert queries.rule_of(limit, TODAY, place="320612").mark == "proposal"
    assert queries.value_of("grid.households.most", TODAY, place="110107001") == 300
    with pytest.raises(queries.NoRule):
        queries.value_of("grid.households.most", TODAY, place="320612")
    assert queries.value_of("scale.members", TODAY, place="320600") == 465134
    assert queries.value_of("scale.members", TODAY, place="320100") == Decimal("560.51")


@pytest.mark.parametrize(
    ("group", "base", "due"),
    [
        ("wage", "0", "0.00"), ("wage", "3000", "15.00"), ("wage", "3000.01", "30.00"),
        ("wage", "5000", "50.00"), ("wage", "5000.01", "75.00"), ("wage", "10000", "150.00"),
        ("wage", "10000.01", "200.00"), ("annual_salary", "10000.01", "200.00"),
        ("no_monthly_income", "3000.01", "30.00"),
        ("retired", "5000", "25.00"), ("retired", "5000.01", "50.00"),
        ("wage", "2999.99", "15.00"), ("wage", "0.99", "0.00"), ("wage", "1", "0.01"),
    ],
)  # fmt: skip
def test_dues_take_the_whole_base_and_change_at_the_cent(db, group, base, due):
    found = queries.rate_for(f"dues.{group}", Decimal(base), TODAY)
    assert found.amount.is_exact
    assert str(found.amount.least) == due


def test_a_farmer_pays_between_two_sums_and_a_student_one(db):
    farmer = queries.rate_for("dues.farmer", Decimal(0), TODAY).amount
    assert (farmer.least, farmer.most, farmer.is_exact) == (Decimal("0.2"), Decimal(1), False)
    assert queries.rate_for("dues.small", Decimal(0), TODAY).amount.is_exact


def test_a_table_is_no_number_and_a_number_no_table(db):
    with pytest.raises(queries.NoRule, match="rate_for"):
        queries.value_of("dues.wage", TODAY)
    with pytest.raises(queries.NoRule, match="no table"):
        queries.rate_for("member.age.least", Decimal(1), TODAY)
    with pytest.raises(ValueError, match="below zero"):
        queries.rate_for("dues.wage", Decimal(-1), TODAY)
