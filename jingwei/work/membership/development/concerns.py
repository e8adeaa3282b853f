"""What about development waits for this post? Times that have run out, so that the next is due.

Limits that something must be done by come from the flows' own concern.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.flows.models import Clock
from jingwei.kernel.orgs.kinds import BRANCHES
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import State
from jingwei.work.membership.development.models import Development

AHEAD = timedelta(days=14)


def ready_for_the_next(scope: Scope, day: date) -> list[Concern]:
    """In the own branch: notices that are over, probations that end within two weeks."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    branch = Organisation.objects.within(scope).filter(pk=scope.org_id, kind__in=BRANCHES)
    if not branch.exists():
        return []
    ended = Clock.everything.within(scope).filter(
        case__flow=DEVELOPMENT.code, name="notice", state=Clock.State.RUNNING, due_on__lt=day
    ).values("case__subject")  # fmt: skip
    rows = Development.objects.within(scope)
    over = rows.filter(state=State.NOTICE, public_id__in=ended)
    served = rows.filter(state=State.PROBATIONARY, probation_until__lte=day + AHEAD)
    found = (over | served).order_by("probation_until", "id")
    seen = list(found[:LOOK])
    total = found.count() if len(seen) == LOOK else len(seen)
    return listed(seen, total, one=_one, rest=_rest)


def _one(row: Any) -> Concern:
    if row.state == State.NOTICE:
        title, why = _("{name}：公示期满").format(name=row.name), _("公示期已过，写明有没有反映")
    else:
        title = _("{name}：预备期快满").format(name=row.name)
        why = _("请提醒本人写转正申请")
    due = row.probation_until if row.state == State.PROBATIONARY else None
    return Concern(
        title=title, source=why, url=address("development:case", row.public_id), act=_("去办"),
        due_on=due,
    )  # fmt: skip


def _rest(count: int) -> Concern:
    return Concern(
        title=_("还有{n}件发展党员的事可以办下一步").format(n=count),
        source=_("公示期满或者预备期快满"),
        url=address("development:home"),
        act=_("看名单"),
    )
