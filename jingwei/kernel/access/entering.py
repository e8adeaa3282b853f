"""Who stands at the door? Login and password, or a printed slip; every try leaves a trace."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password

from jingwei.kernel.access import codes, doors, passwords, rules, second_factor, sessions
from jingwei.kernel.access.actions import (
    by_login,
    change_password,
    lock,
    open_slip,
    use_slip,
)
from jingwei.kernel.access.doors import Doors
from jingwei.kernel.access.models import Account, Slip
from jingwei.kernel.access.posts import scope_as_oneself
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.findings import Finding, Refused

NOT_KNOWN = Finding(
    "access.door", "登录名和密码对不上，请再看一遍；忘了就请上级发一张小条。", rules.HOUSE
)
SLIP_NOT_KNOWN = Finding(
    "access.slip", "登录名和小条对不上，或小条过期了；可以请上级重发。", rules.HOUSE
)
MISCOPIED = Finding("access.slip_typo", "小条上的口令抄错了一位，请对着小条再看一遍。", rules.HOUSE)
FACTOR = Finding("access.factor", "六位数不对或用过了，请等下一组数再填。", rules.HOUSE)
FORMER = Finding("access.former", "现在的密码不对，请再看一遍。", rules.HOUSE)
GONE = Finding("access.door_again", "隔得太久了，请从登录名和密码重新开始。", rules.HOUSE)


@dataclass(frozen=True)
class Arrival:
    """Somebody who showed the first proof. What is still to be done before the door opens."""

    account_id: int
    slip_id: int | None = None
    needs_factor: bool = False
    needs_password: bool = False


def knock(*, login: str, secret: str, doors_: Doors, at: datetime) -> Arrival:
    """Check a login with its password, or with the code of a slip.

    Raises: Refused. A failure is counted and written down, so the caller must keep the
    transaction; ``access.wait`` is refused before anything is checked.
    """
    login = codes.login_form(login)
    wait_at(doors_, at=at)
    arrival = _arrival(login, secret, at)
    if arrival is None:
        doors.count_failure(doors_, at=at)
        raise Refused(_why(secret))
    if not arrival.needs_factor:
        # Else a known password would wipe out every wrong guess at the second factor.
        doors.forget(doors_, at=at)
    return arrival


def _arrival(login: str, secret: str, at: datetime) -> Arrival | None:
    known = by_login(login)
    if known is None:
        make_password(secret)  # so that an unknown login takes as long as a known one
        return None
    with acting(Scope(account_id=known.pk, account_name=known.name)) as by:
        account = Account.everything.get(pk=known.pk)
        if known.is_active and account.check_password(secret):
            return Arrival(
                known.pk,
                needs_factor=second_factor.is_on(account),
                needs_password=account.must_change
                or rules.is_worn_out(account.password_at, at=at, policy=doors.policy()),
            )
        slip = open_slip(account, secret, at=at) if known.is_active else None
        if slip is not None:
            return Arrival(
                known.pk, slip.pk, needs_factor=second_factor.is_on(account), needs_password=True
            )
        write_account_line(verb="access.session.refuse", account=account, by=by, at=at)
    return None


def _why(secret: str) -> Finding:
    """A code that does not check was copied wrongly; anything else is told apart by nobody."""
    code = codes.normal(secret)
    grouped = "-" in secret or secret.isupper()
    if len(code) == codes.LENGTH and grouped:
        return SLIP_NOT_KNOWN if codes.is_whole(code) else MISCOPIED
    return NOT_KNOWN


def show_factor(arrival: Arrival, *, typed: str, doors_: Doors, at: datetime) -> None:
    """Check the second factor of somebody who arrived.

    Raises: Refused; counted like a wrong password.
    """
    wait_at(doors_, at=at)
    with acting(Scope(account_id=arrival.account_id)):
        account = Account.everything.get(pk=arrival.account_id)
        by = scope_as_oneself(account)
        good = account.is_active and second_factor.accepts(
            account=account, typed=typed, by=by, at=at
        )
        if not good:
            write_account_line(verb="access.session.refuse", account=account, by=by, at=at)
    if not good:
        doors.count_failure(doors_, at=at)
        raise Refused(FACTOR)
    doors.forget(doors_, at=at)


def prove_again(*, account: Account, password: str, doors_: Doors, at: datetime) -> None:
    """The password once more before a step that weakens the account; counted like a sign-in.

    Raises: Refused; the caller must keep the transaction.
    """
    wait_at(doors_, at=at)
    if not account.check_password(password):
        doors.count_failure(doors_, at=at)
        raise Refused(FORMER)


def prove_it_is_you(
    *, account: Account, typed: str, doors_: Doors, by: Scope, at: datetime
) -> None:
    """The second factor where there is one, else the password, before sealed values go out.

    Raises: Refused; the caller must keep the transaction.
    """
    if not second_factor.is_on(account):
        prove_again(account=account, password=typed, doors_=doors_, at=at)
        return
    wait_at(doors_, at=at)
    if not second_factor.accepts(account=account, typed=typed, by=by, at=at):
        doors.count_failure(doors_, at=at)
        raise Refused(FACTOR)


def wait_at(doors_: Doors, *, at: datetime) -> None:
    """Raises: Refused ``access.wait`` with the seconds still to wait."""
    wait = doors.seconds_to_wait(doors_, at=at)
    if wait:
        raise Refused(
            Finding("access.wait", "试错的次数多了，请等{n}秒再试。", rules.HOUSE, {"n": wait})
        )


def set_password(arrival: Arrival, *, password: str, at: datetime) -> None:
    """The own password, with the slip of this arrival or in place of a worn-out one."""
    with acting(Scope(account_id=arrival.account_id)):
        account = lock(Account(pk=arrival.account_id))
        by = scope_as_oneself(account)
        if arrival.slip_id is None:
            change_password(account=account, password=password, by=by, at=at)
            return
        slip = Slip.everything.filter(pk=arrival.slip_id).first()
        if slip is None:
            raise Refused(GONE)
        use_slip(account=account, slip=slip, password=password, by=by, at=at)


def password_findings(arrival: Arrival, password: str) -> list[Finding]:
    """What the page says of a password before it is sent for good."""
    with acting(Scope(account_id=arrival.account_id)):
        return passwords.findings(Account.everything.get(pk=arrival.account_id), password)


def come_in(arrival: Arrival, *, at: datetime) -> Account:
    """The door is open: when, and a line for it."""
    with acting(Scope(account_id=arrival.account_id)):
        account = lock(Account(pk=arrival.account_id))
        if not account.is_active:
            raise Refused(GONE)
        sessions.forget_ended(at=at)
        account.signed_in_at = at
        account.save(update_fields=["signed_in_at"])
        write_account_line(
            verb="access.session.begin", account=account, by=scope_as_oneself(account), at=at,
            facts={"slip": arrival.slip_id is not None},
        )  # fmt: skip
    return account
