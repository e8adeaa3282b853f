"""How do confirmed rows become people on duty at stations, from a day to a day?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import STAFF
from jingwei.ops.imports.writing.images import keep, make

_C = STAFF.cell
_SINCE, _UNTIL = (f"{_C(key)}::date" for key in ("since", "until"))
JOINS = "LEFT JOIN station_staff p ON p.id = s.target"


def judgement() -> str:
    """SQL: fields in which a row differs from who is on duty; an empty day says nothing."""
    tests = (
        f"CASE WHEN {_SINCE} <> lower(p.held) THEN 'since' END",
        (
            f"CASE WHEN {_C('until')} IS NOT NULL AND upper(p.held) IS DISTINCT FROM {_UNTIL}"
            " THEN 'until' END"
        ),
    )
    return f"{STAFF.differs('p')} || array_remove(ARRAY[{', '.join(tests)}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New people, and others with another post or other days; images before changes."""
    new = make(
        cursor, entry, "station_staff",
        "id, public_id, org_id, org_path, station_id, name, post, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), t.org_id, t.org_path, t.id, {_C("name")}, {_C("post")},
            daterange(coalesce({_SINCE}, greatest(%s, lower(t.held))), {_UNTIL}), false
        FROM staged_row s JOIN station t ON t.id = s.other
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "station_staff",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE station_staff p SET name = {_C('name')}, post = coalesce({_C('post')}, p.post),"
        f" held = daterange(coalesce({_SINCE}, lower(p.held)), coalesce({_UNTIL}, upper(p.held)))"
        " FROM staged_row s WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
