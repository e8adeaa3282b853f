"""How does somebody get a sign-in, and lose it? Accounts, slips and passwords, each with a line."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from jingwei.kernel.access import codes, passwords, rules, second_factor
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account, Slip
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.ranges import held

SLIP_DAYS = 14
SLIP_PURPOSE = "slip"


@dataclass(frozen=True)
class Known:
    """What may be known of an account by its exact login, wherever it belongs."""

    pk: int
    public_id: Any
    name: str
    is_active: bool


@dataclass(frozen=True)
class Printed:
    """What stands on one printed slip; the code is told this once and kept nowhere."""

    login: str
    name: str
    org_name: str
    org_code: str
    code: str
    until: datetime


def by_login(login: str) -> Known | None:
    """The account with exactly this login, also outside the scope: for signing in, for posts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, public_id, name, is_active FROM account_by_login(%s)",
            [codes.login_form(login)],
        )
        row = cursor.fetchone()
    return Known(*row) if row else None


def roles_held(account_id: int, first: date, until: date | None = None) -> list[tuple[str, str]]:
    """Role and path of every post of an account in a stretch of days, also out of sight."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT role, org_path FROM roles_held(%s, %s)", [account_id, held(first, until)]
        )
        return [(role, path) for role, path in cursor.fetchall()]


def open_account(
    *,
    org: Organisation,
    login: str,
    name: str,
    by: Scope,
    at: datetime,
    person: Person | None = None,
    is_demo: bool = False,
) -> Account:
    """Open an account for one person at ``org``; it has no password and no posts yet.

    A branch opens accounts for its own members, who then see their own file and nothing else;
    all others are opened by the system administrator.
    """
    if not (person is not None and by.holds(Duty.MEMBERS_CHANGE, person.org_path)):
        by.require(Duty.ACCOUNTS_OPEN, org.path)
    login = codes.login_form(login)
    refuse(
        rules.opening_findings(
            rules.Opening(
                login=login, name=name, login_taken=by_login(login) is not None,
                org_open=org.is_open,
                person_has_one=person is not None
                and Account.everything.filter(person=person, is_active=True).exists(),
            )
        )
    )  # fmt: skip
    account = Account(
        login=login, name=name.strip(), org=org, org_path=org.path, person=person,
        opened_at=at, is_demo=is_demo,
    )  # fmt: skip
    account.set_unusable_password()
    account.save(force_insert=True)
    write_account_line(
        verb="access.account.open", account=account, by=by, at=at,
        facts={"login": login, "own_file": person is not None}, values={"name": account.name},
    )  # fmt: skip
    return account


def close_account(*, account: Account, reason: str, by: Scope, at: datetime) -> Account:
    """Close an account for good: its sessions end with their next request."""
    by.require(Duty.ACCOUNTS_OPEN, account.org_path)
    account = lock(account)
    found = []
    if not account.is_active:
        found.append(Finding("access.account_closed", "这个账号已经关闭了。", rules.HOUSE))
    if account.pk == by.account_id:
        found.append(
            Finding("access.close_self", "不能关自己的账号，请另一位系统管理员办。", rules.HOUSE)
        )
    if not reason.strip():
        found.append(Finding("access.no_reason", "请写明原因，例如调离、退休。", rules.HOUSE))
    if last_of_its_kind(account.pk, on=local_day(at)):
        found.append(LAST_ADMINISTRATOR)
    refuse(found)
    account.is_active, account.closed_at = False, at
    account.set_unusable_password()
    account.save(update_fields=["is_active", "closed_at", "password"])
    Slip.everything.filter(account=account, used_at=None).delete()
    write_account_line(
        verb="access.account.close", account=account, by=by, at=at, facts={"why": reason.strip()}
    )
    return account


LAST_ADMINISTRATOR = Finding(
    "access.last_administrator", "这是最后一位这样的管理员，请先请好接手的人。", rules.SEPARATION
)


def last_of_its_kind(account_id: int, *, on: date) -> bool:
    """Would one of the three administrators be missing without this account?"""
    mine = {role for role, _ in roles_held(account_id, on)} & rules.ADMINISTRATORS
    with connection.cursor() as cursor:
        for role in mine:
            cursor.execute(
                "SELECT count(DISTINCT g.account_id) FROM grant_of_post g"
                " JOIN account a ON a.id = g.account_id"
                " WHERE g.role = %s AND g.held @> %s AND a.is_active AND a.id <> %s",
                [role, on, account_id],
            )
            if cursor.fetchone() == (0,):
                return True
    return False


def may_reset(account: Account, *, by: Scope, on: date) -> bool:
    """May this post hand out a new first sign-in for ``account``?"""
    if not by.holds(Duty.SLIPS_ISSUE, account.org_path) or account.pk == by.account_id:
        return False
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT %s IN (SELECT resettable(%s, %s, %s, %s))",
            [account.pk, account.org_path, upper(account.org_path), on, _level_too(by)],
        )
        (inside,) = cursor.fetchone()
    if inside:
        return True
    # Whoever resets an administrator could be one, so there the second factor must stand firm.
    is_administrator = any(role in rules.ADMINISTRATORS for role, _ in roles_held(account.pk, on))
    return is_administrator and Duty.ACCOUNTS_OPEN in by.duties and second_factor.is_on(account)


def issue_slip(*, account: Account, by: Scope, at: datetime, days: int = SLIP_DAYS) -> Printed:
    """A new first sign-in on paper. The former password and open sessions end at once."""
    by.require(Duty.SLIPS_ISSUE, account.org_path)
    account = lock(account)
    if not account.is_active:
        raise Refused(
            Finding("access.account_closed", "这个账号已经关闭，请先开一个新的。", rules.HOUSE)
        )
    if not may_reset(account, by=by, on=local_day(at)):
        raise Refused(
            Finding("access.reset", "这个账号要由它上级的同事或系统管理员重发小条。", rules.HOUSE)
        )
    org = Organisation.everything.get(pk=account.org_id)
    printed = write_slip(account, org, by=by, at=at, until=at + timedelta(days=days))
    write_account_line(
        verb="access.slip.issue", account=account, by=by, at=at,
        facts={"until": printed.until, "reset": account.signed_in_at is not None},
    )  # fmt: skip
    return printed


def drop_second_factor(*, account: Account, by: Scope, at: datetime) -> None:
    """For somebody who lost telephone and recovery codes; the password stays.

    Never for one of the administrators: a slip and this together would make them one person.
    """
    by.require(Duty.ACCOUNTS_OPEN, account.org_path)
    held_now = {role for role, _ in roles_held(account.pk, local_day(at))}
    if held_now & rules.ADMINISTRATORS or account.pk == by.account_id:
        raise Refused(
            Finding(
                "access.factor_of_administrator",
                "管理员的动态口令只能用恢复码，或在服务器上停用。", rules.SEPARATION,
            )
        )  # fmt: skip
    second_factor.remove(account=account, by=by, at=at)


def write_slip(
    account: Account, org: Organisation, *, by: Scope, at: datetime, until: datetime
) -> Printed:
    """Void what the account had, keep the digest of a fresh code, tell the code."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Slip.everything.filter(account=account, used_at=None).delete()
    code = codes.new_code()
    Slip.everything.create(
        account=account, org=org, org_path=org.path, code_hash=slip_digest(account.pk, code),
        issued_by_id=by.account_id, issued_at=at, until=until,
    )  # fmt: skip
    return Printed(account.login, account.name, str(org), org.code, codes.grouped(code), until)


def issue_slips(
    *, org: Organisation, by: Scope, at: datetime, days: int = SLIP_DAYS
) -> list[Printed]:
    """Slips for everybody at and below ``org`` who never signed in, in the order of the tree.

    One line for the whole batch; about six seconds for a city of 25,000.
    """
    by.require(Duty.SLIPS_ISSUE, org.path)
    until = at + timedelta(days=days)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.id, a.login, a.name, a.org_id, a.org_path,"
            " coalesce(nullif(o.short_name, ''), o.name), o.code"
            " FROM resettable(%s, %s, %s, %s) r(id) JOIN account a ON a.id = r.id"
            " JOIN organisation o ON o.id = a.org_id"
            " WHERE a.is_active AND a.signed_in_at IS NULL AND a.id <> %s"
            " ORDER BY a.org_path, a.id FOR UPDATE OF a",
            [org.path, upper(org.path), local_day(at), _level_too(by), by.account_id or 0],
        )
        rows = cursor.fetchall()
        cursor.execute(
            "DELETE FROM slip WHERE used_at IS NULL AND account_id = ANY (%s)",
            [[row[0] for row in rows]],
        )
    if not rows:
        raise Refused(
            Finding("access.nobody_waits", "这里没有还没登录过的账号，不用发小条。", rules.HOUSE)
        )
    slips, printed = [], []
    for pk, login, name, org_id, org_path, org_name, org_code in rows:
        code = codes.new_code()
        slips.append(
            Slip(
                account_id=pk, org_id=org_id, org_path=org_path,
                code_hash=slip_digest(pk, code), issued_by_id=by.account_id, issued_at=at,
                until=until,
            )
        )  # fmt: skip
        printed.append(Printed(login, name, org_name, org_code, codes.grouped(code), until))
    Slip.everything.bulk_create(slips, batch_size=2000)
    write_line(
        verb="access.slip.issue_many", by=by, at=at, org=org, subject=("organisation", org.code),
        facts={"slips": len(printed), "until": until},
    )  # fmt: skip
    return printed


def slip_digest(account_id: int, code: str) -> str:
    return codes.digest(f"{account_id}:{codes.normal(code)}", SLIP_PURPOSE)


def open_slip(account: Account, code: str, *, at: datetime) -> Slip | None:
    """The slip of this account that ``code`` opens, if it is still good."""
    slip: Slip | None = Slip.everything.filter(
        account=account, used_at=None, until__gt=at, code_hash=slip_digest(account.pk, code)
    ).first()
    return slip


def use_slip(*, account: Account, slip: Slip, password: str, by: Scope, at: datetime) -> None:
    """Set the own password with a slip, which is spent by it."""
    account = lock(account)
    spent = Slip.everything.select_for_update().filter(pk=slip.pk, used_at=None, until__gt=at)
    if not spent.exists():
        raise Refused(
            Finding("access.slip_spent", "这张小条用过了或过期了，请找上级重发。", rules.HOUSE)
        )
    refuse(passwords.findings(account, password))
    spent.update(used_at=at)
    keep_password(account, password, at=at)
    write_account_line(verb="access.slip.use", account=account, by=by, at=at)


def change_password(*, account: Account, password: str, by: Scope, at: datetime) -> Account:
    """Set another password; every other session of the account ends with its next request.

    Who asks has just shown the former one (``entering.knock`` or ``entering.prove_again``).
    """
    account = lock(account)
    refuse(passwords.findings(account, password))
    keep_password(account, password, at=at)
    write_account_line(verb="access.password.change", account=account, by=by, at=at)
    return account


def keep_password(account: Account, password: str, *, at: datetime) -> None:
    account.set_password(password)
    account.password_at, account.must_change = at, False
    account.save(update_fields=["password", "password_at", "must_change"])


def lock(account: Account) -> Account:
    """The row as it is now, locked."""
    row: Account = Account.everything.select_for_update().get(pk=account.pk)
    return row


def refuse(found: list[Finding]) -> None:
    if found:
        raise Refused(*found)


def _level_too(by: Scope) -> bool:
    """The system administrator looks after everybody; a desk only after those below it."""
    return Duty.ACCOUNTS_OPEN in by.duties
