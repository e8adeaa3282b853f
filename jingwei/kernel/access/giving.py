"""Who gives a post, who takes it back, and who stands in during a leave? Each with a line."""

from datetime import date, datetime

from django.db import connection

from jingwei.kernel.access import paths, rules
from jingwei.kernel.access.actions import (
    LAST_ADMINISTRATOR,
    Known,
    last_of_its_kind,
    refuse,
    roles_held,
)
from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import grant_mac, is_genuine
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import held, never

GIVING_LOCK = 0x4A57_0002  # advisory lock, with the account: one hand at a time on its posts


def give_grant(
    *,
    account: Account | Known,
    org: Organisation,
    role: str,
    first: date,
    until: date | None,
    by: Scope,
    at: datetime,
    basis: str = "",
) -> Grant:
    """Give an account a post at ``org`` and all below it, from ``first`` up to before ``until``.

    ``account`` may belong elsewhere; it is named by its exact login then (``actions.by_login``).
    """
    by.require(Duty.GRANTS_GIVE, org.path)
    mine = _roles_meanwhile(account.pk, first, until)
    refuse(
        rules.giving_findings(
            rules.Giving(
                role=role, first=first, until=until, account_open=account.is_active,
                to_oneself=account.pk == by.account_id, org_open=org.is_open,
                roles_held=frozenset(name for name, _ in mine),
                same_held=(role, org.path) in mine,
            ),
            known_roles=ROLES, today=local_day(at),
        )
    )  # fmt: skip
    grant = _write(account.pk, org, role, first, until, by=by, at=at, basis=basis)
    _line("access.grant.give", grant, account, org, by=by, at=at)
    return grant


def appoint_deputy(
    *,
    original: Grant,
    account: Account | Known,
    first: date,
    until: date | None,
    by: Scope,
    at: datetime,
    org: Organisation | None = None,
    reason: str = "",
) -> Grant:
    """Let somebody stand in for the holder of a post during a leave, at ``org`` (or the whole).

    The holder appoints, or the post above, or the security administrator.
    """
    if not may_appoint(original, by=by):
        raise Refused(Finding("access.duty", "请谁代理由本人、上级或安全管理员定，请找他们办。"))
    org = org or Organisation.everything.get(pk=original.org_id)
    mine = _roles_meanwhile(account.pk, first, until)
    refuse(
        [
            *rules.deputy_findings(
                rules.Deputising(
                    first=first, until=until, original_first=original.held.lower,
                    original_until=original.held.upper,
                    original_is_deputy=original.deputises_id is not None,
                    inside=paths.holds(original.org_path, org.path),
                    same_person=account.pk == original.account_id,
                )
            ),
            *rules.giving_findings(
                rules.Giving(
                    role=original.role, first=first, until=until,
                    account_open=account.is_active,
                    to_oneself=account.pk == by.account_id and account.pk != original.account_id,
                    org_open=org.is_open, roles_held=frozenset(name for name, _ in mine),
                    same_held=(original.role, org.path) in mine,
                ),
                known_roles=ROLES, today=local_day(at),
            ),
        ]
    )  # fmt: skip
    grant = _write(
        account.pk, org, original.role, first, until, by=by, at=at, basis=reason,
        deputises=original,
    )  # fmt: skip
    _line("access.deputy.appoint", grant, account, org, by=by, at=at, stands_in_for=original)
    return grant


def may_appoint(original: Grant, *, by: Scope) -> bool:
    """The holder in that very post, the desk above it, or who gives posts there."""
    if not by.covers(original.org_path) or not is_genuine(original):
        return False
    if Duty.GRANTS_GIVE in by.duties:
        return True
    if original.role in rules.ADMINISTRATORS:
        return False
    if original.pk == by.grant_id:
        return True
    above = paths.holds(by.path, original.org_path) and by.path != original.org_path
    return above and Duty.SLIPS_ISSUE in by.duties and ROLES[original.role].duties <= by.duties


def end_grant(*, grant: Grant, by: Scope, at: datetime, reason: str, on: date | None = None) -> int:
    """Take a post back from ``on`` (today) on, with those who stand in for it; says how many.

    The rights are gone with the next request. Who gives posts may do it, the holder, and who is
    stood in for.
    """
    grant = Grant.everything.select_for_update().get(pk=grant.pk)
    on = on or local_day(at)
    found = []
    if not may_end(grant, by=by):
        raise Refused(Finding("access.duty", "收回身份由安全管理员或本人办，请找他们。"))
    if grant.held.isempty or (grant.held.upper is not None and grant.held.upper <= on):
        found.append(Finding("access.grant_over", "这个身份已经结束了。", rules.HOUSE))
    if not reason.strip():
        found.append(Finding("access.no_reason", "请写明原因，例如调离、换届。", rules.HOUSE))
    if grant.role in rules.ADMINISTRATORS and last_of_its_kind(grant.account_id, on=on):
        found.append(LAST_ADMINISTRATOR)
    refuse(found)
    ending = [grant, *Grant.everything.select_for_update().filter(deputises=grant)]
    ending = [one for one in ending if one.held.upper is None or one.held.upper > on]
    for one in ending:
        # A post that would have begun today or later is never held at all.
        one.held = held(one.held.lower, on) if one.held.lower < on else never()
        one.mac = grant_mac(one)
        one.save(update_fields=["held", "mac"])
        org = Organisation(pk=one.org_id, path=one.org_path)
        holder = Account.everything.get(pk=one.account_id)
        _line("access.grant.end", one, holder, org, by=by, at=at, why=reason, on=on)
    return len(ending)


def may_end(grant: Grant, *, by: Scope) -> bool:
    if by.holds(Duty.GRANTS_GIVE, grant.org_path) or grant.account_id == by.account_id:
        return True
    original = grant.deputises
    return original is not None and may_appoint(original, by=by)


def _write(
    account_id: int, org: Organisation, role: str, first: date, until: date | None, *,
    by: Scope, at: datetime, basis: str, deputises: Grant | None = None,
) -> Grant:  # fmt: skip
    grant = Grant(
        account_id=account_id, org=org, org_path=org.path, role=role, held=held(first, until),
        deputises=deputises, basis=basis.strip(), given_by_id=by.account_id, given_at=at,
    )  # fmt: skip
    grant.mac = grant_mac(grant)
    grant.save(force_insert=True)
    return grant


def _line(
    verb: str, grant: Grant, account: Account | Known, org: Organisation, *,
    by: Scope, at: datetime, stands_in_for: Grant | None = None, why: str = "",
    on: date | None = None,
) -> None:  # fmt: skip
    facts = {
        "role": grant.role, "from": grant.held.lower, "until": grant.held.upper,
        "account": str(account.public_id),
        "basis": grant.basis, "why": why.strip(), "ended_on": on,
        "stands_in_for": str(stands_in_for.public_id) if stands_in_for else None,
    }  # fmt: skip
    write_line(
        verb=verb, by=by, at=at, org=org, subject=("grant", grant.public_id),
        facts={name: value for name, value in facts.items() if value not in ("", None)},
    )  # fmt: skip


def _roles_meanwhile(account_id: int, first: date, until: date | None) -> list[tuple[str, str]]:
    """Posts held in the asked term, with every other hand on them stopped; none in no term."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [GIVING_LOCK, account_id % 2**31])
    if until is not None and until <= first:
        return []
    return roles_held(account_id, first, until)
