"""Which members are where? The list with its filters, its orders, its counts and its rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import years_before
from jingwei.kernel.people import typed
from jingwei.kernel.people.kinds import Category, Home
from jingwei.kernel.people.models import Membership, Person, Position, known_or_last

LEVELS: Final = {
    "postgraduate": "1", "bachelor": "2", "college": "3", "secondary": "46", "basic": "789",
}  # fmt: skip
"""Groups of GB/T 4658 by the first digit, as the statistics put them together."""

CURRENT, GONE, ALL = "current", "gone", "all"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty says nothing. ``path`` is an organisation below the
    scope, days are local, ages whole years."""

    path: str = ""
    text: str = ""
    standing: str = CURRENT
    category: str = ""
    state: str = ""
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    level: str = ""
    floating: bool | None = None
    lost: bool | None = None
    numbered: bool | None = None
    in_post: bool | None = None
    title: str = ""
    born_from: date | None = None
    born_to: date | None = None
    joined_from: date | None = None
    joined_to: date | None = None


ORDERS: Final = {
    "name": ("name_sort", "id"),
    "-name": ("-name_sort", "-id"),
    "age": ("born", "id"),
    "-age": ("-born", "-id"),
    "joined": ("joined", "id"),
    "-joined": ("-joined", "-id"),
}
"""Orders of the list, each with an index of its own: oldest first is ``age``."""


def members(scope: Scope, filters: Filters, on: date) -> QuerySet[Any]:
    """People on file that the filters leave, in no order yet. Files merged into others are out."""
    found: Any = Person.objects.within(scope).filter(merged_into=None)
    if filters.path:
        found = found.under(filters.path)
    found = _by_standing(found, filters)
    for condition in (*_of_file(filters, on), *typed.conditions(filters.text)):
        found = found.filter(condition)
    rows: QuerySet[Any] = found
    return rows


def keys_of(rows: QuerySet[Any], order: str) -> tuple[QuerySet[Any], Sequence[str]]:
    """The ids of ``rows`` with what they are ordered by, for ``page_of``: ids first, rows later."""
    keys = ORDERS.get(order, ORDERS["name"])
    first = keys[0].lstrip("-")
    column = {"born": "birth_on", "joined": "joined_on"}.get(first)
    if column is None:
        return rows.values("id", first), keys
    return rows.annotate(**{first: known_or_last(column)}).values("id", first), keys


def _home() -> Any:
    return Membership.everything.filter(person=OuterRef("pk"), kind=Home.HOME, held__endswith=None)


def _by_standing(found: QuerySet[Any], filters: Filters) -> QuerySet[Any]:
    """The few who are probationary or suspended are looked up from the side of the membership;
    of all others it is enough to know that they are not gone."""
    if filters.standing != ALL:
        found = found.filter(is_gone=filters.standing == GONE)
    narrow = {}
    if filters.category == Category.PROBATIONARY:
        narrow["category"] = filters.category
    if filters.state:
        narrow["state"] = filters.state
    if narrow:
        return found.filter(Exists(_home().filter(**narrow)))
    if filters.category == Category.FULL:
        # "not probationary" and not "= full": the planner takes an equality for a rare thing.
        found = found.annotate(category=Subquery(_home().values("category")[:1]))
        return found.filter(~Q(category=Category.PROBATIONARY))
    return found


def _of_file(filters: Filters, on: date) -> list[Q | Exists]:
    found: list[Q | Exists] = []
    if filters.sex:
        found.append(Q(sex=filters.sex))
    if filters.level in LEVELS:
        found.append(_levels(LEVELS[filters.level]))
    for wanted, condition in (
        (filters.floating, ~Q(floating_to="")),
        (filters.lost, Q(lost_since__isnull=False)),
        (filters.numbered, Q(id_index__isnull=False)),
    ):
        if wanted is not None:
            found.append(condition if wanted else ~condition)
    return found + _of_days(filters, on) + _of_posts(filters, on)


def _levels(digits: str) -> Q:
    found = Q()
    for digit in digits:
        below = {} if digit == "9" else {"education__lt": chr(ord(digit) + 1)}
        found |= Q(education__gte=digit, **below)
    return found


def _of_days(filters: Filters, on: date) -> list[Q]:
    """Bounds of birth and joining; an age is a bound of birth, counted on the day ``on``."""
    oldest = filters.age_to
    bounds = {
        "birth_on__gte": filters.born_from,
        "birth_on__lte": filters.born_to,
        "joined_on__gte": filters.joined_from,
        "joined_on__lte": filters.joined_to,
        "birth_on__gt": years_before(on, oldest + 1) if oldest is not None else None,
    }
    found = [Q(**{name: day}) for name, day in bounds.items() if day is not None]
    if filters.age_from is not None:
        found.append(Q(birth_on__lte=years_before(on, filters.age_from)))
    return found


def _of_posts(filters: Filters, on: date) -> list[Any]:
    if filters.in_post is None and not filters.title:
        return []
    posts = Position.everything.filter(person=OuterRef("pk"), held__contains=on)
    if filters.title:
        posts = posts.filter(post__title=filters.title)
    return [~Exists(posts) if filters.in_post is False else Exists(posts)]


# One row at a time by its key, and so with what belongs to it: asked for all at once, the planner
# takes the doubled range of the scope (ours and the policy's) for a rare thing, and reads a whole
# town or asks for every row once for each of its organisations. OFFSET 0 holds it to the keys.
_ROWS = """
SELECT p.id, p.public_id, p.name, p.sex, p.birth_on, p.birth_precision, p.ethnicity, p.education,
       p.degree, p.joined_on, p.joined_precision, p.full_on, p.full_precision, p.native_place,
       p.work_post, p.unit_title, p.id_tail, p.phone_tail, p.floating_to,
       p.id_index IS NOT NULL AS numbered, p.is_gone,
       o.code AS org_code, coalesce(nullif(o.short_name, ''), o.name) AS org_name,
       m.category, m.state, lower(m.held) AS since,
       EXISTS (SELECT 1 FROM membership h WHERE h.person_id = p.id AND h.kind <> 'home'
               AND upper(h.held) IS NULL) AS is_dual,
       (SELECT (SELECT t.title FROM post t WHERE t.id = x.post_id) FROM position x
        WHERE x.person_id = p.id AND upper(x.held) IS NULL ORDER BY x.id LIMIT 1) AS title
FROM unnest(%s) AS wanted (id)
CROSS JOIN LATERAL (SELECT * FROM person one WHERE one.id = wanted.id
    AND one.org_path >= %s AND one.org_path < %s OFFSET 0) p
CROSS JOIN LATERAL (SELECT code, name, short_name FROM organisation WHERE id = p.org_id OFFSET 0) o
LEFT JOIN LATERAL (SELECT category, state, held FROM membership
    WHERE person_id = p.id AND kind = 'home' AND upper(held) IS NULL OFFSET 0) m ON true
"""


def rows_of(scope: Scope, ids: Sequence[int]) -> list[dict[str, Any]]:
    """What the list shows of these people, in the order of ``ids``; one query, no models."""
    if not ids or scope.is_empty:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [list(ids), scope.path, scope.hi])
        columns = [column.name for column in cursor.description]
        rows = {row[0]: dict(zip(columns, row, strict=True)) for row in cursor.fetchall()}
    return [rows[key] for key in ids if key in rows]


def rows_with(scope: Scope, public_id: str) -> list[dict[str, Any]]:
    """The row of one file by its public id; empty out of sight. Two queries."""
    try:
        wanted = UUID(public_id)
    except ValueError:
        return []
    ids = Person.objects.within(scope).filter(public_id=wanted).values_list("id", flat=True)
    return rows_of(scope, list(ids))


@dataclass(frozen=True)
class Counts:
    """How many members the views of the list hold, each counted no further than the cap."""

    members: int
    probationary: int
    floating: int
    unnumbered: int


_COUNTS = """
SELECT
  (SELECT count(*) FROM (SELECT 1 FROM membership m WHERE m.kind = 'home' AND upper(m.held) IS NULL
     AND m.category IN ('full', 'probationary')
     AND m.org_path >= %(path)s AND m.org_path < %(hi)s LIMIT %(cap)s) x),
  (SELECT count(*) FROM (SELECT 1 FROM membership m WHERE m.kind = 'home' AND upper(m.held) IS NULL
     AND m.category = 'probationary'
     AND m.org_path >= %(path)s AND m.org_path < %(hi)s LIMIT %(cap)s) x),
  (SELECT count(*) FROM (SELECT 1 FROM person p WHERE p.floating_to <> '' AND NOT p.is_gone
     AND p.org_path >= %(path)s AND p.org_path < %(hi)s LIMIT %(cap)s) x),
  (SELECT count(*) FROM (SELECT 1 FROM person p WHERE p.id_index IS NULL AND NOT p.is_gone
     AND p.org_path >= %(path)s AND p.org_path < %(hi)s LIMIT %(cap)s) x)
"""


def counts(scope: Scope, path: str = "", cap: int = 10_001) -> Counts:
    """Counts of the views, from indexes alone; one query. Below ``path`` where one is given."""
    first = path or scope.path
    if scope.is_empty or not scope.covers(first):
        return Counts(0, 0, 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTS, {"path": first, "hi": paths.upper(first) if path else scope.hi, "cap": cap}
        )
        return Counts(*cursor.fetchone())


def is_plain(filters: Filters) -> bool:
    """Are members counted by scope alone? Then :func:`counts` knows the total already."""
    return replace(filters, path="") == Filters()
