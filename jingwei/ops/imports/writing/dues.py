"""How do confirmed rows of dues become opening positions of members who are on file?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import DUES

KINDS = ("dues_paid_to", "dues_monthly")
JOINS = " ".join(
    f"LEFT JOIN opening {kind} ON {kind}.person_id = s.target AND {kind}.kind = '{kind}'"
    for kind in KINDS
)


def judgement(as_of: date) -> str:
    """SQL: fields that say something else than what is on file; an older list says nothing."""
    tests = ", ".join(
        f"CASE WHEN {DUES.cell(kind)} IS NOT NULL"
        f" AND {DUES.cell(kind)} IS DISTINCT FROM {kind}.value"
        f" AND coalesce({kind}.as_of, '0001-01-01') <= DATE '{as_of.isoformat()}'"
        f" THEN '{kind}' END"
        for kind in KINDS
    )
    return f"array_remove(ARRAY[{tests}]::text[], NULL)"


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    """How the openings stood before: needed to take the batch back."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'opening', t.id, to_jsonb(t) FROM staged_row s"
        " JOIN opening t ON t.person_id = s.target WHERE s.batch_id = %s AND s.verdict = 2",
        [entry, batch],
    )


def write_openings(cursor: Any, batch: int, as_of: date) -> int:
    """What the city brings with it; a later list stays."""
    cursor.execute(
        f"""
        INSERT INTO opening (person_id, org_id, org_path, kind, value, as_of)
        SELECT s.target, o.id, o.path, k.kind, k.value, %s
        FROM staged_row s JOIN organisation o ON o.id = s.org
        CROSS JOIN LATERAL (VALUES {", ".join(f"('{kind}', {DUES.cell(kind)})" for kind in KINDS)})
            k (kind, value)
        WHERE s.batch_id = %s AND s.verdict = 2 AND k.value IS NOT NULL
        ON CONFLICT (person_id, kind) DO UPDATE SET value = excluded.value, as_of = excluded.as_of
        WHERE opening.value IS DISTINCT FROM excluded.value AND opening.as_of <= excluded.as_of
        """,
        [as_of, batch],
    )
    return int(cursor.rowcount)
