"""What about organisational life waits for this post? What is due this month, decisions to do."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.orgs.kinds import BRANCHES, OrgKind
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern
from jingwei.work.meetings import queries
from jingwei.work.meetings.kinds import State
from jingwei.work.meetings.models import Meeting, Resolution
from jingwei.work.meetings.rules import BRANCH_RULES

AHEAD = timedelta(days=14)
RECORDERS = (*BRANCHES, OrgKind.PARTY_GROUP)


def gatherings_due(scope: Scope, day: date) -> list[Concern]:
    """In the second half of a period, what the own branch has not held yet; a reminder only."""
    if not scope.holds(Duty.MEETINGS_RECORD):
        return []
    org = Organisation.objects.within(scope).filter(pk=scope.org_id, kind__in=RECORDERS).first()
    if org is None:
        return []
    return [
        Concern(
            title=_("开{what}").format(what=one.label),
            source=_("{first}至{last}要开，还没有记录（{source}）").format(
                first=date_format(one.slot.first, "Y-m-d"),
                last=date_format(one.slot.last, "Y-m-d"), source=BRANCH_RULES,
            ),
            url=address("meetings:new", org.code, kind=one.slot.kind),
            act=_("记会议"), due_on=one.slot.last,
        )
        for one in queries.due(org, day)
        if one.held is None and one.planned is None and one.slot.last - day <= AHEAD
    ]  # fmt: skip


def to_record(scope: Scope, day: date) -> list[Concern]:
    """Gatherings that were planned for a day that is past, and half kept records."""
    if not scope.holds(Duty.MEETINGS_RECORD) or not _is_near(scope):
        return []
    rows = Meeting.objects.within(scope).filter(state__in=(State.PLANNED, State.DRAFT), on__lte=day)
    found = list(rows.order_by("on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("记完：{topic}").format(topic=row.topic),
            source=_("{day}安排的").format(day=date_format(row.on, "Y-m-d")),
            url=address("meetings:edit", row.public_id), act=_("接着记"), due_on=row.on,
            overdue=row.on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}次会没有记完").format(n=count), source=_("安排过的会"),
            url=address("meetings:home", state=State.PLANNED.value), act=_("看名单"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)


def decisions_to_do(scope: Scope, day: date) -> list[Concern]:
    """Decisions of meetings whose day comes within two weeks or is past."""
    if not scope.holds(Duty.MEETINGS_RECORD) or not _is_near(scope):
        return []
    rows = Resolution.objects.within(scope).filter(done_on=None, due_on__lte=day + AHEAD)
    found = list(rows.select_related("owner", "meeting").order_by("due_on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=row.text,
            source=_("{who}负责，{day}的决议").format(
                who=row.owner.name if row.owner else "-", day=date_format(row.meeting.on, "Y-m-d")
            ),
            url=address("meetings:finish", row.public_id), act=_("办好了"), due_on=row.due_on,
            overdue=row.due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}条决议要办").format(n=count), source=_("会议决定的事"),
            url=address("meetings:home"), act=_("看会议"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)


def _is_near(scope: Scope) -> bool:
    """Only the organ itself is reminded of its own records; a county is not asked 20,000 times."""
    return Organisation.objects.within(scope).filter(
        pk=scope.org_id, kind__in=RECORDERS
    ).exists()  # fmt: skip
