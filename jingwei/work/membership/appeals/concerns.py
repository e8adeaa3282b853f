"""Which appeals wait for this post? Those that its organisation, or one below it, has to answer."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.work.membership.appeals import queries
from jingwei.work.membership.appeals.kinds import AppealState
from jingwei.work.membership.appeals.models import Appeal


def to_answer(scope: Scope, day: date) -> list[Concern]:
    """To take up, to answer, to see put right."""
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        return []
    rows = queries.waiting(scope)
    found = list(rows[:LOOK])

    def one(row: Appeal) -> Concern:
        title = _("看{name}的决定改好没有") if row.state == AppealState.CHANGED else _(
            "答复{name}的申诉"
        )  # fmt: skip
        return Concern(
            title=title.format(name=row.name),
            source=_("不同意{org}的决定：{about}").format(org=row.decided_name, about=row.about),
            url=address("appeals:one", row.public_id), act=_("去办"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件申诉要答复").format(n=count), source=_("申诉"),
            url=address("appeals:home"), act=_("看名单"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
