"""What of the rulebook waits? Changes for the second person, years without a calendar."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.findings import Finding
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook import calendar_queries, queries
from jingwei.kernel.rulebook.change_actions import is_keeper
from jingwei.kernel.rulebook.models import RuleChange

NOTICE_MONTH = 11  # the State's notice for the next year comes in November
SOURCE = "本系统规则"


def missing_years(on: date) -> list[int]:
    """Years that clocks need and that nobody has entered: this one, from November the next."""
    wanted = [on.year, *([on.year + 1] if on.month >= NOTICE_MONTH else [])]
    known = calendar_queries.days().years
    return [year for year in wanted if year not in known]


def calendar_findings(on: date) -> list[Finding]:
    """For the doctor: a missing year counts plain weekends, and clocks may end on a wrong day."""
    return [
        Finding(
            "calendar.missing", "{year}年的放假和调休还没有录入，期限先按平常周末算。", SOURCE,
            {"year": year},
        )
        for year in missing_years(on)
    ]  # fmt: skip


def years_missing(scope: Scope, day: date) -> list[Concern]:
    """For those who keep the rulebook; one query."""
    if not is_keeper(scope):
        return []
    return [
        Concern(
            title=_("录入{year}年的放假和调休").format(year=year),
            source=_("没有录入前，工作日期限先按平常周末算"),
            url=address("rulebook:calendar", year), act=_("去录入"),
            due_on=date(year - 1, 12, 31), overdue=date(year - 1, 12, 31) < day,
        )
        for year in missing_years(day)
    ]  # fmt: skip


def changes_to_decide(scope: Scope, day: date) -> list[Concern]:
    """Changes of numbers that somebody else asked for; one query."""
    return _changes(scope, own=False)


def changes_of_mine(scope: Scope, day: date) -> list[Concern]:
    """Own changes that wait for the second person; one query."""
    return _changes(scope, own=True)


def _changes(scope: Scope, *, own: bool) -> list[Concern]:
    if not is_keeper(scope):
        return []
    asked = [row for row in queries.open_changes() if (row.asked_by_id == scope.account_id) is own]

    def one(row: RuleChange) -> Concern:
        title = _("等人核定：{what}") if own else _("核定：{what}")
        return Concern(
            title=title.format(what=row.title),
            source=_("从{day}起改为{value}").format(day=row.from_on, value=row.said),
            url=address("rulebook:decide", row.public_id), act="" if own else _("去核定"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}个数的修改").format(n=count), source=_("一人提出，另一人核定"),
            url=address("rulebook:changes"), act="" if own else _("去核定"),
        )  # fmt: skip

    return listed(asked[:LOOK], len(asked), one=one, rest=rest)
