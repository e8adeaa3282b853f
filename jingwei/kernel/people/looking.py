"""Whose file may a few typed characters mean? Bounded whatever is typed and however large the city.

Names stand in one index in the order of their sound, with all that is asked of them beside: a
search reads a stretch of it in order and stops at the last hit it needs. No text makes it read
more than the names that begin with one letter, and those without touching their rows.
"""

from typing import Any, Final

from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.queries import LAST, rows_of
from jingwei.kernel.rulebook.codes.text import half_width

LONGEST: Final = 60
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
    typed = names.normal(half_width(text)).replace("\x00", "")[:LONGEST]
    if not typed or scope.is_empty:
        return []
    said: dict[str, Any] = {
        "path": scope.path, "hi": scope.hi, "limit": limit, "text": typed, "low": typed.lower(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        if _is_tail(typed):
            cursor.execute(_BY_TAIL, said)
            found = cursor.fetchall()
        else:
            found = _by_name(cursor, scope, typed, said)
    return rows_of(scope, [key for key, _sort in found[:limit]])


def _is_tail(typed: str) -> bool:
    return len(typed) == 4 and typed.isascii() and typed[:3].isdigit() and typed[3] in "0123456789X"


def _by_name(cursor: Any, scope: Scope, typed: str, said: dict[str, Any]) -> list[tuple[int, str]]:
    """Along the index of names. The planner takes the doubled range of the scope (ours and the
    policy's) for a rare thing and would sort a county; told not to sort, it reads in order."""
    meant = _SOUNDS if typed.isascii() else _BEGINS
    is_wide = paths.depth(scope.path) <= WIDE_DEPTH
    found: list[tuple[int, str]] = []
    if is_wide:
        cursor.execute("SELECT set_config('enable_sort', 'off', true)")
    for first, last in stretches(typed):
        cursor.execute(_BY_NAME.format(meant=meant), said | {"first": first, "last": last})
        found += cursor.fetchall()
    if is_wide:
        cursor.execute("SELECT set_config('enable_sort', 'on', true)")
    return sorted(found, key=lambda row: (row[1], row[0]))


def stretches(typed: str) -> list[tuple[str, str]]:
    """Where in the order of names those stand that begin with ``typed``, which is in normal form.

    Letters may be pinyin, initials or a name in letters: all of them begin with the same letter.
    Characters stand under each reading that they have at the beginning of a name.
    """
    if typed.isascii():
        return [(typed[0].lower(), typed[0].lower() + LAST)]
    plain = typed.replace("·", "")
    if not plain:
        return []
    sounds = sorted({" ".join(said)[:130] for said in names.readings(plain)})
    return [(sound, sound + LAST if len(sound) == 130 else sound + "!") for sound in sounds]
