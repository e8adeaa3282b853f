"""What do the rules say of files, of stretches of belonging and of corrections? Tables of dates."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.people import belonging_rules as belonging
from jingwei.kernel.people import correction_rules, post_rules, rules
from jingwei.kernel.people.rules import Details, Known
from jingwei.kernel.rulebook.codes import identity

TODAY = date(2026, 11, 23)
GOOD = Details(
    name="东甲", sex="1", birth=Known(date(1980, 1, 1)), joined=Known(date(2000, 7, 1)),
    full=Known(date(2001, 7, 1)), ethnicity="01", education="21",
)  # fmt: skip


NUMBER = id_number(date(1980, 1, 1), 1)
WRONG_CHECK = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
WIDE = NUMBER.translate({ord(c): ord(c) + 0xFEE0 for c in NUMBER})


def codes(found):
    return {finding.code for finding in found}


def contradictions(details, category="full", number=""):
    read = identity.read(number, today=TODAY) if number else None
    return codes(
        rules.details_findings(
            details, category=category, today=TODAY,
            number=read if isinstance(read, identity.Identity) else None,
        )
    )  # fmt: skip


def doubts(details, category="full"):
    return codes(
        rules.details_doubts(details, category=category, number=None, today=TODAY, least_age=18)
    )


def test_a_file_in_order_has_no_findings():
    assert contradictions(GOOD) == set()
    assert doubts(GOOD) == set()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "  "}, "people.name.missing"),
        ({"name": "甲" * 51}, "people.text.long"),
        ({"address": "路" * 201}, "people.text.long"),
        ({"birth": Known(date(2026, 11, 24))}, "people.date.future"),
        ({"joined": Known(date(1979, 12, 31))}, "people.joined.order"),
        ({"full": Known(date(2000, 6, 30))}, "people.full.order"),
        ({"lost": Known(date(1979, 1, 1))}, "people.lost.order"),
        ({"phone": "1390000000"}, "people.phone.form"),
        ({"landline": "12"}, "people.landline.form"),
        ({"education": "29"}, "people.code.unknown"),
        ({"sex": "3"}, "people.code.unknown"),
    ],
)
def test_a_contradiction_is_named(changed, code):
    assert code in contradictions(replace(GOOD, **changed))


@pytest.mark.parametrize(
    ("birth", "joined", "doubtful"),
    [
        (Known(date(1980, 3, 15)), Known(date(1998, 3, 14)), True),
        (Known(date(1980, 3, 15)), Known(date(1998, 3, 15)), False),
        (Known(date(1980, 2, 29)), Known(date(1998, 2, 28)), False),
        (Known(date(1980, 3, 1), "m"), Known(date(1998, 3, 1), "m"), False),
        (Known(date(1980, 3, 1), "m"), Known(date(1998, 2, 1), "m"), True),
        (Known(date(1980, 1, 1), "y"), Known(date(1998, 1, 1), "y"), False),
    ],
)
def test_eighteen_is_counted_as_exactly_as_the_days_are_known(birth, joined, doubtful):
    seen = doubts(replace(GOOD, birth=birth, joined=joined, full=None))
    assert ("people.joined.young" in seen) is doubtful


def test_the_order_of_days_is_judged_by_what_is_known_of_them():
    same_month = replace(
        GOOD, joined=Known(date(2000, 7, 1), "m"), full=Known(date(2000, 7, 1), "m")
    )
    assert "people.full.order" not in contradictions(same_month)
    assert "people.full.soon" in doubts(same_month)
    assert "people.full.soon" not in doubts(replace(GOOD, full=Known(date(2001, 7, 1))))


def test_a_probationary_member_has_no_day_of_becoming_full():
    assert "people.category.dates" in contradictions(GOOD, "probationary")
    assert "people.category.missing" in contradictions(GOOD, "")
    waiting = replace(GOOD, joined=Known(date(2026, 1, 5)), full=None)
    assert contradictions(waiting, "probationary") == set()
    assert "people.joined.missing" in contradictions(replace(waiting, joined=None), "probationary")
    long = replace(waiting, joined=Known(date(2024, 1, 5)))
    assert "people.probation.long" in doubts(long, "probationary")


def test_sex_and_birth_must_agree_with_the_id_number():
    assert contradictions(GOOD, number=NUMBER) == set()
    assert contradictions(replace(GOOD, sex="2"), number=NUMBER) == {"people.id.sex"}
    other = replace(GOOD, birth=Known(date(1980, 1, 2)))
    assert contradictions(other, number=NUMBER) == {"people.id.birth"}
    month = replace(GOOD, birth=Known(date(1980, 1, 1), "m"))
    assert contradictions(month, number=NUMBER) == set()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("99000019800101001", "people.id.form"),
        ("990000198002300013", "people.id.birth_form"),
        (WRONG_CHECK, "people.id.check"),
        (WIDE, None),
        ("", "people.id.form"),
    ],
)
def test_a_number_is_judged_as_it_is_and_never_guessed(number, code):
    found = codes(rules.number_findings(number, TODAY))
    assert found == ({code} if code else set())


FULL = belonging.Standing(
    since=date(2019, 7, 1), category="full", state="normal", joined=Known(date(2019, 7, 1))
)
NEW = replace(FULL, category="probationary", since=date(2025, 7, 1), joined=Known(date(2025, 7, 1)))
GONE = belonging.Standing(since=None)


@pytest.mark.parametrize(
    ("seen", "category", "on", "code"),
    [
        (NEW, "full", date(2026, 7, 1), None),
        (NEW, "full", date(2026, 6, 30), "people.category.early"),
        (replace(NEW, joined=Known(date(2025, 7, 1), "m")), "full", date(2026, 7, 1), None),
        (NEW, "full", date(2026, 11, 24), "people.date.future"),
        (NEW, "full", date(2025, 6, 1), "people.before_last_change"),
        (NEW, "probationary", TODAY, "people.category.same"),
        (FULL, "probationary", TODAY, "people.category.back"),
        (GONE, "full", TODAY, "people.not_member"),
        (replace(NEW, merged=True), "full", TODAY, "people.merged"),
    ],
)
def test_probation_lasts_a_year(seen, category, on, code):
    found = codes(belonging.category_findings(seen, category=category, on=on, today=TODAY))
    assert (code in found) if code else (found == set())


@pytest.mark.parametrize(
    ("ended", "on", "basis", "posts", "wanted"),
    [
        ("died", TODAY, "", 2, set()),
        ("transferred_out", TODAY, "介绍信1号", 0, set()),
        ("transferred_out", TODAY, " ", 0, {"people.no_basis"}),
        ("left", TODAY, "批复", 1, {"people.ended.holds_posts"}),
        ("moved", TODAY, "", 0, {"people.ended.missing"}),
        ("died", date(2019, 7, 1), "", 0, {"people.before_last_change"}),
        ("left", date(2027, 1, 1), "", 1,
         {"people.date.future", "people.no_basis", "people.ended.holds_posts"}),
    ],
)  # fmt: skip
def test_an_end_says_all_that_stands_in_its_way(ended, on, basis, posts, wanted):
    found = belonging.ending_findings(
        FULL, ended=ended, on=on, today=TODAY, basis=basis, posts=posts
    )
    assert codes(found) == wanted


@pytest.mark.parametrize(
    ("kind", "is_open", "on", "code"),
    [
        ("party_branch", True, TODAY, None),
        ("joint_branch", True, TODAY, None),
        ("temporary_branch", True, TODAY, "people.home.temporary"),
        ("party_committee", True, TODAY, "people.home.kind"),
        ("functional_org", True, TODAY, "people.home.kind"),
        ("party_branch", False, TODAY, "people.home.ended"),
        ("party_branch", True, date(2009, 1, 1), "people.home.founded"),
    ],
)
def test_a_relation_lies_in_a_branch_that_is_there(kind, is_open, on, code):
    found = codes(
        belonging.home_findings(kind=kind, is_open=is_open, founded=date(2010, 1, 1), on=on)
    )
    assert found == ({code} if code else set())


def test_suspension_and_restoring_go_by_turns():
    suspended = replace(FULL, state="suspended")
    say: Any = {"on": TODAY, "today": TODAY, "basis": "批复"}
    assert belonging.suspending_findings(FULL, **say) == []
    assert codes(belonging.suspending_findings(suspended, **say)) == {"people.state.suspended"}
    assert belonging.restoring_findings(suspended, **say) == []
    assert codes(belonging.restoring_findings(FULL, **say)) == {"people.state.normal"}
    without = belonging.restoring_findings(suspended, on=TODAY, today=TODAY, basis="")
    assert codes(without) == {"people.no_basis"}


PAIR = correction_rules.Pair(
    same_file=False, keep_merged=False, other_merged=False, two_numbers=False, under_way=False
)


@pytest.mark.parametrize(
    ("changed", "reason", "wanted"),
    [
        ({}, "同名同生日", set()),
        ({"same_file": True}, "x", {"people.merge.same"}),
        ({"other_merged": True}, "x", {"people.merge.done"}),
        ({"two_numbers": True, "under_way": True}, "",
         {"people.no_reason", "people.merge.two_numbers", "people.correction.open"}),
    ],
)  # fmt: skip
def test_two_files_are_merged_only_where_nothing_speaks_against_it(changed, reason, wanted):
    assert (
        codes(correction_rules.merging_findings(replace(PAIR, **changed), reason=reason)) == wanted
    )


def test_the_second_person_is_somebody_else_and_says_why_not():
    say = correction_rules.deciding_findings
    assert say(same_account=False, is_open=True, agree=True, answer="") == []
    both = say(same_account=True, is_open=False, agree=False, answer="")
    assert codes(both) == {
        "people.correction.two_people", "people.correction.decided", "people.correction.why",
    }  # fmt: skip


def test_a_seat_has_one_holder_at_a_time():
    say: Any = {
        "post_open": True, "since": date(2010, 1, 1), "free_from": None, "taken": False,
        "on": TODAY, "today": TODAY, "due_on": date(2029, 1, 1), "is_member": True,
        "merged": False,
    }  # fmt: skip
    assert post_rules.appointing_findings(**say) == []
    for changed, code in (
        ({"taken": True}, "people.post.taken"),
        ({"free_from": date(2026, 12, 1)}, "people.post.taken_then"),
        ({"due_on": TODAY}, "people.post.due"),
        ({"post_open": False}, "people.post.closed"),
        ({"on": date(2009, 1, 1)}, "people.post.before"),
        ({"is_member": False}, "people.not_member"),
        ({"merged": True}, "people.merged"),
    ):
        assert code in codes(post_rules.appointing_findings(**(say | changed)))


def test_no_sentence_is_long_or_blames():
    import inspect

    from jingwei.kernel.findings import Finding

    modules = (rules, belonging, correction_rules, post_rules)
    text = "".join(inspect.getsource(module) for module in modules)
    assert Finding.__name__ in text
    for word in ("非法", "错误", "失败", "invalid", "！"):
        assert word not in text
