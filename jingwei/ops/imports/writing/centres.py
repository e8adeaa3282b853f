"""How do confirmed rows become service centres?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import CENTRES
from jingwei.ops.imports.writing.images import keep, make

_C = CENTRES.cell
_X, _Y = (f"({_C('point')}::jsonb ->> {at})::float8" for at in (0, 1))
_WEEK = f"{_C('week')}::jsonb"
JOINS = "LEFT JOIN service_centre p ON p.id = s.target"


def judgement() -> str:
    """SQL: fields in which a row differs from the centre on file."""
    tests = (
        (f"CASE WHEN {_C('point')} IS NOT NULL AND (p.longitude IS NULL"
        f" OR abs(p.longitude - {_X}) >= 1e-7 OR abs(p.latitude - {_Y}) >= 1e-7) THEN 'point' END"),
        (f"CASE WHEN {_C('week')} IS NOT NULL AND p.hours IS DISTINCT FROM {_WEEK}"
        " THEN 'hours' END"),
        "CASE WHEN s.other IS NOT NULL AND s.other IS DISTINCT FROM p.unit_id THEN 'unit' END",
    )  # fmt: skip
    return f"{CENTRES.differs('p')} || array_remove(ARRAY[{', '.join(tests)}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New and changed centres, images before changes."""
    new = make(
        cursor, entry, "service_centre",
        "id, public_id, org_id, org_path, name, level, unit_id, address, longitude, latitude,"
        " phone, hours, note, held, version, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), o.id, o.path, {_C("name")}, {_C("level")}, s.other,
            {_C("address")}, {_X}, {_Y}, {_C("phone")}, {_WEEK}, coalesce({_C("note")}, ''),
            daterange(%s, NULL), 1, false
        FROM staged_row s JOIN organisation o ON o.id = s.org
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "service_centre",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    sets = ", ".join(
        f"{column} = coalesce({sql}, p.{column})" for _key, column, sql in CENTRES.filled
    )
    cursor.execute(
        f"UPDATE service_centre p SET {sets},"
        f" longitude = coalesce({_X}, p.longitude), latitude = coalesce({_Y}, p.latitude),"
        f" hours = coalesce({_WEEK}, p.hours), unit_id = coalesce(s.other, p.unit_id),"
        " version = p.version + 1 FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
