"""Which transfers wait for this post? What comes in.

What goes out is the sender's own case, whose limits the engine of flows puts on the page of today.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.work.membership.transfers import queries


def to_accept(scope: Scope, day: date) -> list[Concern]:
    """Members whom another branch has sent here; each with its letter's last day."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    rows = queries.to_accept(scope)
    found = list(rows[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("接收{name}的组织关系").format(name=row.name),
            source=_("{org}转来，请接收或说明原因退回").format(org=row.from_name),
            url=address("transfers:transfer", row.public_id), act=_("去办"), due_on=row.due_on,
            overdue=row.due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件转接等接收").format(n=count), source=_("别处转来的组织关系"),
            url=address("transfers:desk", view=queries.COMING), act=_("看转接"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
