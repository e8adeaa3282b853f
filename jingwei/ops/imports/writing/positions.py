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

_WAY = POSITIONS.cell("way")

SAME = f"(s.target IS NULL AND {_WAY} = 'same')"
"""The roster says what is on file already: a holder of former days, or that nobody sits there."""
JOINS = "LEFT JOIN position p ON p.id = s.target"
"""``s.target`` is the open position that the row speaks of, ``s.other`` the person."""


def judgement() -> str:
    """SQL: fields in which a row differs from the position on file."""
    told = f"{_WAY} IN ('keep', 'correct')"
    tests = (
        ("name", f"coalesce({_NAME}, '') IS DISTINCT FROM p.name"),
        ("since", (f"{told} AND {POSITIONS.cell('since')} IS NOT NULL"
                  f" AND {_SINCE} IS DISTINCT FROM lower(p.held)")),
        ("until", (f"{told} AND {POSITIONS.cell('until')} IS NOT NULL"
                  f" AND {_UNTIL} IS DISTINCT FROM upper(p.held)")),
        ("due_on", f"{POSITIONS.cell('due_on')} IS NOT NULL AND {_DUE} IS DISTINCT FROM p.due_on"),
        ("person", "s.other IS NOT NULL AND s.other IS DISTINCT FROM p.person_id"),
    )  # fmt: skip
    said = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in tests)
    return f"array_remove(ARRAY[{said}]::text[], NULL)"


def write_posts(cursor: Any, batch: int, entry: int, as_of: date) -> None:
    """Seats that the roster names and the organisation does not have yet, with images."""
    cursor.execute(
        f"""
        WITH made AS (
            INSERT INTO post (public_id, org_id, org_path, title, seat, held)
            SELECT gen_random_uuid(), o.id, o.path, w.title, w.seat,
                daterange(greatest(lower(o.held), least(%s, coalesce(w.since, %s))), NULL)
            FROM (
                SELECT s.org, {_TITLE} AS title, min({_SINCE}) AS since, {_SEAT} AS seat
                FROM staged_row s WHERE s.batch_id = %s AND s.verdict IN (1, 2)
                GROUP BY 1, 2, 4
            ) w JOIN organisation o ON o.id = w.org
            ON CONFLICT (org_id, title, seat) DO NOTHING RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row) SELECT %s, 'post', id FROM made
        """,
        [as_of, as_of, batch, entry],
    )


def write_positions(cursor: Any, batch: int, entry: int, as_of: date) -> None:
    """Tell more exactly who sits there, end who leaves, begin who comes; new ones with images."""
    cursor.execute(
        f"""
        UPDATE position p SET name = coalesce({_NAME}, p.name),
            due_on = coalesce({_DUE}, CASE {_WAY} WHEN 'keep' THEN p.due_on END),
            person_id = coalesce(s.other, CASE {_WAY} WHEN 'keep' THEN p.person_id END),
            held = daterange(
                coalesce({_SINCE}, CASE {_WAY} WHEN 'keep' THEN lower(p.held) ELSE %s END),
                coalesce({_UNTIL}, upper(p.held)))
        FROM staged_row s
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2
          AND {_WAY} IN ('keep', 'correct')
        """,
        [as_of, batch],
    )
    cursor.execute(
        f"""
        UPDATE position p SET held = daterange(lower(p.held),
            greatest(lower(p.held) + 1, coalesce({_SINCE}, %s)))
        FROM staged_row s
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2
          AND {_WAY} IN ('replace', 'end')
        """,
        [as_of, batch],
    )
    cursor.execute(
        f"""
        WITH made AS (
            INSERT INTO position
                (public_id, org_id, org_path, post_id, person_id, name, held, due_on)
            SELECT gen_random_uuid(), o.id, o.path, t.id, s.other, {_NAME},
                daterange(coalesce({_SINCE}, %s), {_UNTIL}), {_DUE}
            FROM staged_row s JOIN organisation o ON o.id = s.org
            JOIN post t ON t.org_id = s.org AND t.title = {_TITLE} AND t.seat = {_SEAT}
            WHERE s.batch_id = %s AND s.verdict IN (1, 2) AND coalesce({_NAME}, '') <> ''
              AND {_WAY} IN ('new', 'replace') RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row) SELECT %s, 'position', id FROM made
        """,
        [as_of, batch, entry],
    )


def keep_images(cursor: Any, batch: int, entry: int) -> None:
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'position', t.id, to_jsonb(t) FROM staged_row s"
        " JOIN position t ON t.id = s.target WHERE s.batch_id = %s AND s.verdict = 2",
        [entry, batch],
    )
