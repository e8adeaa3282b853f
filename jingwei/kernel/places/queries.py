"""Which division has this code or name, and what lies above it?"""

from datetime import date

from django.db import connection

from jingwei.kernel.places.models import Division, Level
from jingwei.kernel.rulebook.codes import divisions

MOST = 30

_PATH = """
WITH RECURSIVE up AS (
    SELECT code, parent_code, 1 AS step FROM division WHERE code = %s
    UNION
    SELECT d.code, d.parent_code, u.step + 1 FROM division d JOIN up u ON d.code = u.parent_code
    WHERE u.step < 8
)
SELECT code FROM up ORDER BY step DESC
"""


def division(code: str) -> Division | None:
    """The division of a code of 2, 4, 6, 9 or 12 digits, in force or not."""
    plain = divisions.normal(code)
    return Division.objects.filter(code=plain).first() if plain else None


def divisions_named(name: str, on: date, *, below: str = "") -> list[Division]:
    """Divisions in force on a day whose name is or begins with ``name``; within the division of
    the code ``below`` where one is given. At most ``MOST``, the highest first.

    Below a county a range of codes is read; names of the whole nation only by whole name.
    """
    wanted = name.strip()
    if not wanted:
        return []
    rows = Division.objects.filter(held__contains=on)
    if below:
        first, last = range_of(below)
        rows = rows.filter(code__gte=first, code__lt=last)
        found = [row for row in rows.order_by("level", "code") if row.name.startswith(wanted)]
        return found[:MOST]
    return list(rows.filter(name=wanted).order_by("level", "code")[:MOST])


def range_of(code: str) -> tuple[str, str]:
    """The half-open range of codes of a division and all below it."""
    plain = divisions.normal(code) or code
    width = divisions.WIDTHS[divisions.level(plain) - 1]
    stem = plain[:width]
    return plain, f"{int(stem) + 1:0{width}d}".ljust(12, "0")


def path_of(code: str) -> list[Division]:
    """The division and those above it, the province first; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_PATH, [divisions.normal(code) or code])
        codes = [row[0] for row in cursor.fetchall()]
    found = Division.objects.in_bulk(codes)
    return [found[each] for each in codes if each in found]


def children(code: str, on: date) -> list[Division]:
    """Divisions directly below one in force on a day; those without a superior for ''."""
    rows = Division.objects.filter(parent_code=code, held__contains=on)
    return list(rows.order_by("code"))


def title(found: list[Division]) -> str:
    """``path_of`` in words, without the province of a city: 南通市海门区示例镇."""
    return "".join(each.name for each in found if each.level > Level.PROVINCE)
