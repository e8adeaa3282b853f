"""How do confirmed rows become posts and their holders?"""

from datetime import date
from typing import Any

from jingwei.ops.imports.staging.layout import DAY, POSITIONS

_SINCE = DAY.format(c=POSITIONS.cell("since"))
_UNTIL = DAY.format(c=POSITIONS.cell("until"))
_DUE = DAY.format(c=POSITIONS.cell("due_on"))
_NAME = POSITIONS.cell("name")
_TITLE = POSITIONS.cell("title")
_SEAT = f"{POSITIONS.cell('seat')}::int"

STILL_VACANT = (
    f"(s.target IS NULL AND {_NAME} IS NULL AND EXISTS (SELECT 1 FROM post t"
    f" WHERE t.org_id = s.org AND t.title = {_TITLE} AND t.seat = {_SEAT}))"
)
"""The roster says of a seat that nobody holds it, and nobody does."""
JOINS = "LEFT JOIN position p ON p.id = s.target"
"""``s.target`` is the open position of that title in that organisation, ``s.other`` the person."""


def judgement() -> str:
    """SQL: fields in which a row differs from the position on file."""
    tests = (
        ("name", f"coalesce({_NAME}, '') IS DISTINCT FROM p.name"),
        ("since", (f"{POSITIONS.cell('since')} IS NOT NULL AND {_NAME} = p.name"
                  f" AND {_SINCE} IS DISTINCT FROM lower(p.held)")),
        ("until", (f"{_UNTIL} IS DISTINCT FROM upper(p.held) AND {POSITIONS.cell('until')}"
                  " IS NOT NULL")),
        ("due_on", f"{POSITIONS.cell('due_on')} IS NOT NULL AND {_DUE} IS DISTINCT FROM p.due_on"),
        ("person", "s.other IS NOT NULL AND s.other IS DISTINCT FROM p.person_id"),
    )  # fmt: skip
    said = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in tests)
    return f"array_remove(ARRAY[{said}]::text[], NULL)"


def write_posts(cursor: Any, batch: int, as_of: date) -> int:
    """Seats that the roster names and the organisation does not have yet."""
    cursor.execute(
        f"""
        INSERT INTO post (public_id, org_id, org_path, title, seat, held)
        SELECT gen_random_uuid(), o.id, o.path, w.title, w.seat,
            daterange(greatest(lower(o.held), least(%s, coalesce(w.since, %s))), NULL)
        FROM (
            SELECT s.org, {_TITLE} AS title, min({_SINCE}) AS since,
                {_SEAT} AS seat
            FROM staged_row s WHERE s.batch_id = %s AND s.verdict IN (1, 2)
            GROUP BY 1, 2, 4
        ) w JOIN organisation o ON o.id = w.org
        ON CONFLICT (org_id, title, seat) DO NOTHING
        """,
        [as_of, as_of, batch],
    )
    return int(cursor.rowcount)


def write_positions(cursor: Any, batch: int, as_of: date) -> int:
    """End who held the seat before and begin who holds it now; a vacant row only ends."""
    cursor.execute(
        f"""
        UPDATE position p SET due_on = coalesce({_DUE}, p.due_on),
            person_id = coalesce(s.other, p.person_id),
            held = daterange(coalesce({_SINCE}, lower(p.held)), coalesce({_UNTIL}, upper(p.held)))
        FROM staged_row s
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2 AND {_NAME} = p.name
        """,
        [batch],
    )
    cursor.execute(
        f"""
        UPDATE position p SET held = daterange(lower(p.held),
            greatest(lower(p.held) + 1, coalesce({_SINCE}, %s)))
        FROM staged_row s
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2
          AND coalesce({_NAME}, '') IS DISTINCT FROM p.name
        """,
        [as_of, batch],
    )
    cursor.execute(
        f"""
        INSERT INTO position (public_id, org_id, org_path, post_id, person_id, name, held, due_on)
        SELECT gen_random_uuid(), o.id, o.path, t.id, s.other, {_NAME},
            daterange(coalesce({_SINCE}, %s), {_UNTIL}), {_DUE}
        FROM staged_row s JOIN organisation o ON o.id = s.org
        JOIN post t ON t.org_id = s.org AND t.title = {_TITLE} AND t.seat = {_SEAT}
        WHERE s.batch_id = %s AND s.verdict IN (1, 2) AND coalesce({_NAME}, '') <> ''
          AND ('name' = ANY (s.differs) OR s.verdict = 1)
        """,
        [as_of, batch],
    )
    return int(cursor.rowcount)


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'position', t.id, to_jsonb(t) FROM staged_row s"
        " JOIN position t ON t.id = s.target WHERE s.batch_id = %s AND s.verdict = 2",
        [entry, batch],
    )
