"""What about unions waits for this post? A signature, a review, an end that comes near."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.public_benefit.unions import queries

AHEAD = timedelta(days=30)


def to_sign(scope: Scope, day: date) -> list[Concern]:
    """Unions that others proposed and this side has not answered."""
    if not scope.holds(Duty.BENEFIT_KEEP):
        return []

    def one(row: Any) -> Concern:
        return Concern(
            title=_("签联建：{title}").format(title=row.union.title),
            source=_("{name}是其中一方，还没有表态").format(name=row.name),
            url=address("unions:union", row.union.public_id), act=_("去看看"),
        )  # fmt: skip

    return _few(queries.unsigned(scope).order_by("union__proposed_on", "id"), one,
                _("还有{n}个联建等签"))  # fmt: skip


def to_review(scope: Scope, day: date) -> list[Concern]:
    """Unions led here that are to be looked at together within a month, or are late."""
    if not scope.holds(Duty.BENEFIT_KEEP):
        return []

    def one(row: Any) -> Concern:
        return Concern(
            title=_("一起评：{title}").format(title=row.title),
            source=_("牵头的一方到时候请各方一起评"),
            url=address("unions:union", row.public_id), act=_("去评"), due_on=row.review_due_on,
            overdue=row.review_due_on < day,
        )  # fmt: skip

    rows = queries.review_due(scope, day + AHEAD).order_by("review_due_on", "id")
    return _few(rows, one, _("还有{n}个联建要一起评"))


def to_end(scope: Scope, day: date) -> list[Concern]:
    """Unions led here whose time runs out within a month."""
    if not scope.holds(Duty.BENEFIT_KEEP):
        return []

    def one(row: Any) -> Concern:
        return Concern(
            title=_("联建快到期：{title}").format(title=row.title),
            source=_("定续签还是结束"), url=address("unions:union", row.public_id),
            act=_("去定"), due_on=row.ends_on, overdue=row.ends_on < day,
        )  # fmt: skip

    rows = queries.ending(scope, day + AHEAD).order_by("ends_on", "id")
    return _few(rows, one, _("还有{n}个联建快到期"))


def _few(rows: Any, one: Callable[[Any], Concern], more: str) -> list[Concern]:
    found = list(rows[:LOOK])

    def rest(count: int) -> Concern:
        return Concern(
            title=more.format(n=count), source=_("惠民党建"), url=address("unions:home"),
            act=_("看清单"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
