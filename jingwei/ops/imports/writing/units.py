"""How do confirmed rows become units?"""

from datetime import date
from typing import Any

from jingwei.kernel import names
from jingwei.ops.imports.staging.layout import UNITS
from jingwei.ops.imports.writing.rows import insert_rows

JOINS = "LEFT JOIN unit p ON p.id = s.target"


def judgement() -> str:
    """SQL: fields in which a row differs from the unit on file, its organisation among them."""
    more = "CASE WHEN s.org IS NOT NULL AND s.org IS DISTINCT FROM p.org_id THEN 'org' END"
    return f"{UNITS.differs('p')} || array_remove(ARRAY[{more}]::text[], NULL)"


def write_new(cursor: Any, batch: int, as_of: date, at: Any, is_demo: bool = False) -> int:
    cell = UNITS.cell
    cursor.execute(
        f"""
        INSERT INTO unit (id, public_id, org_id, org_path, name, kind, code, legacy_code,
            division_id, address, phone, headcount, held, pinyin, initials, is_demo, version,
            updated_at)
        SELECT s.target, gen_random_uuid(), o.id, o.path, {cell("name")}, {cell("kind")},
            {cell("credit_code")}, coalesce({cell("legacy_code")}, ''), d.code,
            coalesce({cell("address")}, ''), coalesce({cell("phone")}, ''),
            {cell("headcount")}::int, daterange(%s, NULL), {cell("pinyin")}, {cell("initials")},
            %s, 1, %s
        FROM staged_row s JOIN organisation o ON o.id = s.org
        LEFT JOIN division d ON d.code = {cell("division")}
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, is_demo, at, batch],
    )
    count = int(cursor.rowcount)
    _index_names(cursor, batch, 1)
    return count


def write_changed(cursor: Any, batch: int, at: Any) -> int:
    cell = UNITS.cell
    cursor.execute(
        f"""
        UPDATE unit p SET org_id = o.id, org_path = o.path,
            name = coalesce({cell("name")}, p.name), kind = coalesce({cell("kind")}, p.kind),
            code = coalesce({cell("credit_code")}, p.code),
            legacy_code = coalesce({cell("legacy_code")}, p.legacy_code),
            division_id = coalesce(d.code, p.division_id),
            address = coalesce({cell("address")}, p.address),
            phone = coalesce({cell("phone")}, p.phone),
            headcount = coalesce({cell("headcount")}::int, p.headcount),
            pinyin = {cell("pinyin")}, initials = {cell("initials")},
            version = p.version + 1, updated_at = %s
        FROM staged_row s JOIN organisation o ON o.id = s.org
        LEFT JOIN division d ON d.code = {cell("division")}
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2
        """,
        [at, batch],
    )
    count = int(cursor.rowcount)
    cursor.execute(
        "DELETE FROM name_part n USING staged_row s"
        " WHERE n.unit_id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    _index_names(cursor, batch, 2)
    return count


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'unit', s.target, to_jsonb(t) FROM staged_row s"
        " LEFT JOIN unit t ON t.id = s.target WHERE s.batch_id = %s AND s.verdict IN (1, 2)",
        [entry, batch],
    )


def _index_names(cursor: Any, batch: int, verdict: int) -> None:
    cursor.execute(
        "SELECT p.id, p.org_id, p.org_path, p.name, coalesce(p.code, '') FROM staged_row s"
        " JOIN unit p ON p.id = s.target WHERE s.batch_id = %s AND s.verdict = %s",
        [batch, verdict],
    )
    rows = cursor.fetchall()
    insert_rows(
        "name_part",
        {"org_id": "bigint", "org_path": "text", "unit_id": "bigint", "part": "text"},
        (
            (org, path, unit, part)
            for unit, org, path, name, code in rows
            for part in {*names.parts(name), *([code] if code else [])}
        ),
    )
