"""What did the bodies of a community decide that is to be done now?"""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.sittings import queries

AHEAD = timedelta(days=14)


def decisions_due(scope: Scope, day: date) -> list[Concern]:
    """Tasks of the own community within a fortnight, or late; a street is not asked for each."""
    if not scope.holds(Duty.GRIDS_KEEP):
        return []
    if not Community.objects.within(scope).filter(org_id=scope.org_id).exists():
        return []
    rows = queries.open_decisions(scope, day + AHEAD)
    found = list(rows[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=row.text,
            source=_("{who}办，{day}{body}定的").format(
                who=row.owner, day=date_format(row.sitting.on, "Y-m-d"),
                body=row.sitting.slot.title,
            ),
            url=address("sittings:finish", row.public_id), act=_("办好了"), due_on=row.due_on,
            overdue=row.due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件会上定的事").format(n=count), source=_("社区机构的会议"),
            url=address("sittings:home"), act=_("看会议"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
