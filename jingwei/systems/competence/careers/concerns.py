"""What about careers waits for this post? Problems near their day, talks to be answered."""

from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.competence.careers import queries
from jingwei.systems.competence.careers.kinds import ProblemState, ReviewState
from jingwei.systems.competence.careers.models import Problem

AHEAD = timedelta(days=14)


def problems_due(scope: Scope, day: date) -> list[Concern]:
    """Problems of the own unit that come due within two weeks, are late, or wait for a word."""
    if not scope.holds(Duty.PROBLEMS_KEEP):
        return []
    rows = Problem.objects.within(scope).filter(
        state__in=(ProblemState.OPEN, ProblemState.SOLVED), due_on__lte=day + AHEAD
    )  # fmt: skip
    found = list(rows.select_related("owner").order_by("due_on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        is_open = row.state == ProblemState.OPEN
        return Concern(
            title=row.title,
            source=_("{who}负责，关系到{whom}").format(who=row.owner.name, whom=row.affected)
            if is_open
            else _("说是{day}解决的，还没有问过群众").format(
                day=date_format(row.solved_on or row.due_on, "Y-m-d")
            ),
            url=address("careers:problem", row.public_id),
            act=_("去解决") if is_open else _("问群众"), due_on=row.due_on,
            overdue=row.due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}个问题要解决").format(n=count), source=_("各单位的问题清单"),
            url=address("careers:problems"), act=_("看清单"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)


def reviews_to_say(scope: Scope, day: date) -> list[Concern]:
    """Talks in which the cadre has spoken and the township has not."""
    if not scope.holds(Duty.CAREERS_KEEP):
        return []
    rows = queries.open_reviews(scope, ReviewState.TOLD, ReviewState.ANSWERED)
    found = list(rows.order_by("year", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("年度谈话：{name}").format(name=row.person.name),
            source=_("本人写了{year}年的话").format(year=row.year),
            url=address("careers:review", row.public_id), act=_("接着谈"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}次年度谈话要接着谈").format(n=count), source=_("本人已经写了"),
            url=address("careers:home"), act=_("看名单"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)
