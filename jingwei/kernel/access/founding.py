"""How does an empty database become a city? A root and three administrators with a slip each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from jingwei.kernel.access import second_factor
from jingwei.kernel.access.actions import (
    SLIP_DAYS,
    Printed,
    by_login,
    lock,
    open_account,
    write_slip,
)
from jingwei.kernel.access.codes import login_form
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.giving import give_grant
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs.actions import found_organisation
from jingwei.kernel.orgs.kinds import OrgKind
from jingwei.kernel.orgs.models import Organisation

LOGINS = {"system_admin": "sys", "security_admin": "sec", "auditor": "audit"}


@dataclass(frozen=True)
class Founding:
    """The root and the slips of its administrators; the codes are told this once."""

    organisation: Organisation
    slips: tuple[Printed, ...]

    def __iter__(self) -> Iterator[str]:
        """One line for each administrator, for the terminal."""
        for slip in self.slips:
            day = local_day(slip.until)
            yield f"{slip.name}：登录名 {slip.login}，一次性口令 {slip.code}，{day:%F}前有效"


def found_city(*, name: str, code: str, at: datetime) -> Founding:
    """Found the city. The three accounts have no password until their slips are used.

    Raises: Refused where there is an organisation already.
    """
    with system_scope("建立城市") as everywhere:
        if Organisation.everything.exists():
            raise Refused(Finding("access.city_exists", "这个数据库里已经有组织了，不用再建立。"))
        today = local_day(at)
        root = found_organisation(
            parent=None, code=code, name=name, kind=OrgKind.LOCAL_COMMITTEE, founded_on=today,
            by=everywhere, at=at,
        )  # fmt: skip
        slips = []
        for role, ending in LOGINS.items():
            account = open_account(
                org=root, login=f"{login_form(code)}-{ending}", name=str(ROLES[role].title),
                by=everywhere, at=at,
            )  # fmt: skip
            give_grant(
                account=account, org=root, role=role, first=today, until=None, by=everywhere,
                at=at, basis=name,
            )  # fmt: skip
            slips.append(
                write_slip(
                    account, root, by=everywhere, at=at, until=at + timedelta(days=SLIP_DAYS)
                )
            )
    return Founding(root, tuple(slips))


def renew_sign_in(*, login: str, without_factor: bool, at: datetime) -> Printed:
    """A slip given out at the server itself, for an administrator nobody else may reset.

    ``without_factor`` also drops the second factor of somebody who lost telephone and codes.
    """
    with system_scope("在服务器上重发小条") as everywhere:
        known = by_login(login)
        if known is None or not known.is_active:
            raise Refused(Finding("access.no_account", "没有这个登录名，或者账号已经关闭。"))
        account = lock(Account(pk=known.pk))
        org = Organisation.everything.get(pk=account.org_id)
        if without_factor:
            second_factor.remove(account=account, by=everywhere, at=at, reason=everywhere.reason)
        printed = write_slip(
            account, org, by=everywhere, at=at, until=at + timedelta(days=SLIP_DAYS)
        )
        write_account_line(
            verb="access.slip.issue", account=account, by=everywhere, at=at,
            facts={"until": printed.until, "reset": True},
        )  # fmt: skip
    return printed
