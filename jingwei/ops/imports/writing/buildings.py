"""How do confirmed rows become buildings with their stairwells?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import BUILDINGS
from jingwei.ops.imports.writing.images import keep, make

_C = BUILDINGS.cell
JOINS = "LEFT JOIN building p ON p.id = s.target"
_POINT = f"(SELECT array_agg(x::float8) FROM jsonb_array_elements_text({_C('point')}::jsonb) x)"
_STAIRS = f"jsonb_array_elements(coalesce({_C('stairs')}, '[]')::jsonb) said"
"""Each stairwell of a row: its name, and its households where they are said."""
_NAME, _COUNT = "(said ->> 0)", "(said ->> 1)::int"
_OPEN = f"w.building_id = s.target AND w.name = {_NAME} AND upper_inf(w.held)"


def judgement() -> str:
    """SQL: fields in which a row differs from the building on file, its stairwells among them."""
    # Seven digits are a centimetre: nearer than that, two places are the same.
    near = (
        f"p.point IS NOT NULL AND abs(p.point[1] - ({_POINT})[1]) < 1e-7"
        f" AND abs(p.point[2] - ({_POINT})[2]) < 1e-7"
    )
    more = (
        f"CASE WHEN {_C('point')} IS NOT NULL AND NOT ({near}) THEN 'point' END",
        (
            f"CASE WHEN EXISTS (SELECT 1 FROM {_STAIRS} LEFT JOIN stairwell w ON {_OPEN}"
            f" WHERE w.id IS NULL OR w.households <> {_COUNT}) THEN 'stairwells' END"
        ),
    )
    return f"{BUILDINGS.differs('p')} || array_remove(ARRAY[{', '.join(more)}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New and changed buildings, images before changes."""
    new = _write_new(cursor, batch, entry, as_of)
    changed = _write_changed(cursor, batch, entry)
    _write_stairwells(cursor, batch, entry, as_of)
    return new, changed


def _write_new(cursor: Any, batch: int, entry: int, as_of: date) -> int:
    return make(
        cursor, entry, "building",
        "id, public_id, org_id, org_path, community_id, code, name, compound, address, use,"
        " households, point, branch, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), c.org_id, c.org_path, c.id, {_C("code")}, {_C("name")},
            coalesce({_C("compound")}, ''), coalesce({_C("address")}, ''),
            coalesce({_C("use")}, 'residential'), coalesce({_C("households")}::int,
                (SELECT sum({_COUNT}) FROM {_STAIRS}), 0), {_POINT},
            coalesce({_C("branch")}, ''), daterange(%s, NULL), false
        FROM staged_row s JOIN community c ON c.id = s.other
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip


def _write_changed(cursor: Any, batch: int, entry: int) -> int:
    keep(
        cursor, entry, "building",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    sets = ", ".join(
        f"{column} = coalesce({sql}, p.{column})" for _key, column, sql in BUILDINGS.filled
    )
    cursor.execute(
        f"UPDATE building p SET {sets}, point = coalesce({_POINT}, p.point) FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return int(cursor.rowcount)


def _write_stairwells(cursor: Any, batch: int, entry: int, as_of: date) -> None:
    """Those that are not there yet, and households of those that are; none is taken away."""
    keep(
        cursor, entry, "stairwell",
        f"EXISTS (SELECT 1 FROM staged_row s, {_STAIRS} WHERE s.batch_id = %s AND s.verdict = 2"
        f" AND t.building_id = s.target AND t.name = {_NAME} AND upper_inf(t.held)"
        f" AND t.households <> {_COUNT})",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE stairwell w SET households = {_COUNT} FROM staged_row s, {_STAIRS}"
        f" WHERE {_OPEN} AND s.batch_id = %s AND s.verdict = 2 AND w.households <> {_COUNT}",
        [batch],
    )
    make(
        cursor, entry, "stairwell",
        "public_id, org_id, org_path, building_id, name, households, held, is_demo",
        f"""
        SELECT gen_random_uuid(), p.org_id, p.org_path, p.id, {_NAME}, coalesce({_COUNT}, 0),
            daterange(greatest(lower(p.held), %s), NULL), false
        FROM staged_row s JOIN building p ON p.id = s.target, {_STAIRS}
        WHERE s.batch_id = %s AND s.verdict IN (1, 2)
          AND NOT EXISTS (SELECT 1 FROM stairwell w WHERE {_OPEN})
        """,
        [as_of, batch],
    )  # fmt: skip
