"""What about elections waits for this post? A term that ends without a plan, the next step."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.orgs.models import Organisation, Term
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.membership.elections.kinds import NEXT, State
from jingwei.work.membership.elections.models import Election

OWN = (
    State.PLANNING, State.AGREED, State.NOTICED, State.LISTED, State.MET, State.CHOSEN,
)  # fmt: skip
ABOVE = (State.ASKED, State.NAMED, State.REPORTED)


def plans_to_begin(scope: Scope, day: date) -> list[Concern]:
    """The own organisation's term ends within the notice of the rulebook, and no election began."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    org = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    if org is None:
        return []
    last = Term.everything.filter(org=org).order_by("-held").first()
    days = int(value_of("term.due.notice_days", day))
    if last is None or last.due_on > day + timedelta(days=days):
        return []
    if Election.everything.filter(org=org).exclude(state__in=(State.DONE, State.STOPPED)).exists():
        return []
    return [
        Concern(
            title=_("拟换届方案"),
            source=_("任期到{day}，提前{n}天准备").format(
                day=date_format(last.due_on, "Y-m-d"), n=days
            ),
            url=address("elections:new", org.code), act=_("拟方案"), due_on=last.due_on,
            overdue=last.due_on < day,
        )
    ]  # fmt: skip


def next_steps(scope: Scope, day: date) -> list[Concern]:
    """Elections whose next step is this post's: the organ's own, or its superior's answer."""
    keeps, answers = scope.holds(Duty.MEMBERS_CHANGE), scope.holds(Duty.MEMBERS_CONFIRM)
    mine = Q(pk__in=())
    if keeps:
        mine |= Q(state__in=OWN, org_id=scope.org_id)
    if answers:
        mine |= Q(state__in=ABOVE) & ~Q(org_id=scope.org_id)
    rows = Election.objects.within(scope).filter(mine).select_related("org")
    found = list(rows.order_by("planned_on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        what = NEXT[State(row.state)]
        return Concern(
            title=_("{org}：{what}").format(org=row.org.short_name or row.org.name, what=what),
            source=_("{label}，定在{day}").format(
                label=row.label, day=date_format(row.planned_on, "Y-m-d")
            ),
            url=address("elections:election", row.public_id), act=_("去办"),
            due_on=row.planned_on, overdue=row.planned_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}次选举等着办").format(n=count), source=_("换届选举"),
            url=address("elections:home", state="open"), act=_("看名单"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)
