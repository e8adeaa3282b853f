"""What about organisations waits for this post? Terms that end, branches without a secretary."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, first_address, listed
from jingwei.kernel.ranges import mostly
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook.queries import rule_of

# The last term of each is found in one pass; to look for a later one of each costs half more again.
TERMS = f"""
WITH ending AS MATERIALIZED (
  SELECT l.org_id, l.due_on FROM (
    SELECT t.org_id, t.due_on,
           row_number() OVER (PARTITION BY t.org_id ORDER BY lower(t.held) DESC NULLS LAST) AS nr
    FROM term t WHERE t.org_path >= %(path)s AND t.org_path < %(hi)s
  ) l WHERE l.nr = 1 AND l.due_on < %(until)s
)
SELECT o.code, coalesce(nullif(o.short_name, ''), o.name), e.due_on, count(*) OVER ()
FROM ending e JOIN organisation o ON o.id = e.org_id AND {mostly("o.held", "%(day)s")}
ORDER BY e.due_on, o.path LIMIT %(look)s
"""  # noqa: S608 - put together from constants of this file

# Which posts are vacant is found before their organisations are: nearly none of a city's is.
VACANT = """
WITH vacant AS MATERIALIZED (
  SELECT p.id, p.org_id, p.held FROM post p
  WHERE p.org_path >= %(path)s AND p.org_path < %(hi)s
    AND p.title = 'secretary' AND p.held @> %(day)s
    AND NOT EXISTS (SELECT 1 FROM position h WHERE h.post_id = p.id AND h.held @> %(day)s)
)
SELECT o.code, coalesce(nullif(o.short_name, ''), o.name),
       coalesce((SELECT max(upper(x.held)) FROM position x
                 WHERE x.post_id = v.id AND upper(x.held) <= %(day)s), lower(v.held)) AS since,
       count(*) OVER ()
FROM vacant v JOIN organisation o ON o.id = v.org_id AND o.held @> %(day)s
ORDER BY since, o.path LIMIT %(look)s
"""


def terms_due(scope: Scope, day: date) -> list[Concern]:
    """Terms of office that have ended or will within the notice of the rulebook; two queries."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    rule = rule_of("term.due.notice_days", day)
    rows = _rows(TERMS, scope, day, until=day + timedelta(days=int(rule.value or 0)))

    def one(row: Any) -> Concern:
        code, name, due_on, _total = row
        title = _("{org}换届到期") if due_on >= day else _("{org}换届过期了")
        return Concern(
            title=title.format(org=name),
            source=_("任期到{day}，提前{n}天提醒").format(
                day=date_format(due_on, "Y-m-d"), n=int(rule.value or 0)
            ),
            url=_page(code), act=_("看换届"), due_on=due_on, overdue=due_on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}个组织要换届").format(n=count),
            source=_("任期已到，或者{n}天内要到").format(n=int(rule.value or 0)),
            url=_evidence(
                "orgs.terms_overdue" if rows[0][2] < day else "orgs.terms_due_soon"
            ),
            act=_("看名单"),
        )  # fmt: skip

    return listed(rows, _total(rows), one=one, rest=rest)


def vacant_secretaries(scope: Scope, day: date) -> list[Concern]:
    """Secretary's posts that nobody holds, the longest vacant first; one query."""
    if not scope.holds(Duty.ORGS_CHANGE):
        return []
    rows = _rows(VACANT, scope, day)

    def one(row: Any) -> Concern:
        code, name, since, _total = row
        days = (day - since).days if since else 0
        return Concern(
            title=_("{org}缺书记{n}天").format(org=name, n=days) if days > 0
            else _("{org}缺书记").format(org=name),
            source=_("班子任职记录里，书记一职现在没有人"),
            url=_page(code), act=_("看班子"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}个组织缺书记").format(n=count),
            source=_("班子任职记录里，书记一职现在没有人"),
            url=_evidence("orgs.without_secretary"),
            act=_("看名单"),
        )  # fmt: skip

    return listed(rows, _total(rows), one=one, rest=rest)


def _evidence(indicator: str) -> str:
    """The list behind a figure of the acting post's own organisation."""
    return address("figures:own", i=indicator) or address("orgs:home")


def _page(code: str) -> str:
    return first_address(("orgs:org-posts", (code,)), ("orgs:org-home", (code,))) or address(
        "orgs:home"
    )


def _rows(query: str, scope: Scope, day: date, **more: Any) -> list[Any]:
    told = {"day": day, "path": scope.path, "hi": scope.hi, "look": LOOK, **more}
    with connection.cursor() as cursor:
        cursor.execute(query, told)
        return list(cursor.fetchall())


def _total(rows: list[Any]) -> int:
    return rows[0][-1] if rows else 0
