"""Which password is good enough, how long does one wait, who may hold what? Tables of cases."""

from datetime import date, timedelta

import pytest

from conftest import AT
from jingwei.kernel.access import rules
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.findings import Finding

ASVS, MLPS3 = rules.POLICIES["asvs"], rules.POLICIES["mlps3"]
TODAY = date(2026, 11, 23)


def codes(found: list[Finding]) -> set[str]:
    return {finding.code for finding in found}


def findings(password: str, *, policy=ASVS, is_common=False, own=("lin", "林东东", "jingwei")):
    return codes(
        rules.password_findings(password, policy=policy, is_common=is_common, own_words=own)
    )


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("correct horse battery", set()),
        ("只有小写和汉字也可以用", set()),
        ("nine char", {"access.password_short"}),
        ("x" * 129, {"access.password_long", "access.password_plain"}),
        ("ababababab", {"access.password_plain"}),
        ("我是林东东呀我爱我的家", {"access.password_own"}),
        ("Jingwei-2026-spring", {"access.password_own"}),
        ("berlin-is-far-away", set()),  # a three-letter login inside a word is no secret told
    ],
)
def test_a_password_is_judged_by_length_and_by_what_it_tells(password, expected):
    assert findings(password) == expected


def test_a_common_password_will_not_do():
    assert findings("1234567890", is_common=True) == {"access.password_common"}


def test_level_three_asks_for_three_kinds_and_asvs_does_not():
    assert findings("only small letters") == set()
    assert findings("onlysmallletters", policy=MLPS3) == {"access.password_kinds"}
    assert findings("Upper-and-lower", policy=MLPS3) == set()


@pytest.mark.parametrize(
    ("policy", "days", "worn"),
    [(ASVS, 4000, False), (MLPS3, 89, False), (MLPS3, 91, True)],
)
def test_a_password_wears_out_only_where_the_place_says_so(policy, days, worn):
    assert rules.is_worn_out(AT - timedelta(days=days), at=AT, policy=policy) is worn


def test_a_password_of_unknown_age_is_worn_out_at_level_three():
    assert rules.is_worn_out(None, at=AT, policy=MLPS3)
    assert not rules.is_worn_out(None, at=AT, policy=ASVS)


@pytest.mark.parametrize(
    ("failures", "passed", "wait"),
    [
        (0, 0, 0), (4, 0, 0), (5, 0, 2), (5, 2, 0), (6, 0, 4), (8, 6, 10), (14, 0, 900),
        (500, 0, 900), (500, 899, 1), (500, 900, 0), (500, 3601, 0),
    ],
)  # fmt: skip
def test_the_wait_doubles_and_never_lasts_for_ever(failures, passed, wait):
    last = AT - timedelta(seconds=passed)
    assert rules.seconds_to_wait(failures, last, at=AT, policy=ASVS) == wait


def test_level_three_waits_ten_minutes_after_five_failures():
    assert rules.seconds_to_wait(4, AT, at=AT, policy=MLPS3) == 0
    assert rules.seconds_to_wait(5, AT, at=AT, policy=MLPS3) == 600
    assert rules.seconds_to_wait(99, AT, at=AT, policy=MLPS3) == 1800


def test_old_failures_are_forgotten():
    assert rules.failures_left(7, AT - timedelta(minutes=59), at=AT) == 7
    assert rules.failures_left(7, AT - timedelta(minutes=61), at=AT) == 0


def test_an_address_is_forgiven_one_try_in_ten_seconds():
    assert rules.address_level(50, AT - timedelta(seconds=95), at=AT) == 41
    assert rules.address_level(5, AT - timedelta(hours=1), at=AT) == 0


def test_the_rules_and_the_roles_name_the_same_administrators():
    assert {role.key for role in ROLES.values() if role.separated} == rules.ADMINISTRATORS


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("held", sorted(ROLES))
def test_an_administrator_holds_nothing_else(role, held):
    """The whole matrix: two posts go together unless one of them is an administrator's."""
    apart = role != held and bool({role, held} & rules.ADMINISTRATORS)
    found = codes(rules.separation_findings(role, {held}))
    assert found == ({"access.separation"} if apart else set())


def test_two_posts_of_one_administrator_are_still_one_administrator():
    assert rules.separation_findings("auditor", {"auditor"}) == []


def deputising(**more):
    seen = {
        "first": date(2026, 12, 1), "until": date(2026, 12, 15),
        "original_first": date(2025, 1, 1), "original_until": date(2027, 1, 1),
        "original_is_deputy": False, "inside": True, "same_person": False, **more,
    }  # fmt: skip
    return codes(rules.deputy_findings(rules.Deputising(**seen)))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, set()),
        ({"until": date(2027, 1, 1)}, set()),
        ({"until": date(2027, 1, 2)}, {"access.deputy_term"}),
        ({"first": date(2024, 12, 31)}, {"access.deputy_term"}),
        ({"original_until": None}, set()),
        ({"until": None}, {"access.deputy_end", "access.deputy_term"}),
        ({"original_is_deputy": True}, {"access.deputy_chain"}),
        ({"inside": False}, {"access.deputy_org"}),
        ({"same_person": True}, {"access.deputy_self"}),
    ],
)
def test_a_deputy_does_the_same_or_less_for_part_of_the_time(more, expected):
    assert deputising(**more) == expected


@pytest.mark.parametrize(
    ("first", "until", "expected"),
    [
        (TODAY, None, set()),
        (TODAY, TODAY, {"access.term"}),
        (TODAY, TODAY - timedelta(days=1), {"access.term"}),
        (TODAY - timedelta(days=9), TODAY, {"access.term_past"}),
        (TODAY - timedelta(days=9), TODAY + timedelta(days=1), set()),
    ],
)
def test_a_term_has_days_to_come(first, until, expected):
    assert codes(rules.term_findings(first, until, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, set()),
        ({"login": ""}, {"access.no_login"}),
        ({"login": "ab"}, {"access.login_length"}),
        ({"login_taken": True}, {"access.login_taken"}),
        ({"name": "  "}, {"access.no_name"}),
        ({"name": "长" * 51}, {"access.long_name"}),
        ({"org_open": False, "person_has_one": True}, {"access.org_ended", "access.has_account"}),
    ],
)
def test_all_that_stands_against_a_new_account_is_said_at_once(more, expected):
    seen = {"login": "east-9", "name": "钱某", "login_taken": False, "org_open": True, **more}
    assert codes(rules.opening_findings(rules.Opening(**seen))) == expected
