"""What about exports waits for this post? Those to agree to, those agreed and not yet taken."""

from datetime import datetime, time
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, listed
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.register import Concern
from jingwei.shell.members import queries
from jingwei.shell.members.models import Export


def exports_to_decide(scope: Scope, day: Any) -> list[Concern]:
    """Exports of others that this post may agree to; one query."""
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        return []
    return _listed(list(queries.exports_to_decide(scope)[:LOOK]), _("核定：导出名册"), _("去核定"))


def exports_to_take(scope: Scope, day: Any) -> list[Concern]:
    """Own exports that were agreed to or made by a worker, for a day; one query."""
    return _own(scope, day, Export.Outcome.AGREED, _("导出的名册可以取了"), _("去取"))


def exports_of_mine(scope: Scope, day: Any) -> list[Concern]:
    """Own exports that wait for the second person; one query."""
    return _own(scope, day, Export.Outcome.OPEN, _("等人核定：导出名册"), "")


def _own(scope: Scope, day: Any, outcome: str, title: str, act: str) -> list[Concern]:
    if not scope.holds(Duty.MEMBERS_EXPORT):
        return []
    rows = queries.own_exports(scope, datetime.combine(day, time.max, SHANGHAI))
    rows = rows.filter(outcome=outcome)
    if outcome == Export.Outcome.AGREED:
        rows = rows.filter(Q(decided_by__isnull=False) | Q(making=Export.Making.READY))
    return _listed(list(rows[:LOOK]), title, act)


def _listed(rows: list[Export], title: str, act: str) -> list[Concern]:
    url = reverse("members:exports")

    def one(row: Export) -> Concern:
        source = _("{n} 名，在后台做的") if row.making else _("{n} 名，含完整号码")
        return Concern(title=title, source=source.format(n=row.count), url=url, act=act)

    def rest(count: int) -> Concern:
        return Concern(title=_("还有 {n} 份导出").format(n=count), source=title, url=url, act=act)

    return listed(rows, len(rows), one=one, rest=rest)
