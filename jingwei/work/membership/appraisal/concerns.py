"""What of the appraisal waits for this post? The round of the year, an objection to answer."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern
from jingwei.work.membership.appraisal.kinds import Answer, Phase
from jingwei.work.membership.appraisal.models import Objection, Round
from jingwei.work.membership.appraisal.rules import BRANCH_RULES, BRANCHES

LAST_MONTHS = 11


def to_hold(scope: Scope, day: date) -> list[Concern]:
    """Near the end of the year: the own branch has not begun, or has not finished."""
    org = _own_branch(scope)
    if org is None or day.month < LAST_MONTHS:
        return []
    row = Round.objects.within(scope).filter(org=org, year=day.year).first()
    if row is not None and row.state in (Phase.CLOSED, Phase.NOT_HELD, Phase.TOLD):
        return []
    url = address("appraisal:round", row.public_id) if row else address("appraisal:call", org.code)
    return [
        Concern(
            title=_("{year}年民主评议党员").format(year=day.year),
            source=_("一年一次（{source}）").format(source=BRANCH_RULES), url=url,
            act=_("接着办") if row else _("开始"), due_on=date(day.year, 12, 31),
        )
    ]  # fmt: skip


def to_answer(scope: Scope, day: date) -> list[Concern]:
    """A member of the own branch does not agree with the result."""
    org = _own_branch(scope)
    if org is None:
        return []
    rows = Objection.objects.within(scope).filter(org=org, state=Answer.RAISED)
    return [
        Concern(
            title=_("答复一名党员对评议结果的意见"),
            source=_("{day}提出的").format(day=date_format(row.raised_on, "Y-m-d")),
            url=address("flows:case", "appraisal.objection", str(row.public_id)), act=_("去答复"),
        )
        for row in rows.order_by("raised_on")[:5]
    ]  # fmt: skip


def _own_branch(scope: Scope) -> Organisation | None:
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return None
    found: Organisation | None = (
        Organisation.objects.within(scope).filter(pk=scope.org_id, kind__in=BRANCHES).first()
    )
    return found
