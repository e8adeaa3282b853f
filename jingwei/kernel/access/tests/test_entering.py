"""Does the right person come in, and nobody else? Passwords, slips, waiting, the second factor."""

import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from conftest import AT
from jingwei.kernel.access import actions, entering, second_factor
from jingwei.kernel.access.doors import Doors, count_failure, seconds_to_wait
from jingwei.kernel.access.models import Account, Attempt, RecoveryCode, SecondFactor, Slip
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.access.tests.town import PASSWORD
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.privacy import sealing

NEW = "四个汉字词语 足够长的密码"


def doors(login: str, *, address: str = "10.1.1.1", device: str = "") -> Doors:
    return Doors.of(login, address=address, device=device)


def knock(login: str, secret: str, *, at: Any = AT, **where: str) -> entering.Arrival:
    return entering.knock(login=login, secret=secret, doors_=doors(login, **where), at=at)


def refused(login: str, secret: str, **more: Any) -> set[str]:
    with pytest.raises(Refused) as refusal:
        knock(login, secret, **more)
    return refusal.value.codes


def verbs() -> list[str]:
    with system_scope("测试"):
        return list(Entry.everything.order_by("id").values_list("verb", flat=True))[-3:]


def test_lin_comes_in_with_the_password(town: Any) -> None:
    arrival = knock(" LIN ", PASSWORD)
    assert arrival == entering.Arrival(town.lin.pk)
    assert entering.come_in(arrival, at=AT).signed_in_at == AT
    assert verbs()[-1] == "access.session.begin"


def test_a_wrong_password_is_refused_and_written_down(town: Any) -> None:
    assert refused("lin", "wrong") == {"access.door"}
    assert verbs()[-1] == "access.session.refuse"
    with acting(town.sysadmin_scope):
        line = Entry.everything.order_by("id").last()
        assert line is not None
        assert line.subject_id == str(town.lin.public_id)
        assert "wrong" not in line.payload


def test_an_unknown_login_is_refused_with_the_same_words(town: Any) -> None:
    assert refused("nobody-here", "wrong") == refused("lin", "wrong")


def test_a_closed_account_stays_outside(town: Any) -> None:
    with acting(town.sysadmin_scope):
        actions.close_account(account=town.gu, reason="调离", by=town.sysadmin_scope, at=AT)
    assert refused("gu", PASSWORD) == {"access.door"}


def slip_for(town: Any, name: str, **more: Any) -> str:
    with acting(town.sysadmin_scope):
        return actions.issue_slip(
            account=town.accounts[name], by=town.sysadmin_scope, at=AT, **more
        ).code


def test_a_slip_opens_once_and_gives_an_own_password(town: Any) -> None:
    code = slip_for(town, "branch")
    assert refused("branch", PASSWORD) == {"access.door"}  # the former password ended with it
    arrival = knock("branch", code.lower())
    assert arrival.needs_password
    assert arrival.slip_id
    entering.set_password(arrival, password=NEW, at=AT)
    assert knock("branch", NEW) == entering.Arrival(town.branch.pk)
    assert refused("branch", code) == {"access.slip"}
    with pytest.raises(Refused) as twice:
        entering.set_password(arrival, password=NEW + "又一个", at=AT)
    assert twice.value.codes == {"access.slip_spent"}


def test_a_slip_is_not_spent_by_a_password_that_will_not_do(town: Any) -> None:
    arrival = knock("branch", slip_for(town, "branch"))
    with pytest.raises(Refused) as refusal:
        entering.set_password(arrival, password="short", at=AT)
    assert "access.password_short" in refusal.value.codes
    with system_scope("测试"):
        assert Slip.everything.get().used_at is None
    entering.set_password(arrival, password=NEW, at=AT)


def test_a_slip_ends_with_its_day(town: Any) -> None:
    code = slip_for(town, "branch", days=3)
    late = AT + timedelta(days=3)
    assert refused("branch", code, at=late) == {"access.slip"}
    assert knock("branch", code, at=late - timedelta(seconds=1)).slip_id


def test_a_slip_of_somebody_else_opens_nothing(town: Any) -> None:
    assert refused("lin", slip_for(town, "branch")) == {"access.slip"}


def test_a_miscopied_slip_is_told_apart_without_telling_who_exists(town: Any) -> None:
    code = slip_for(town, "branch")
    wrong = ("0" if code[0] != "0" else "1") + code[1:]
    assert refused("branch", wrong) == refused("nobody-here", wrong) == {"access.slip_typo"}


def test_a_new_slip_voids_the_one_before(town: Any) -> None:
    first = slip_for(town, "branch")
    second = slip_for(town, "branch")
    assert refused("branch", first) == {"access.slip"}
    assert knock("branch", second).slip_id


def test_after_five_failures_one_waits_and_then_comes_in(town: Any) -> None:
    for _ in range(5):
        assert refused("lin", "wrong") == {"access.door"}
    assert refused("lin", PASSWORD) == {"access.wait"}
    assert knock("lin", PASSWORD, at=AT + timedelta(seconds=2)).account_id == town.lin.pk
    assert refused("lin", "wrong", at=AT + timedelta(seconds=2)) == {"access.door"}


def test_the_wait_says_how_long(town: Any) -> None:
    for _ in range(5):
        refused("lin", "wrong")
    with pytest.raises(Refused) as refusal:
        knock("lin", PASSWORD)
    assert str(refusal.value.findings[0]) == "试错的次数多了，请等2秒再试。"


def test_tries_during_the_wait_do_not_make_it_longer(town: Any) -> None:
    for _ in range(50):
        refused("lin", "wrong")
    assert knock("lin", PASSWORD, at=AT + timedelta(seconds=3)).account_id == town.lin.pk


@pytest.mark.slow
def test_a_thousand_tries_elsewhere_do_not_keep_lin_out(town: Any) -> None:
    """From one strange address, a try each second: few are let through to the password, Lin's
    own device is never kept waiting, and even a new device gets in after the wait."""
    checked = 0
    for second in range(1000):
        at = AT + timedelta(seconds=second)
        checked += refused("lin", f"guess {second}", at=at, address="10.9.9.9") == {"access.door"}
    assert checked <= 15
    end = AT + timedelta(seconds=1000)
    own = doors("lin", address="10.1.1.1", device="lins own device")
    assert entering.knock(login="lin", secret=PASSWORD, doors_=own, at=end)
    assert refused("lin", PASSWORD, at=end) == {"access.wait"}
    later = end + timedelta(seconds=900)
    assert knock("lin", PASSWORD, at=later).account_id == town.lin.pk


@pytest.mark.slow
def test_one_address_that_tries_many_logins_is_slowed_down(town: Any) -> None:
    for number in range(50):
        assert refused(f"east-{number}", "wrong") == {"access.door"}
    assert refused("east-51", "wrong") == {"access.wait"}
    assert knock("lin", PASSWORD, address="10.2.2.2").account_id == town.lin.pk
    assert knock("lin", PASSWORD, at=AT + timedelta(seconds=10)).account_id == town.lin.pk


def test_the_counters_tell_nobody_who_tried(town: Any) -> None:
    refused("lin", "wrong")
    assert all(len(door) == 64 and "lin" not in door for door in doors_kept())


def doors_kept() -> list[str]:
    return list(Attempt.objects.values_list("door", flat=True))


def test_coming_in_clears_ones_own_counter_and_old_ones(town: Any) -> None:
    count_failure(doors("gu"), at=AT - timedelta(days=2))
    for _ in range(4):
        refused("lin", "wrong", address="10.3.3.3")
    knock("lin", PASSWORD, address="10.3.3.3")
    assert seconds_to_wait(doors("lin"), at=AT) == 0
    assert len(doors_kept()) == 2  # the address of the failures, and the one just asked about


# ---- the second factor


def totp_of(account: Account) -> TOTP:
    with acting(Scope(account_id=account.pk)):
        factor = SecondFactor.objects.get(account=account)
    secret = sealing.unseal(factor.secret, column=second_factor.COLUMN, row=account.public_id)
    return TOTP(bytes.fromhex(secret), 6, SHA1(), 30)  # noqa: S303


def digits(account: Account, at: Any = AT) -> str:
    return totp_of(account).generate(int(at.timestamp())).decode()


def switch_on(town: Any, account: Account) -> list[str]:
    by = Scope(account_id=account.pk, account_name=account.name)
    with acting(by):
        second_factor.prepare(account=account)
        return second_factor.confirm(account=account, code=digits(account), by=by, at=AT)


def show(arrival: entering.Arrival, typed: str, at: Any) -> None:
    entering.show_factor(arrival, typed=typed, doors_=doors("lin"), at=at)


def test_with_a_second_factor_the_password_alone_is_not_enough(town: Any) -> None:
    switch_on(town, town.lin)
    arrival = knock("lin", PASSWORD)
    assert arrival.needs_factor
    later = AT + timedelta(seconds=60)
    with pytest.raises(Refused) as refusal:
        show(arrival, "000000", later)
    assert refusal.value.codes == {"access.factor"}
    show(arrival, digits(town.lin, later), later)


def test_six_digits_work_once(town: Any) -> None:
    switch_on(town, town.lin)
    arrival, later = knock("lin", PASSWORD), AT + timedelta(seconds=60)
    code = digits(town.lin, later)
    show(arrival, code, later)
    with pytest.raises(Refused):
        show(arrival, code, later + timedelta(seconds=5))


def test_a_clock_half_a_minute_off_is_forgiven_and_more_is_not(town: Any) -> None:
    switch_on(town, town.lin)
    arrival, later = knock("lin", PASSWORD), AT + timedelta(minutes=10)
    with pytest.raises(Refused):
        show(arrival, digits(town.lin, later - timedelta(seconds=90)), later)
    show(arrival, digits(town.lin, later - timedelta(seconds=30)), later)


def test_a_recovery_code_works_once_and_is_written_down(town: Any) -> None:
    told = switch_on(town, town.lin)
    assert len(told) == second_factor.RECOVERY_CODES
    arrival = knock("lin", PASSWORD)
    show(arrival, told[0].lower(), AT)
    assert verbs()[-1] == "access.factor.recover"
    with pytest.raises(Refused):
        show(arrival, told[0], AT)
    with acting(Scope(account_id=town.lin.pk)):
        assert second_factor.recovery_codes_left(town.lin) == 7


def test_guesses_at_the_second_factor_are_not_forgiven_by_the_password(town: Any) -> None:
    """Somebody who knows the password must not guess six digits without end."""
    switch_on(town, town.lin)
    outcomes = set()
    for guess in range(12):
        try:
            arrival = knock("lin", PASSWORD)
            show(arrival, f"{guess:06}", AT + timedelta(minutes=1))
        except Refused as refusal:
            outcomes |= refusal.codes
    assert "access.wait" in outcomes


def test_a_slip_does_not_lift_the_second_factor(town: Any) -> None:
    switch_on(town, town.branch)
    arrival = knock("branch", slip_for(town, "branch"))
    assert arrival.needs_factor
    assert arrival.needs_password


def test_secret_and_recovery_codes_are_not_kept_in_the_clear(town: Any) -> None:
    told = switch_on(town, town.lin)
    with system_scope("测试"):
        assert not RecoveryCode.objects.filter(code_hash__in=told).exists()
        factor = SecondFactor.objects.get()
        assert totp_of(town.lin).generate(0) not in bytes(factor.secret)
        for line in Entry.everything.filter(verb__startswith="access.factor"):
            assert json.loads(line.payload) in ({}, {"reason": ""})


def test_gu_sees_no_second_factor_of_the_east(town: Any) -> None:
    switch_on(town, town.lin)
    with acting(town.gu_scope):
        assert not SecondFactor.objects.exists()
        assert not RecoveryCode.objects.exists()


# ---- passwords


def test_a_changed_password_needs_the_former_one(town: Any) -> None:
    with pytest.raises(Refused) as refusal:
        entering.prove_again(account=town.lin, password="wrong", doors_=doors("lin"), at=AT)
    assert refusal.value.codes == {"access.former"}
    entering.prove_again(account=town.lin, password=PASSWORD, doors_=doors("lin"), at=AT)
    with acting(town.lin_scope):
        actions.change_password(account=town.lin, password=NEW, by=town.lin_scope, at=AT)
    assert knock("lin", NEW)
    assert refused("lin", PASSWORD) == {"access.door"}


def test_a_stolen_session_does_not_guess_the_password_without_end(town: Any) -> None:
    outcomes = []
    for guess in range(9):
        with pytest.raises(Refused) as refusal:
            entering.prove_again(
                account=town.lin, password=f"guess {guess}", doors_=doors("lin"), at=AT
            )
        outcomes.append(refusal.value.codes)
    assert outcomes[4:6] == [{"access.former"}, {"access.wait"}]


@pytest.mark.parametrize(
    ("policy", "password", "needs"),
    [("asvs", PASSWORD, False), ("mlps3", PASSWORD, True)],
)
def test_a_worn_out_password_lets_in_only_to_be_changed(
    town: Any, settings: Any, policy: str, password: str, needs: bool
) -> None:
    settings.JINGWEI_PASSWORDS = policy
    arrival = knock("lin", password)
    assert arrival.needs_password is needs
    if needs:
        with pytest.raises(Refused) as refusal:
            entering.set_password(arrival, password="alllowercaseletters", at=AT)
        assert "access.password_kinds" in refusal.value.codes
        entering.set_password(arrival, password="Kinds-of-three-9", at=AT)
        assert not knock("lin", "Kinds-of-three-9").needs_password
        later = AT + timedelta(days=91)
        assert knock("lin", "Kinds-of-three-9", at=later).needs_password
