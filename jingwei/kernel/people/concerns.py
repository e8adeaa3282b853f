"""What about members waits for this post? Probations that end, corrections for a second person."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, first_address, listed
from jingwei.kernel.people.kinds import Category, Home, State
from jingwei.kernel.people.models import Correction
from jingwei.kernel.register import Concern

PROBATION_YEARS = 1
PROBATION_SOURCE = "党章第七条"
NOTICE = timedelta(days=30)

PROBATIONS = """
SELECT p.public_id, p.name, (p.joined_on + interval '1 year' * %(years)s)::date AS due_on,
       p.joined_on, p.joined_precision, coalesce(nullif(o.short_name, ''), o.name),
       count(*) OVER ()
FROM membership m
JOIN person p ON p.id = m.person_id AND p.org_path = m.org_path
JOIN organisation o ON o.id = m.org_id
WHERE m.org_path >= %(path)s AND m.org_path < %(hi)s
  AND m.kind = %(home)s AND m.category = %(category)s AND m.state = %(state)s
  AND upper(m.held) IS NULL AND p.joined_on IS NOT NULL AND p.lost_since IS NULL
  AND (p.joined_on + interval '1 year' * %(years)s)::date < %(until)s
ORDER BY due_on, p.id LIMIT %(look)s
"""


def probations_ending(scope: Scope, day: date) -> list[Concern]:
    """Probationary members whose year ends within a month or has ended; one query."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            PROBATIONS,
            {
                "path": scope.path, "hi": scope.hi, "years": PROBATION_YEARS,
                "until": day + NOTICE, "home": Home.HOME, "look": LOOK,
                "category": Category.PROBATIONARY, "state": State.NORMAL,
            },
        )  # fmt: skip
        rows = cursor.fetchall()

    def one(row: Any) -> Concern:
        public_id, name, due_on, joined_on, precision, org, _total = row
        known = date_format(joined_on, {"d": "Y-m-d", "m": "Y-m"}.get(precision, "Y"))
        return Concern(
            title=_("{name}预备期满，讨论转正").format(name=name),
            source=_("{org}，{day}入党，预备期一年（{source}）").format(
                org=org, day=known, source=PROBATION_SOURCE
            ),
            url=first_address(("members:member", (public_id,)), ("members:list", ())),
            act=_("看党员"), due_on=due_on, overdue=due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}名预备党员预备期满").format(n=count),
            source=_("预备期一年，已满或者30天内要满（{source}）").format(source=PROBATION_SOURCE),
            url=address("members:list", category=Category.PROBATIONARY.value), act=_("看名单"),
        )  # fmt: skip

    return listed(rows, rows[0][-1] if rows else 0, one=one, rest=rest)


def corrections_to_decide(scope: Scope, day: date) -> list[Concern]:
    """Corrections that somebody else asked for and this post may decide; one query."""
    if not scope.holds(Duty.MEMBERS_CONFIRM) and not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    rows = _open(scope).exclude(asked_by=scope.account_id)
    if not scope.holds(Duty.MEMBERS_CONFIRM):
        # What a member asked for in the own file, the branch answers itself.
        rows = rows.filter(kind=Correction.Kind.OWN)

    def one(row: Correction) -> Concern:
        return Concern(
            title=_("核定：{what}").format(what=row.get_kind_display()),
            source=_("{day}提出：{reason}").format(
                day=date_format(row.asked_at, "Y-m-d"), reason=row.reason[:40]
            ),
            url=_page(row), act=_("去核定"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件更正等核定").format(n=count), source=_("要由提出人以外的人核定"),
            url=_list(), act=_("看名单"),
        )  # fmt: skip

    return listed(*_looked_at(rows), one=one, rest=rest)


def corrections_of_mine(scope: Scope, day: date) -> list[Concern]:
    """Corrections this account asked for, which wait for a second person; one query."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    rows = _open(scope).filter(asked_by=scope.account_id)

    def one(row: Correction) -> Concern:
        return Concern(
            title=_("等人核定：{what}").format(what=row.get_kind_display()),
            source=_waited(day, row), url=_page(row), act="",
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}件更正等人核定").format(n=count), source="", url=_list(), act=""
        )

    return listed(*_looked_at(rows), one=one, rest=rest)


def _open(scope: Scope) -> Any:
    return (
        Correction.objects.within(scope)
        .filter(outcome=Correction.Outcome.OPEN)
        .order_by("asked_at", "id")
    )


def _looked_at(rows: Any) -> tuple[list[Correction], int]:
    """The first few and how many there are; few enough to be counted by fetching ids."""
    found = list(rows[:LOOK])
    return found, len(found) if len(found) < LOOK else rows.count()


def _waited(day: date, row: Correction) -> str:
    days = (day - row.asked_at.date()).days
    return _("已等{n}天").format(n=days) if days > 0 else _("今天提出的")


def _page(row: Correction) -> str:
    return first_address(
        ("members:correction", (row.public_id,)), ("members:corrections", ()), ("members:list", ())
    )


def _list() -> str:
    return first_address(("members:corrections", ()), ("members:list", ()))
