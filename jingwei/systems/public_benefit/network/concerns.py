"""What about the network waits for this post? Agreements with helpers that run out."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.public_benefit.network import agreed

AHEAD = timedelta(days=30)


def providers_ending(scope: Scope, day: date) -> list[Concern]:
    """Agreements that end within a month."""
    if not scope.holds(Duty.BENEFIT_KEEP):
        return []
    rows = agreed.ending(scope, day, day + AHEAD)
    found = list(rows.order_by("held", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("协议快到期：{name}").format(name=row.provider.name), source=row.agreement,
            url=address("network:provider", row.provider.public_id), act=_("续签或结束"),
            due_on=row.held.upper,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}家的协议快到期").format(n=count), source=_("三级网络"),
            url=address("network:providers"), act=_("看清单"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
