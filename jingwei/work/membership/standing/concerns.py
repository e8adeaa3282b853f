"""What about members who are away waits for this post? Guests to take along, talks to have.

A prompt names a person and the rule; nobody's standing changes by it.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.days import local_day, years_before
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.membership.standing import queries, serving
from jingwei.work.membership.standing.flows import ABROAD, FLOATING


def to_receive(scope: Scope, day: date) -> list[Concern]:
    """Members of other branches who live here now."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []

    def one(row: Any) -> Concern:
        return Concern(
            title=_("接收流动党员{name}").format(name=row.name),
            source=_("{org}请我们带着过组织生活").format(org=row.home_name),
            url=address("flows:case", FLOATING.code, row.public_id), act=_("去办"),
        )  # fmt: skip

    return _few(queries.to_receive(scope), one, queries.IN)


def abroad_long(scope: Scope, day: date) -> list[Concern]:
    """Abroad for longer than the rule's years: the committee above talks it over."""
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        return []
    years = int(value_of("abroad.suspend.years", day))

    def one(row: Any) -> Concern:
        return Concern(
            title=_("研究{name}的党籍").format(name=row.name),
            source=_("出国（境）满{n}年，从{day}起；先联系本人").format(
                n=years, day=date_format(row.since, "Y-m-d")
            ),
            url=address("flows:case", ABROAD.code, row.public_id), act=_("去看"),
        )  # fmt: skip

    rows = queries.over_five_years(scope, years_before(day, years))
    return _few(rows, one, queries.ABROAD_LIST)


def graduates_long(scope: Scope, day: date) -> list[Concern]:
    """Graduates whose relation has stayed for as long as it normally may."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    years = int(value_of("graduates.kept.years.most", day))

    def one(row: Any) -> Concern:
        return Concern(
            title=_("和{name}商量转接组织关系").format(name=row.name),
            source=_("毕业后组织关系留校满{n}年").format(n=years),
            url=address("flows:case", FLOATING.code, row.public_id), act=_("去看"),
        )  # fmt: skip

    return _few(queries.graduates_over(scope, years_before(day, years)), one, queries.OUT)


def notices_to_serve(scope: Scope, day: date) -> list[Concern]:
    """Notices that were made and have not come to whom they are for."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []

    def one(row: Any) -> Concern:
        return Concern(
            title=_("送达“{title}”").format(title=row.title),
            source=_("{day}做出，还没有记下送达").format(
                day=date_format(local_day(row.at), "Y-m-d")
            ),
            url=address("standing:served", row.public_id), act=_("记送达"),
        )  # fmt: skip

    return _few(serving.waiting(scope), one, queries.SUSPENDED)


def _few(rows: Any, one: Callable[[Any], Concern], what: str) -> list[Concern]:
    found = list(rows[:LOOK])

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}名党员的事要看").format(n=count), source=_("流动和失联党员"),
            url=address("standing:lists", what=what), act=_("看名单"),
        )  # fmt: skip

    return listed(found, rows.count() if len(found) == LOOK else len(found), one=one, rest=rest)
