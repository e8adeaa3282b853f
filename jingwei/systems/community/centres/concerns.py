"""What about centres waits for this post? Proposals to answer."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.community.centres.kinds import ProposalState
from jingwei.systems.community.centres.models import ServiceProposal


def proposals_to_answer(scope: Scope, day: date) -> list[Concern]:
    """What centres proposed and nobody has answered, the oldest first."""
    if not scope.holds(Duty.RULES_KEEP):
        return []
    rows = ServiceProposal.objects.within(scope).filter(state=ProposalState.OPEN)
    found = list(rows.select_related("centre").order_by("said_at", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("答复建议：{title}").format(title=row.title), source=row.centre.name,
            url=address("centres:answer", row.public_id), act=_("答复"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}条服务建议没有答复").format(n=count), source=_("中心提的建议"),
            url=address("centres:proposals"), act=_("看建议"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)
