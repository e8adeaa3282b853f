"""Which handovers wait for this post, and which for somebody else?"""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import WHOLE, address
from jingwei.kernel.handover.models import Handover
from jingwei.kernel.handover.queries import handover_under_way, to_take
from jingwei.kernel.register import Concern


def handovers_to_take(scope: Scope, day: date) -> list[Concern]:
    """One query."""
    if scope.grant_id is None:
        return []
    return [
        Concern(
            title=_("{who}的交接清单等您接收").format(who=row.from_account.name),
            source=_("{day}交出").format(day=date_format(row.offered_on, "Y-m-d")),
            url=address("flows:case", "access.handover", row.public_id), act=_("看清单"),
        )
        for row in to_take(scope).select_related("from_account").order_by("id")[:WHOLE]
    ]  # fmt: skip


def own_handover(scope: Scope, day: date) -> list[Concern]:
    """The own handover that came back or was not finished; one query."""
    row = handover_under_way(scope) if scope.grant_id is not None else None
    if row is None or row.state == Handover.State.OFFERED:
        return []
    return [
        Concern(
            title=_("您的交接清单要补充"), source=_("接任的人退回来了"),
            url=address("flows:case", "access.handover", row.public_id), act=_("去补充"),
        )
    ]  # fmt: skip


def own_handover_waits(scope: Scope, day: date) -> list[Concern]:
    """The own handover that nobody has taken yet; one query."""
    row = handover_under_way(scope) if scope.grant_id is not None else None
    if row is None or row.state != Handover.State.OFFERED:
        return []
    return [
        Concern(
            title=_("您的交接清单等接任的人接收"), source="",
            url=address("flows:case", "access.handover", row.public_id), act="",
        )
    ]  # fmt: skip
