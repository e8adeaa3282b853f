"""What about grids waits for this post? Grids that nobody leads."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.community.grids import queries


def vacant_grids(scope: Scope, day: date) -> list[Concern]:
    """Grids in force without a lead: somebody has to be named."""
    if not scope.holds(Duty.GRIDS_KEEP):
        return []
    rows = queries.grids(scope, day, vacant=True)
    found = list(rows.order_by("code")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("“{grid}”没有人牵头").format(grid=row.name),
            source=_("{community}，每个网格要有一人包干").format(community=row.community),
            url=address("grids:grid", row.public_id), act=_("定牵头人"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}个网格没有人牵头").format(n=count), source=_("每个网格要有一人包干"),
            url=address("grids:grids", vacant="1"), act=_("看清单"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)
