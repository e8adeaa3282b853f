"""What about errands waits for this post? Mandates that run out; papers, ``work/matters`` tells."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address, listed, nearest
from jingwei.kernel.register import Concern
from jingwei.systems.public_benefit.proxies import queries
from jingwei.systems.public_benefit.proxies.kinds import View

AHEAD = timedelta(days=7)


def mandates_ending(scope: Scope, day: date) -> list[Concern]:
    """Errands in hand whose mandate ends within a week, or is over."""
    if not scope.holds(Duty.MATTERS_HANDLE):
        return []
    found, total = nearest(
        queries.running_out(scope, day + AHEAD), "until", of=queries.errands(scope)
    )

    def one(row: Any) -> Concern:
        return Concern(
            title=_("委托快到期：{title}").format(title=row.matter.title), source=row.agent_name,
            url=address("proxies:errand", row.matter.public_id), act=_("去看看"),
            due_on=row.until,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件代办的委托快到期").format(n=count), source=_("群众事务代办"),
            url=address("proxies:home", view=View.RUNNING.value), act=_("看清单"),
        )  # fmt: skip

    return listed(found, total, one=one, rest=rest)
