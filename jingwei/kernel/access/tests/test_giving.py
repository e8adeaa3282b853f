"""Who gives posts, who takes them back, and what does the database believe?"""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access import actions, giving
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import posts_of, scope_of
from jingwei.kernel.access.rules import ADMINISTRATORS
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.orgs.actions import move_organisation
from jingwei.kernel.ranges import held

LEAVE = (date(2026, 12, 1), date(2026, 12, 15))


def give(town: Any, who: str, role: str, org: str, *, by: str = "secadmin", **more: Any) -> Grant:
    scope = town.scopes[by]
    with acting(scope):
        return giving.give_grant(
            account=town.accounts[who], org=town.orgs[org], role=role,
            first=more.pop("first", TODAY), until=more.pop("until", None), by=scope, at=AT, **more,
        )  # fmt: skip


def refusal(act: Any, *arguments: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.codes


def own_posts(account: Account, on: date = TODAY) -> list[Grant]:
    with acting(Scope(account_id=account.pk)):
        return posts_of(account, on)


def lines(verb: str) -> list[Entry]:
    with system_scope("测试"):
        return list(Entry.everything.filter(verb=verb))


def test_new_gets_a_post_and_may_act_in_it(town: Any) -> None:
    assert own_posts(town.new) == []
    grant = give(town, "new", "secretary", "east_two", basis="东镇〔2026〕3号")
    (post,) = own_posts(town.new)
    assert post == grant
    assert scope_of(town.new, post).covers(town.east_two.path)
    (line,) = lines("access.grant.give")
    assert json.loads(line.payload) == {
        "role": "secretary", "from": "2026-11-23", "basis": "东镇〔2026〕3号",
        "account": str(town.new.public_id),
    }  # fmt: skip


def test_a_post_brings_the_words_for_it_also_from_far_away(town: Any) -> None:
    give(town, "gu", "instructor", "other")
    with acting(town.gu_scope):
        told = {(post.role, post.org_name, post.org_code) for post in posts_of(town.gu, TODAY)}
    assert told == {("clerk", "西镇党委", "WEST"), ("instructor", "别县县委", "OTHER")}


def test_a_post_is_held_from_its_first_day_to_the_day_before_the_last(town: Any) -> None:
    give(town, "new", "cadre", "east_two", first=LEAVE[0], until=LEAVE[1])
    days = [LEAVE[0] - timedelta(1), LEAVE[0], LEAVE[1] - timedelta(1), LEAVE[1]]
    assert [bool(own_posts(town.new, day)) for day in days] == [False, True, True, False]


@pytest.mark.parametrize("by", ["officer", "lin", "branch", "sysadmin", "auditor", "gu"])
def test_only_the_security_administrator_gives_posts(town: Any, by: str) -> None:
    assert refusal(give, town, "new", "secretary", "east_two", by=by) == {"access.duty"}
    assert own_posts(town.new) == []
    assert lines("access.grant.give") == []


@pytest.mark.parametrize("by", ["officer", "lin", "secadmin", "auditor"])
def test_only_the_system_administrator_opens_and_closes_accounts(town: Any, by: str) -> None:
    scope = town.scopes[by]
    with acting(scope):
        assert refusal(
            actions.open_account, org=town.east, login="east-9", name="钱某", by=scope, at=AT
        ) == {"access.duty"}
        assert refusal(
            actions.close_account, account=town.accounts["new"], reason="x", by=scope, at=AT
        ) == {"access.duty"}


def test_nobody_gives_a_post_to_oneself(town: Any) -> None:
    found = refusal(give, town, "secadmin", "officer", "city")
    assert found == {"access.own_grant", "access.separation"}
    assert "access.own_grant" in refusal(give, town, "secadmin", "security_admin", "county")


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("who", ["sysadmin", "auditor", "lin"])
def test_the_three_administrators_are_three_people_without_a_desk(
    town: Any, who: str, role: str
) -> None:
    mine = {"sysadmin": "system_admin", "auditor": "auditor", "lin": "clerk"}[who]
    if role == mine or not {role, mine} & ADMINISTRATORS:
        give(town, who, role, "county")
    else:
        assert refusal(give, town, who, role, "county") == {"access.separation"}


def test_separation_looks_at_posts_that_are_out_of_sight(town: Any) -> None:
    """A county's security administrator does not see the posts of another county."""
    with as_owner(), system_scope("测试"):
        county = town.account("countysec", "security_admin", town.orgs["county"])
        other = town.account("othersys", "system_admin", town.orgs["other"])
    known = actions.by_login("othersys")
    assert known is not None
    assert known.pk == other.pk
    by = town.scopes[county.login]
    with acting(by):
        assert not Grant.everything.filter(account=other).exists()
        assert refusal(
            giving.give_grant, account=known, org=town.east, role="clerk", first=TODAY, until=None,
            by=by, at=AT,
        ) == {"access.separation"}  # fmt: skip


def test_no_post_is_given_outside_ones_own_part_of_the_tree(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        town.account("countysec", "security_admin", town.orgs["county"])
    assert refusal(give, town, "new", "clerk", "other", by="countysec") == {"access.duty"}


def test_the_same_post_is_not_given_twice(town: Any) -> None:
    assert refusal(give, town, "lin", "clerk", "east") == {"access.same_grant"}


def test_an_ended_post_gives_no_rights_from_that_moment(town: Any) -> None:
    with acting(town.secadmin_scope):
        ended = giving.end_grant(
            grant=town.grants["lin"], by=town.secadmin_scope, at=AT, reason="调离"
        )
    assert ended == 1
    assert own_posts(town.lin) == []
    assert json.loads(lines("access.grant.end")[0].payload)["why"] == "调离"


def test_a_post_that_began_today_can_be_taken_back_today(town: Any) -> None:
    grant = give(town, "new", "secretary", "east_two")
    with acting(town.secadmin_scope):
        giving.end_grant(grant=grant, by=town.secadmin_scope, at=AT, reason="选错了人")
    assert own_posts(town.new) == []
    with acting(town.secadmin_scope):
        assert refusal(
            giving.end_grant, grant=grant, by=town.secadmin_scope, at=AT, reason="再收一次"
        ) == {"access.grant_over"}


def test_ones_own_post_may_be_given_up_and_nobody_elses(town: Any) -> None:
    with acting(town.gu_scope):
        assert refusal(
            giving.end_grant, grant=town.grants["gu"], by=town.gu_scope, at=AT, reason=" "
        ) == {"access.no_reason"}
        giving.end_grant(grant=town.grants["gu"], by=town.gu_scope, at=AT, reason="退休")
    with acting(town.lin_scope):
        assert refusal(
            giving.end_grant, grant=town.grants["branch"], by=town.lin_scope, at=AT, reason="x"
        ) == {"access.duty"}


def test_the_last_administrator_of_a_kind_stays(town: Any) -> None:
    with acting(town.secadmin_scope):
        for who in ("sysadmin", "secadmin", "auditor"):
            assert refusal(
                giving.end_grant, grant=town.grants[who], by=town.secadmin_scope, at=AT, reason="x"
            ) == {"access.last_administrator"}
    with acting(town.sysadmin_scope):
        assert refusal(
            actions.close_account, account=town.auditor, reason="x", by=town.sysadmin_scope, at=AT
        ) == {"access.last_administrator"}
    give(town, "new", "auditor", "city")
    with acting(town.secadmin_scope):
        giving.end_grant(grant=town.grants["auditor"], by=town.secadmin_scope, at=AT, reason="换人")


# ---- deputies


def appoint(town: Any, of: str, who: str, *, by: str, **more: Any) -> Grant:
    scope = town.scopes[by]
    with acting(scope):
        return giving.appoint_deputy(
            original=town.grants[of], account=town.accounts[who],
            first=more.pop("first", LEAVE[0]), until=more.pop("until", LEAVE[1]), by=scope, at=AT,
            **more,
        )  # fmt: skip


@pytest.mark.parametrize("by", ["branch", "lin", "officer", "secadmin"])
def test_a_deputy_stands_in_for_the_days_of_the_leave(town: Any, by: str) -> None:
    """The holder appoints, the posts above, or the security administrator."""
    grant = appoint(town, "branch", "new", by=by, reason="产假")
    assert grant.deputises_id == town.grants["branch"].pk
    assert own_posts(town.new) == []
    (post,) = own_posts(town.new, LEAVE[0])
    assert (post.role, post.org_name, post.stands_in_for) == (
        "secretary",
        "东镇第一党支部",
        "Branch",
    )
    assert own_posts(town.new, LEAVE[1]) == []
    (line,) = lines("access.deputy.appoint")
    assert json.loads(line.payload)["stands_in_for"] == str(town.grants["branch"].public_id)


@pytest.mark.parametrize("by", ["gu", "sysadmin", "auditor"])
def test_others_appoint_no_deputy(town: Any, by: str) -> None:
    assert refusal(appoint, town, "branch", "new", by=by) == {"access.duty"}


def test_a_deputy_from_next_door_has_a_name_where_the_post_is(town: Any) -> None:
    appoint(town, "branch", "gu", by="branch")
    with acting(town.branch_scope):
        names = set(Account.everything.values_list("name", flat=True))
    assert "Gu" in names
    assert "Officer" not in names


def test_a_deputy_acts_for_a_smaller_organisation_if_so_appointed(town: Any) -> None:
    grant = appoint(town, "lin", "new", by="lin", org=town.east_two)
    assert grant.org_path == town.east_two.path
    assert refusal(appoint, town, "branch", "new", by="lin", org=town.east) == {"access.deputy_org"}


def test_a_deputy_passes_nothing_on(town: Any) -> None:
    town.grants["deputy"] = appoint(town, "branch", "new", by="branch")
    assert refusal(appoint, town, "deputy", "gu", by="secadmin") == {"access.deputy_chain"}


def test_an_administrator_deputises_for_no_desk(town: Any) -> None:
    assert refusal(appoint, town, "branch", "auditor", by="secadmin") == {"access.separation"}
    assert refusal(appoint, town, "auditor", "lin", by="secadmin") == {"access.separation"}
    assert refusal(appoint, town, "auditor", "new", by="auditor") == {"access.duty"}
    appoint(town, "auditor", "new", by="secadmin")


def test_when_the_post_ends_so_does_the_deputy(town: Any) -> None:
    appoint(town, "branch", "new", by="branch")
    with acting(town.secadmin_scope):
        assert (
            giving.end_grant(
                grant=town.grants["branch"], by=town.secadmin_scope, at=AT, reason="换届"
            )
            == 2
        )
    assert own_posts(town.new, LEAVE[0]) == []


def test_who_is_back_early_ends_the_deputy(town: Any) -> None:
    grant = appoint(town, "branch", "new", by="branch")
    with acting(town.branch_scope):
        giving.end_grant(grant=grant, by=town.branch_scope, at=AT, reason="提前回来")
    assert own_posts(town.new, LEAVE[0]) == []


# ---- rows nobody gave


TAMPERED = {
    "role": "UPDATE grant_of_post SET role = 'officer' WHERE id = %s",
    "term": "UPDATE grant_of_post SET held = daterange('2010-01-01', NULL) WHERE id = %s",
    "place": "UPDATE grant_of_post SET org_id = (SELECT id FROM organisation WHERE code = 'CITY'),"
    " org_path = (SELECT path FROM organisation WHERE code = 'CITY') WHERE id = %s",
    "person": "UPDATE grant_of_post SET account_id = (SELECT id FROM account WHERE login = 'gu')"
    " WHERE id = %s",
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERED)
def test_a_post_changed_by_hand_does_not_count(town: Any, what: str) -> None:
    grant = give(town, "new", "secretary", "east_two", until=date(2027, 1, 1))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(TAMPERED[what], [grant.pk])
    who = town.gu if what == "person" else town.new
    assert grant.pk not in {post.pk for post in own_posts(who)}


def test_a_post_written_by_hand_does_not_count(town: Any) -> None:
    with as_owner():
        Grant.everything.create(
            account=town.new, role="officer", org=town.city, org_path=town.city.path,
            held=held(TODAY), given_at=AT, mac=town.grants["officer"].mac,
        )  # fmt: skip
    assert own_posts(town.new) == []


def test_a_post_goes_with_its_organisation_when_the_tree_moves(town: Any) -> None:
    """The path is a label; the organisation is what the post was given for."""
    with as_owner(), system_scope("测试") as everywhere:
        move_organisation(
            org=town.east, parent=town.other, on=TODAY, by=everywhere, at=AT, basis="区划调整"
        )
    (post,) = own_posts(town.lin)
    assert post.org_path.startswith(town.other.path)
