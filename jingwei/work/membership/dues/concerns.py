"""What about dues waits for this post? The sheet of the month, the fixing of the year, cash."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern
from jingwei.work.membership.dues import money, queries
from jingwei.work.membership.dues.kinds import Easing
from jingwei.work.membership.dues.models import Fixing, Relief, Sheet
from jingwei.work.membership.dues.rules import COLLECTORS, DUES_RULES

AHEAD = timedelta(days=10)


def to_collect(scope: Scope, day: date) -> list[Concern]:
    """Sheets of the own branch that are not complete and whose last day is near or past."""
    org = _own_branch(scope)
    if org is None:
        return []
    rows = Sheet.objects.within(scope).filter(org=org, due_on__lte=day + AHEAD).exclude(unpaid=[])
    return [
        Concern(
            title=_("收{period}党费").format(period=row.period),
            source=_("还有{n}人没有交；没交的先问有没有困难").format(n=row.unpaid_members),
            url=address("dues:sheet", row.public_id), act=_("去收"), due_on=row.due_on,
            overdue=row.due_on < day,
        )
        for row in rows.defer("lines").order_by("-first")[:3]
    ]  # fmt: skip


def to_fix(scope: Scope, day: date) -> list[Concern]:
    """The year has begun and nothing is fixed yet."""
    org = _own_branch(scope)
    if org is None or Fixing.objects.within(scope).filter(org=org, year=day.year).exists():
        return []
    return [
        Concern(
            title=_("定{year}年党费").format(year=day.year),
            source=_("年初定一次，全年照收（{source}）").format(source=DUES_RULES),
            url=address("dues:fix", org.code, str(day.year)),
            act=_("去定"),
        )
    ]


def to_hand_up(scope: Scope, day: date) -> list[Concern]:
    """A period is over and money is still in the branch."""
    org = _own_branch(scope)
    if org is None or day.day > AHEAD.days:
        return []
    cents = queries.in_hand(org)
    if cents <= 0:
        return []
    return [
        Concern(
            title=_("上缴党费{yuan}元").format(yuan=money.said(cents)),
            source=_("收好的党费交上级党委"), url=address("dues:hand-up", org.code),
            act=_("记上缴"),
        )
    ]  # fmt: skip


def reliefs_asked(scope: Scope, day: date) -> list[Concern]:
    """Members of the own branch asked to pay less; the branch puts it forward or answers."""
    org = _own_branch(scope)
    if org is None:
        return []
    rows = Relief.objects.within(scope).filter(org=org, state=Easing.ASKED).order_by("id")
    return [
        Concern(
            title=_("减免：本人提出"), source=_("党员自己提的减免"),
            url=address("flows:case", "dues.relief", row.public_id), act=_("去办"),
        )
        for row in rows[:3]
    ]  # fmt: skip


def _own_branch(scope: Scope) -> Organisation | None:
    """Only the branch itself is reminded of its own sheets."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return None
    found: Organisation | None = (
        Organisation.objects.within(scope).filter(pk=scope.org_id, kind__in=COLLECTORS).first()
    )
    return found
