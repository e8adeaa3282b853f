"""How do confirmed rows of members become persons, memberships and opening positions?"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from jingwei.ops.imports.staging.incoming import whole_sets
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.writing.bringing import COMPUTED, OPENINGS

CATEGORY, STATE = MEMBERS.cell("category"), MEMBERS.cell("state")
_ABREAST = ", ".join(
    f"min(n.value) FILTER (WHERE n.kind = '{kind}') AS {kind}" for kind in OPENINGS
)


def joins(people: str, *, among: bool = False) -> str:
    """SQL: person, home and openings of the target of ``s``. ``people`` stands behind a key and
    narrows the openings, and where ``among`` says so person and home too."""
    also = (f" AND p.id {people}", f" AND m.person_id {people}") if among else ("", "")
    return f"""
LEFT JOIN person p ON p.id = s.target{also[0]}
LEFT JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper_inf(m.held){also[1]}
LEFT JOIN (
    SELECT n.person_id, {_ABREAST} FROM opening n
    WHERE n.person_id {people} GROUP BY n.person_id
) o ON o.person_id = p.id
"""


FLOATING_SOMEWHERE = "去向不详"

_SAYS_LOST = f"{MEMBERS.cell('lost')} = 'no' AND p.lost_since IS NOT NULL"
_SAYS_HOME = f"{MEMBERS.cell('floating')} = 'no' AND p.floating_to <> ''"


def judgement() -> str:
    """SQL: the keys of fields in which a row differs from the person on file and the home row."""
    tests = [
        ("branch", "s.org IS DISTINCT FROM m.org_id"),
        ("category", f"{CATEGORY} IS NOT NULL AND {CATEGORY} IS DISTINCT FROM m.category"),
        ("state", f"{STATE} IS NOT NULL AND {STATE} IS DISTINCT FROM m.state"),
        ("lost", _SAYS_LOST),
        ("floating", _SAYS_HOME),
        *(
            (kind, (f"{MEMBERS.cell(kind)} IS NOT NULL"
                   f" AND {MEMBERS.cell(kind)} IS DISTINCT FROM o.{kind}"))
            for kind in OPENINGS
        ),
    ]  # fmt: skip
    more = ", ".join(f"CASE WHEN {test} THEN '{name}' END" for name, test in tests)
    return f"{MEMBERS.differs('p')} || array_remove(ARRAY[{more}]::text[], NULL)"


MOST_SOUGHT = 60_000
"""Persons that are rather found by their keys than by a look at everybody: a county's."""


def among(cursor: Any, rows: str, said: Mapping[str, object]) -> str | None:
    """SQL behind a column: it holds one of the targets of the staged ``rows`` ``s``; None where
    they are too many.

    Few of many are found by their keys; a question for them in the database would make each step
    read the whole table, since a policy stands before it. Where there are many the table is read.
    """
    cursor.execute(f"SELECT array_agg(s.target)::text, count(*) {rows}", said)
    keys, count = cursor.fetchone()
    return f"= ANY ('{keys or '{}'}'::bigint[])" if count <= MOST_SOUGHT else None


def sought(cursor: Any, batch: int) -> str:
    """SQL behind a column: it holds one of the changed persons' keys."""
    rows = "FROM staged_row s WHERE s.batch_id = %(batch)s AND s.verdict = 2"
    return f" {among(cursor, rows, {'batch': batch}) or 'IS NOT NULL'}"


def write_openings(cursor: Any, batch: int, as_of: date) -> None:
    """What the city brings with it, for changed rows; new persons have theirs already."""
    cursor.execute(
        f"""
        INSERT INTO opening (person_id, org_id, org_path, kind, value, as_of)
        SELECT s.target, o.id, o.path, k.kind, k.value, %s
        FROM staged_row s JOIN organisation o ON o.id = s.org
        CROSS JOIN LATERAL (VALUES
            {", ".join(f"('{kind}', {MEMBERS.cell(kind)})" for kind in OPENINGS)}
        ) k (kind, value)
        WHERE s.batch_id = %s AND s.verdict = 2 AND k.value IS NOT NULL
        ON CONFLICT (person_id, kind) DO UPDATE SET value = excluded.value, as_of = excluded.as_of
        WHERE opening.value IS DISTINCT FROM excluded.value
        """,
        [as_of, batch],
    )


def keep_images(cursor: Any, batch: int, entry: int, among: str) -> None:
    """How the changed rows stood before: needed to take the batch back."""
    for table, key in (("person", "id"), ("membership", "person_id"), ("opening", "person_id")):
        extra = " AND t.kind = 'home' AND upper_inf(t.held)" if table == "membership" else ""
        cursor.execute(
            f'INSERT INTO row_image (entry_id, "table", row, before)'
            f" SELECT %s, %s, t.id, to_jsonb(t) FROM staged_row s"
            f" JOIN {table} t ON t.{key} = s.target{extra}"
            f" WHERE s.batch_id = %s AND s.verdict = 2 AND t.{key}{among}",
            [entry, table, batch],
        )


def keep_new_openings(cursor: Any, batch: int, entry: int, among: str = " IS NOT NULL") -> None:
    """Openings that the batch made for persons who were on file before it."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'opening', o.id, NULL FROM staged_row s JOIN opening o"
        " ON o.person_id = s.target WHERE s.batch_id = %s AND s.verdict = 2"
        f" AND o.person_id{among}"
        " AND NOT EXISTS (SELECT 1 FROM row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'opening' AND i.row = o.id)",
        [entry, batch, entry],
    )


def write_changed(cursor: Any, batch: int, as_of: date, at: Any, among: str) -> int:
    """Changed details, and a new stretch of membership where branch, category or state changed."""
    names, sqls = [], []
    for _, column, sql in MEMBERS.filled:
        names.append(column)
        sqls.append(f"coalesce({sql}, p.{column})")
    for at_, secret in enumerate(MEMBERS.secrets, 1):
        pairs = [(secret.column, "sealed"), (secret.index, "indexes")]
        if secret.tail:
            pairs.append((secret.tail, "tails"))
        for column, source in pairs:
            names.append(column)
            sqls.append(f"coalesce(s.{source}[{at_}], p.{column})")
    for name in COMPUTED:
        names.append(name)
        sqls.append(f"coalesce({MEMBERS.cell(name)}, p.{name})")
    assignments = ", ".join(f"{name} = {sql}" for name, sql in zip(names, sqls, strict=True))
    cursor.execute(
        f"""
        UPDATE person p SET {assignments}, org_id = o.id, org_path = o.path,
            version = p.version + 1, updated_at = %s
        FROM staged_row s JOIN organisation o ON o.id = s.org
        WHERE p.id = s.target AND s.batch_id = %s AND s.verdict = 2 AND p.id{among}
        """,
        [at, batch],
    )
    count = int(cursor.rowcount)
    _clear_unsaid(cursor, batch, among)
    _continue_memberships(cursor, batch, as_of, among)
    return count


def _clear_unsaid(cursor: Any, batch: int, among: str) -> None:
    """A clear 'no' ends what was on file: no longer lost, no longer away."""
    for test, columns in (
        (_SAYS_LOST, "lost_since = NULL, lost_precision = 'd'"),
        (_SAYS_HOME, "floating_to = ''"),
    ):
        cursor.execute(
            f"UPDATE person p SET {columns} FROM staged_row s WHERE p.id = s.target"
            f" AND s.batch_id = %s AND s.verdict = 2 AND {test} AND p.id{among}",
            [batch],
        )


def _continue_memberships(cursor: Any, batch: int, as_of: date, among: str) -> None:
    cursor.execute(
        f"""
        CREATE TEMP TABLE continued ON COMMIT DROP AS
        SELECT m.id, m.person_id, o.id AS org_id, o.path AS org_path,
            coalesce({CATEGORY}, m.category) AS category, coalesce({STATE}, m.state) AS state,
            lower(m.held) < %s AS has_past, m.org_id IS DISTINCT FROM o.id AS moved
        FROM staged_row s JOIN organisation o ON o.id = s.org
        JOIN membership m ON m.person_id = s.target AND m.kind = 'home' AND upper_inf(m.held)
        WHERE s.batch_id = %s AND s.verdict = 2 AND m.person_id{among}
          AND (m.org_id, m.category, m.state) IS DISTINCT FROM
              (o.id, coalesce({CATEGORY}, m.category), coalesce({STATE}, m.state))
        """,
        [as_of, batch],
    )
    # A row that began on the roster's own day has no past to keep: it is put right in place.
    cursor.execute(
        "UPDATE membership m SET org_id = c.org_id, org_path = c.org_path, category = c.category,"
        " state = c.state FROM continued c WHERE m.id = c.id AND NOT c.has_past"
    )
    cursor.execute(
        "UPDATE membership m SET held = daterange(lower(m.held), %s),"
        " ended = CASE WHEN c.moved THEN 'moved' ELSE 'continued' END"
        " FROM continued c WHERE m.id = c.id AND c.has_past",
        [as_of],
    )
    cursor.execute(
        "INSERT INTO membership (person_id, org_id, org_path, kind, category, state, held, began,"
        " ended, basis) SELECT person_id, org_id, org_path, 'home', category, state,"
        " daterange(%s, NULL), CASE WHEN moved THEN 'moved' ELSE 'continued' END, '', ''"
        " FROM continued WHERE has_past",
        [as_of],
    )
    cursor.execute("DROP TABLE continued")


def missing(batch: int, path: str, hi: str) -> int:
    """Open members of the branches that the roster names who do not stand in it."""
    with connection.cursor() as cursor, whole_sets(cursor):
        cursor.execute(
            """
            SELECT count(*) FROM membership m
            WHERE m.kind = 'home' AND upper_inf(m.held) AND m.org_path >= %s AND m.org_path < %s
              AND m.org_id IN (SELECT DISTINCT org FROM staged_row WHERE batch_id = %s)
              AND NOT EXISTS (SELECT 1 FROM staged_row s
                              WHERE s.batch_id = %s AND s.target = m.person_id)
            """,
            [path, hi, batch, batch],
        )
        return int(cursor.fetchone()[0])
