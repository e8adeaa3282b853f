"""Whose statistics of the last year are frozen in the demo city? The city's, its counties', and
those of everybody who signs in to it.

Counted after the figures, so that both agree; frozen in January, or today where that is earlier.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.city import City
from jingwei.ops.demo.signins import SIGN_INS
from jingwei.work.membership.statistics.actions import freeze_report
from jingwei.work.membership.statistics.models import AnnualReport

FROZEN_BY = "demo-officer"
WORKS_WITH_ROSTERS = frozenset({"officer", "clerk", "secretary"})
SAID = "示例：年末数与指标对不上的，已核对名册。"
DAYS = 9


def freeze_last_year(city: City, by: Scope, at: datetime) -> int:
    """Freeze the year that is over; how many reports."""
    year = city.today.year - 1
    if city.opened.year > year:
        return 0
    account = Account.everything.get(login=FROZEN_BY)
    hand = replace(by, account_id=account.pk, account_name=account.name)
    first = at.replace(month=1, day=1) + timedelta(days=DAYS)
    marks = {key for one in SIGN_INS for role, key in one.posts if role in WORKS_WITH_ROSTERS}
    tops = [org.at for org in city.open_orgs() if len(org.path) <= len(city.orgs[0].path) * 2]
    paths = {city.orgs[place].path for place in (*tops, *(city.marks[key] for key in marks))}
    orgs = [
        org for org in Organisation.everything.filter(path__in=paths).order_by("path")
        if org.held.lower is None or org.held.lower.year <= year
    ]  # fmt: skip
    for org in orgs:
        _freeze(org, year, hand, min(first, at))
    AnnualReport.everything.filter(org__in=orgs).update(is_demo=True)
    return len(orgs)


def _freeze(org: Organisation, year: int, by: Scope, at: datetime) -> None:
    """Counted once; again only where the checks are not all met, which has to be explained."""
    try:
        freeze_report(org=org, year=year, explained="", by=by, at=at)
    except Refused:
        freeze_report(org=org, year=year, explained=SAID, by=by, at=at)
