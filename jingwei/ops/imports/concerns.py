"""Which rosters wait for the person who brought them? To be matched, mended or confirmed."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.ops.imports.models import Batch

WAITING = (Batch.State.MAPPING, Batch.State.CHECKING)


def rosters_under_way(scope: Scope, day: date) -> list[Concern]:
    """The account's own batches that wait for a person; one query, two for more than a few."""
    if not scope.holds(Duty.ROSTERS_IMPORT):
        return []
    rows = (
        Batch.objects.within(scope)
        .filter(account_id=scope.account_id, state__in=WAITING)
        .order_by("uploaded_at", "id")
    )
    found = list(rows[:LOOK])
    total = len(found) if len(found) < LOOK else rows.count()

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}批名册没导完").format(n=count), source=_("您上传的，还没有确认导入"),
            url=address("imports:home"), act=_("看名册"),
        )  # fmt: skip

    return listed(found, total, one=_one, rest=rest)


def _one(batch: Any) -> Concern:
    title, act = _("确认导入：{kind}"), _("去确认")
    if batch.state == Batch.State.MAPPING:
        title, act = _("对上列名：{kind}"), _("去对列名")
    elif batch.rejected:
        title, act = _("核对导入：{kind}，还有{n}行要改"), _("接着核对")
    return Concern(
        title=title.format(kind=batch.get_kind_display(), n=batch.rejected),
        source=_("{file}，{n}行，都存着").format(file=batch.file_name, n=batch.rows),
        url=address("imports:batch", batch.public_id), act=act,
    )  # fmt: skip
