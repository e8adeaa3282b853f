"""How do confirmed rows become contacts of stairwells, each with the day of the consent?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import CONTACTS
from jingwei.ops.imports.writing.images import keep, make

_C = CONTACTS.cell
JOINS = "LEFT JOIN stairwell_contact p ON p.id = s.target"
JUDGEMENT = (
    f"CASE WHEN {_C('consent_on')}::date > p.consent_on THEN ARRAY['consent_on']"
    " ELSE '{}'::text[] END"
)
"""An earlier consent says nothing new of somebody who is asked already."""


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New contacts from the roster's day, or from their consent where that came later."""
    new = make(
        cursor, entry, "stairwell_contact",
        "id, public_id, org_id, org_path, stairwell_id, person_id, consent_on, held, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), w.org_id, w.org_path, w.id, s.other,
            {_C("consent_on")}::date,
            daterange(greatest(%s::date, {_C("consent_on")}::date), NULL), false
        FROM staged_row s JOIN stairwell w ON w.id = {_C("stair")}::bigint
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [as_of, batch],
    )  # fmt: skip
    keep(
        cursor, entry, "stairwell_contact",
        "t.id IN (SELECT s.target FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2)",
        [batch],
    )  # fmt: skip
    cursor.execute(
        f"UPDATE stairwell_contact p SET consent_on = {_C('consent_on')}::date FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    return new, int(cursor.rowcount)
