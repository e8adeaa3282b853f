"""Whose file may a few typed characters mean? Bounded whatever is typed and however large the city.

Names stand in one index in the order of their sound, with all that is asked of them beside: a
search reads a stretch of it in order and stops at the last hit it needs. No text makes it read
more than the names that begin with one letter, and those without touching their rows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people import typed as meanings
from jingwei.kernel.people.queries import Filters, rows_of

MOST_TAILS: Final = 2_000
"""Files with the same last four digits that are ordered; a city of 465,000 has about fifty."""
WIDE_DEPTH: Final = 2
"""Scopes of a city or a county are read along the names, smaller ones along their organisations."""

_SEEN = "merged_into_id IS NULL AND org_path >= %(path)s AND org_path < %(hi)s"
_BY_NAME = f"""
SELECT id, name_sort FROM person
WHERE {_SEEN} AND name_sort >= %(first)s AND name_sort < %(last)s AND {{meant}}
ORDER BY name_sort, id LIMIT %(limit)s
"""  # noqa: S608 - our own words; what is typed is a parameter
_BEGINS = "split_part(name_sort, E'\\x1f', 2) ^@ %(text)s"
_SOUNDS = (
    "(replace(split_part(name_sort, E'\\x1f', 1), ' ', '') ^@ %(low)s"
    f" OR initials ^@ %(low)s OR {_BEGINS})"
)
_BY_TAIL = f"""
SELECT id, name_sort FROM (
    (SELECT id, name_sort FROM person WHERE id_tail = %(text)s AND {_SEEN} LIMIT {MOST_TAILS})
    UNION
    (SELECT id, name_sort FROM person WHERE phone_tail = %(text)s AND {_SEEN} LIMIT {MOST_TAILS})
) found ORDER BY name_sort, id LIMIT %(limit)s
"""  # noqa: S608


def search(scope: Scope, text: str, limit: int = 10) -> list[dict[str, Any]]:
    """The first files in the order of their names that ``text`` may mean, as rows of the list.

    The beginning of a name, of its pinyin or of its initials, or the last four of an ID number or
    a phone. At most five queries.
    """
    typed = meanings.normal(text)
    if not typed or scope.is_empty:
        return []
    said: dict[str, Any] = {
        "path": scope.path, "hi": scope.hi, "limit": limit, "text": typed, "low": typed.lower(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        if meanings.is_tail(typed):
            cursor.execute(_BY_TAIL, said)
            found = cursor.fetchall()
        else:
            found = _by_name(cursor, scope, typed, said)
    return rows_of(scope, [key for key, _sort in found[:limit]])


def _by_name(cursor: Any, scope: Scope, typed: str, said: dict[str, Any]) -> list[tuple[int, str]]:
    """Along the index of names. The planner takes the doubled range of the scope (ours and the
    policy's) for a rare thing and would sort a county; told not to sort, it reads in order."""
    meant = _SOUNDS if typed.isascii() else _BEGINS
    found: list[tuple[int, str]] = []
    with _unsorted(paths.depth(scope.path) <= WIDE_DEPTH):
        for first, last in meanings.stretches(typed):
            cursor.execute(_BY_NAME.format(meant=meant), said | {"first": first, "last": last})
            found += cursor.fetchall()
    return sorted(found, key=lambda row: (row[1], row[0]))


@contextmanager
def along_names(scope: Scope, filters: Filters, order: str) -> Iterator[None]:
    """Around reading a page of the list: what is typed is looked for along the names, as above.

    Only where the list itself is in the order of names and its text means names.
    """
    text = meanings.normal(filters.text)
    is_by_name = bool(text) and not meanings.is_tail(text) and order.lstrip("-") == "name"
    with _unsorted(is_by_name and paths.depth(filters.path or scope.path) <= WIDE_DEPTH):
        yield


@contextmanager
def _unsorted(is_wide: bool) -> Iterator[None]:
    if not is_wide:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_sort', 'off', true)")
        yield
        cursor.execute("SELECT set_config('enable_sort', 'on', true)")
