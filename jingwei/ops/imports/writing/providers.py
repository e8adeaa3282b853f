"""How do confirmed rows become helpers from outside, and agreements with them?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import PROVIDERS
from jingwei.ops.imports.writing.images import keep, make

_C = PROVIDERS.cell
_HELD = f"daterange({_C('since')}::date, {_C('until')}::date)"
JOINS = "LEFT JOIN provider p ON p.id = s.target LEFT JOIN provider_term e ON e.id = s.other"


def judgement() -> str:
    """SQL: fields in which a row differs from the helper and the agreement of its first day."""
    tests = (
        "CASE WHEN s.other IS NULL THEN 'since' END",
        f"CASE WHEN e.agreement <> {_C('agreement')} THEN 'agreement' END",
        f"CASE WHEN upper(e.held) <> {_C('until')}::date THEN 'until' END",
    )
    return f"{PROVIDERS.differs('p')} || array_remove(ARRAY[{', '.join(tests)}]::text[], NULL)"


def write(cursor: Any, batch: int, entry: int, as_of: date) -> tuple[int, int]:
    """New helpers with their agreement; further agreements and those put right, with images.

    A helper whose agreement alone changed has an image too: it is one changed row of the list.
    """
    new = make(
        cursor, entry, "provider", "id, public_id, org_id, org_path, name, kind, is_demo",
        f"""
        SELECT s.target, gen_random_uuid(), o.id, o.path, {_C("name")}, {_C("kind")}, false
        FROM staged_row s JOIN organisation o ON o.id = s.org
        WHERE s.batch_id = %s AND s.verdict = 1
        """,
        [batch],
    )  # fmt: skip
    which = "SELECT {what} FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 2"
    keep(cursor, entry, "provider", f"t.id IN ({which.format(what='s.target')})", [batch])
    cursor.execute(
        f"UPDATE provider p SET name = {_C('name')}, kind = {_C('kind')} FROM staged_row s"
        " WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    changed = int(cursor.rowcount)
    keep(cursor, entry, "provider_term", f"t.id IN ({which.format(what='s.other')})", [batch])
    cursor.execute(
        f"UPDATE provider_term e SET agreement = {_C('agreement')}, held = {_HELD}"
        " FROM staged_row s WHERE e.id = s.other AND s.batch_id = %s AND s.verdict = 2",
        [batch],
    )
    make(
        cursor, entry, "provider_term",
        "org_id, org_path, provider_id, agreement, held, ended_why, is_demo",
        f"""
        SELECT p.org_id, p.org_path, p.id, {_C("agreement")}, {_HELD}, '', false
        FROM staged_row s JOIN provider p ON p.id = s.target
        WHERE s.batch_id = %s AND s.verdict IN (1, 2) AND s.other IS NULL
        """,
        [batch],
    )  # fmt: skip
    return new, changed
