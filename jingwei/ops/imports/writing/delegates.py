"""How do confirmed rows become delegates who receive at studios, from the roster's day?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import DELEGATES
from jingwei.ops.imports.writing.images import keep, make

_C = DELEGATES.cell
_CONSENT = f"{_C('consent_on')}::date"
JOINS = "LEFT JOIN studio_delegate p ON p.id = s.target"


def judgement() -> str:
    """SQL: fields in which a row differs from who receives; no consent said takes none back."""
    test = (
        f"CASE WHEN {_C('consent_on')} IS NOT NULL AND p.consent_on IS DISTINCT FROM {_CONSENT}"
        " THEN 'consent_on' END"
    )
    return f"array_remove(ARRAY[{test}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New delegates, and others who agreed to be named."""
    new = make(
        cursor, entry, "studio_delegate",
        "id, public_id, org_id, org_path, studio_id, person_id, name, consent_on, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), d.org_id, d.org_path, d.id, w.id, w.name, {_CONSENT},
            daterange(greatest(%s, lower(d.held)), NULL), false
        FROM staged_row s JOIN delegate_studio d ON d.id = {_C("studio_id")}::bigint
        JOIN person w ON w.id = s.other
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "studio_delegate",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE studio_delegate p SET consent_on = coalesce({_CONSENT}, p.consent_on)"
        " FROM staged_row s WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
