"""How do thousands of branch secretaries get their accounts and posts? From the roster, in one go.

Two acts by two people: the system administrator opens the accounts, the security administrator
gives the posts. Slips are printed by whoever stands above (``actions.issue_slips``).
"""

from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection

from jingwei.kernel.access import rules
from jingwei.kernel.access.codes import login_form
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.posts import grant_mac
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import held

ROLE = "secretary"

# Who is secretary of a branch today, by the roster.
SECRETARIES = """
SELECT o.id AS org_id, o.path, o.code, h.name, h.person_id, h.due_on
FROM organisation o
JOIN post p ON p.org_id = o.id AND p.title = 'secretary' AND p.held @> %(day)s
JOIN position h ON h.post_id = p.id AND h.held @> %(day)s
WHERE o.path >= %(path)s AND o.path < %(hi)s AND o.held @> %(day)s AND o.kind = ANY (%(kinds)s)
"""
WITHOUT_ACCOUNT = f"""
SELECT s.* FROM ({SECRETARIES}) s
WHERE NOT EXISTS (
    SELECT 1 FROM account a WHERE a.is_active
    AND (a.person_id = s.person_id OR (a.org_id = s.org_id AND a.name = s.name)))
ORDER BY s.path, s.name
"""  # noqa: S608 - both parts stand in this file
WITHOUT_POST = f"""
SELECT a.id, s.org_id, s.path, s.due_on
FROM ({SECRETARIES}) s
JOIN account a ON a.is_active
    AND (a.person_id = s.person_id OR (a.org_id = s.org_id AND a.name = s.name))
JOIN resettable(%(path)s, %(hi)s, %(day)s, true) r(id) ON r.id = a.id
WHERE a.id <> %(actor)s AND NOT EXISTS (
    SELECT 1 FROM grant_of_post g
    WHERE g.account_id = a.id AND g.org_id = s.org_id AND g.role = %(role)s
      AND g.held && daterange(%(day)s, NULL))
ORDER BY s.path, a.id
"""  # noqa: S608


def open_for_secretaries(*, org: Organisation, by: Scope, at: datetime) -> int:
    """Open an account for each branch secretary at and below ``org`` who has none; says how many.

    The login is the organisation's code, which the secretary knows. One line for the batch.
    """
    by.require(Duty.ACCOUNTS_OPEN, org.path)
    rows = _rows(WITHOUT_ACCOUNT, org, by, at)
    taken = _taken([login_form(row["code"]) for row in rows])
    accounts = []
    for row in rows:
        login = _free(login_form(row["code"]), taken)
        taken.add(login)
        accounts.append(
            Account(
                login=login, name=row["name"], org_id=row["org_id"], org_path=row["path"],
                person_id=row["person_id"], opened_at=at, password=make_password(None),
            )
        )  # fmt: skip
    _refuse_none(accounts, "access.nobody_without_account", "支部书记都有账号了，不用再开。")
    Account.everything.bulk_create(accounts, batch_size=2000)
    _line("access.account.open_many", org, by, at, {"accounts": len(accounts)})
    return len(accounts)


def give_to_secretaries(*, org: Organisation, by: Scope, at: datetime) -> int:
    """Give each branch secretary with an account the post of the branch, to the end of the term.

    Leaves out administrators, whoever holds a post elsewhere, and oneself; those are given one
    by one. One line for the batch.
    """
    by.require(Duty.GRANTS_GIVE, org.path)
    today = local_day(at)
    grants = []
    for row in _rows(WITHOUT_POST, org, by, at):
        until = row["due_on"] if row["due_on"] and row["due_on"] > today else None
        grants.append(_grant(row, today, until, by, at))
    _refuse_none(grants, "access.nobody_without_post", "有账号的支部书记都有身份了，不用再给。")
    Grant.everything.bulk_create(grants, batch_size=2000)
    _line("access.grant.give_many", org, by, at, {"posts": len(grants), "role": ROLE})
    return len(grants)


def _grant(row: dict[str, Any], first: date, until: date | None, by: Scope, at: datetime) -> Grant:
    grant = Grant(
        account_id=row["id"], org_id=row["org_id"], org_path=row["path"], role=ROLE,
        held=held(first, until), basis="班子名册", given_by_id=by.account_id, given_at=at,
    )  # fmt: skip
    grant.mac = grant_mac(grant)
    return grant


def _rows(query: str, org: Organisation, by: Scope, at: datetime) -> list[dict[str, Any]]:
    told = {
        "day": local_day(at), "path": org.path, "hi": upper(org.path), "role": ROLE,
        "kinds": [kind.value for kind in BRANCHES], "actor": by.account_id or 0,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _taken(logins: list[str]) -> set[str]:
    """Which of these logins are in use anywhere in the city."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l FROM unnest(%s::text[]) l WHERE EXISTS (SELECT 1 FROM account_by_login(l))",
            [logins],
        )
        return {login for (login,) in cursor.fetchall()}


def _free(login: str, taken: set[str]) -> str:
    if login not in taken:
        return login
    number = 2
    while f"{login}-{number}" in taken or _taken([f"{login}-{number}"]):
        number += 1
    return f"{login}-{number}"


def _refuse_none(made: list[Any], code: str, sentence: str) -> None:
    if not made:
        raise Refused(Finding(code, sentence, rules.HOUSE))


def _line(verb: str, org: Organisation, by: Scope, at: datetime, facts: dict[str, Any]) -> None:
    write_line(verb=verb, by=by, at=at, org=org, subject=("organisation", org.code), facts=facts)
