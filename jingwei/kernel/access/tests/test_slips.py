"""Who hands out a first sign-in, to whom, and how often is it shown?"""

import json
import time
from typing import Any

import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access import actions, codes, entering, giving
from jingwei.kernel.access.doors import Doors
from jingwei.kernel.access.models import Account, SecondFactor, Slip
from jingwei.kernel.access.scope import acting, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Correction
from jingwei.kernel.privacy import sealing


def issue(town: Any, who: str, *, by: str) -> actions.Printed:
    with acting(town.scopes[by]):
        return actions.issue_slip(account=town.accounts[who], by=town.scopes[by], at=AT)


def refusal(act: Any, *arguments: Any, **more: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(*arguments, **more)
    return refused.value.codes


@pytest.mark.parametrize(
    ("by", "who"),
    [("lin", "branch"), ("officer", "branch"), ("officer", "lin"), ("sysadmin", "officer"),
     ("sysadmin", "lin"), ("lin", "member"), ("branch", "member")],
)  # fmt: skip
def test_the_post_above_hands_out_a_slip(town: Any, by: str, who: str) -> None:
    printed = issue(town, who, by=by)
    assert codes.is_whole(codes.normal(printed.code))
    assert (printed.login, printed.name) == (who, who.title())


@pytest.mark.parametrize(
    ("by", "who", "code"),
    [
        ("lin", "gu", "access.duty"),  # next door
        ("branch", "lin", "access.duty"),  # upwards
        ("branch", "branch", "access.reset"),  # oneself
        ("sysadmin", "sysadmin", "access.reset"),
        ("sysadmin", "secadmin", "access.reset"),  # or two administrators would be one
        ("sysadmin", "auditor", "access.reset"),
        ("officer", "secadmin", "access.reset"),
        ("secadmin", "lin", "access.duty"),
        ("auditor", "lin", "access.duty"),
    ],
)
def test_others_hand_out_none(town: Any, by: str, who: str, code: str) -> None:
    assert refusal(issue, town, who, by=by) == {code}
    with system_scope("测试"):
        assert not Slip.everything.exists()
        assert Account.everything.get(login=who).has_usable_password()


def test_nobody_resets_a_sign_in_that_reaches_further_than_their_own(town: Any) -> None:
    """Else the clerk of the east would come into the west by the post of somebody at home here."""
    assert issue(town, "branch", by="lin")
    with acting(town.secadmin_scope):
        giving.give_grant(
            account=town.branch, org=town.west_one, role="instructor", first=TODAY, until=None,
            by=town.secadmin_scope, at=AT,
        )  # fmt: skip
    assert refusal(issue, town, "branch", by="lin") == {"access.reset"}
    assert issue(town, "branch", by="officer")


def test_a_peer_at_the_same_desk_is_reset_by_the_post_above(town: Any) -> None:
    with as_owner(), system_scope("测试"):
        town.account("colleague", "clerk", town.east)
    assert refusal(issue, town, "colleague", by="lin") == {"access.reset"}


def test_an_administrator_with_a_second_factor_may_be_reset(town: Any) -> None:
    """Because the slip alone opens nothing then."""
    with as_owner():
        SecondFactor.objects.create(
            account=town.secadmin, confirmed_at=AT,
            secret=sealing.seal("00" * 20, column="second_factor.secret",
                                row=town.secadmin.public_id),
        )  # fmt: skip
    printed = issue(town, "secadmin", by="sysadmin")
    arrival = entering.knock(
        login="secadmin", secret=printed.code, doors_=Doors.of("secadmin", address=""), at=AT
    )
    assert arrival.needs_factor


def opened(town: Any, *names: str) -> list[Account]:
    with acting(town.sysadmin_scope):
        return [
            actions.open_account(
                org=town.orgs[name], login=f"{name}-s", name=f"{name}书记",
                by=town.sysadmin_scope, at=AT,
            )
            for name in names
        ]  # fmt: skip


def slips(town: Any, org: str, *, by: str) -> list[actions.Printed]:
    with acting(town.scopes[by]):
        return actions.issue_slips(org=town.orgs[org], by=town.scopes[by], at=AT)


def test_the_slips_of_a_subtree_are_printed_in_one_go(town: Any) -> None:
    opened(town, "east_one", "east_two", "west_one")
    with acting(town.sysadmin_scope):
        Account.everything.exclude(login__endswith="-s").update(signed_in_at=AT)
    printed = slips(town, "east", by="lin")
    assert [(slip.login, slip.org_name) for slip in printed] == [
        ("east_one-s", "东镇第一党支部"), ("east_two-s", "东镇第二党支部"),
    ]  # fmt: skip
    assert len({slip.code for slip in printed}) == 2
    for slip in printed:
        doors = Doors.of(slip.login, address="10.0.0.1")
        assert entering.knock(login=slip.login, secret=slip.code, doors_=doors, at=AT).slip_id
    with system_scope("测试"):
        line = Entry.everything.get(verb="access.slip.issue_many")
    assert json.loads(line.payload)["slips"] == 2
    assert (line.subject_id, line.actor_name) == ("EAST", "Lin")


def test_who_has_signed_in_keeps_the_password_when_slips_are_printed(town: Any) -> None:
    with acting(town.sysadmin_scope):
        Account.everything.update(signed_in_at=AT)
    opened(town, "east_two")
    assert [slip.login for slip in slips(town, "county", by="officer")] == ["east_two-s"]
    with system_scope("测试"):
        assert Account.everything.get(login="lin").has_usable_password()


def test_printing_again_voids_the_first_sheet(town: Any) -> None:
    opened(town, "east_two")
    with acting(town.sysadmin_scope):
        Account.everything.exclude(login="east_two-s").update(signed_in_at=AT)
    (first,) = slips(town, "east", by="lin")
    (second,) = slips(town, "east", by="lin")
    doors = Doors.of("east_two-s", address="10.0.0.1")
    with pytest.raises(Refused):
        entering.knock(login="east_two-s", secret=first.code, doors_=doors, at=AT)
    assert entering.knock(login="east_two-s", secret=second.code, doors_=doors, at=AT).slip_id


def test_nobody_waits_for_a_slip(town: Any) -> None:
    with acting(town.sysadmin_scope):
        Account.everything.update(signed_in_at=AT)
    assert refusal(slips, town, "east", by="lin") == {"access.nobody_waits"}


def test_no_slips_are_printed_for_the_town_next_door(town: Any) -> None:
    assert refusal(slips, town, "west", by="lin") == {"access.duty"}


def test_administrators_get_no_slip_by_the_way(town: Any) -> None:
    logins = {slip.login for slip in slips(town, "city", by="sysadmin")}
    assert not logins & {"sysadmin", "secadmin", "auditor"}
    assert "lin" in logins


@pytest.mark.slow
def test_three_thousand_slips_of_a_county_take_about_a_second(town: Any) -> None:
    with as_owner():
        Account.everything.bulk_create(
            Account(
                login=f"e{number:05}", name=f"书记{number}", org=town.east_one,
                org_path=town.east_one.path, password="!", opened_at=AT,
            )
            for number in range(3000)
        )  # fmt: skip
    began = time.process_time()
    printed = slips(town, "east", by="lin")
    assert len(printed) >= 3000
    assert len({slip.code for slip in printed}) == len(printed)
    assert time.process_time() - began < 5


def test_a_branch_opens_the_file_of_its_member_to_the_member(town: Any) -> None:
    by = town.branch_scope
    with acting(by):
        account = actions.open_account(
            org=town.east_one, login="dongyi", name="东乙", by=by, at=AT,
            person=town.people["东乙"],
        )  # fmt: skip
        assert account.person_id == town.people["东乙"].pk
        assert refusal(
            actions.open_account, org=town.east_one, login="dongyi2", name="东乙", by=by, at=AT,
            person=town.people["东乙"],
        ) == {"access.has_account"}  # fmt: skip
        assert refusal(
            actions.open_account, org=town.east_one, login="someone", name="别人", by=by, at=AT
        ) == {"access.duty"}
    assert issue(town, "member", by="branch")


def test_gu_sees_no_account_and_no_slip_of_the_east(town: Any) -> None:
    issue(town, "branch", by="lin")
    with acting(town.gu_scope):
        assert not Slip.everything.exists()
        assert set(Account.everything.values_list("login", flat=True)) == {"gu"}
        assert not Account.objects.within(town.lin_scope).exists()


def test_nobody_sees_any_account_before_signing_in(town: Any) -> None:
    assert not Account.everything.exists()


def test_who_sees_a_correction_sees_who_asked_for_it(town: Any) -> None:
    """Else a correction asked for by the city would be lost from the list of the town."""
    with as_owner():
        Correction.everything.create(
            kind="id_number", person=town.people["东甲"], org=town.east_one,
            org_path=town.east_one.path, reason="身份证上不一样", asked_by=town.officer,
            asked_at=AT,
        )  # fmt: skip
    with acting(town.lin_scope):
        (row,) = Correction.objects.within(town.lin_scope).select_related("asked_by")
        assert row.asked_by.name == "Officer"
        assert not Account.objects.within(town.lin_scope).filter(login="officer").exists()
    with acting(town.gu_scope):
        assert not Account.everything.filter(login="officer").exists()
