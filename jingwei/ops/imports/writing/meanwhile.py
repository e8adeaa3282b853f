"""What changed between judging and writing? Two clerks at once neither lose nor double a row."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding
from jingwei.ops.imports.all_brought import BROUGHT
from jingwei.ops.imports.models import Batch, Kind, Repair
from jingwei.ops.imports.staging.layout import (
    ATTENDANCE,
    DAY,
    MEMBERS,
    ORGANISATIONS,
    POSITIONS,
    UNITS,
)
from jingwei.ops.imports.staging.lookup import finder
from jingwei.ops.imports.staging.organisations import on_file

CODE = "import.meanwhile"
PLACE_LOCK = 0x4A57  # first key of the advisory locks of places


def changed_meanwhile(rows: int) -> Finding:
    """The words for rows that are no longer what they were when they were judged."""
    return Finding(
        CODE, "核对之后有{n}行的记录又变了，已重新核对，请再看一遍。",
        params={"n": rows},
    )  # fmt: skip


def lock_place(path: str) -> None:
    """Wait for other imports into the same part of the tree; neighbours do not wait.

    From the root down: shared on what stands above, alone on the own place. An import of the
    county so excludes one of its towns, and nobody can wait in a circle.
    """
    with connection.cursor() as cursor:
        for above in paths.ancestors(path):
            cursor.execute(
                "SELECT pg_advisory_xact_lock_shared(%s, hashtext(%s))", [PLACE_LOCK, above]
            )
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [PLACE_LOCK, path])


_CELL = MEMBERS.cell
_BIRTH, _UNIT = _CELL("birth_on"), UNITS.cell
_SINCE = DAY.format(c=POSITIONS.cell("since"))
_UNTIL = DAY.format(c=POSITIONS.cell("until"))
_SEAT = f"{POSITIONS.cell('seat')}::int"
_GONE_OF = """
SELECT s.row_no FROM staged_row s
WHERE s.batch_id = %(batch)s AND s.verdict {which} AND s.org IS NOT NULL
  AND s.org NOT IN (SELECT o.id FROM organisation o WHERE upper_inf(o.held))
"""
_GONE = _GONE_OF.format(which="IN (1, 2)")
_CHANGED = """
SELECT s.row_no FROM staged_row s LEFT JOIN {table} p ON p.id = s.target
WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND p.version IS DISTINCT FROM s.other
"""
_MEMBERS_NEW = (
    _GONE_OF.format(which="= 1"),
    (
        "SELECT s.row_no FROM staged_row s JOIN person p ON p.id_index = s.indexes[1]"
        " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
    ),
    # Somebody without a number: as it was matched while judging, but by a word of a person.
    (
        f"SELECT s.row_no FROM staged_row s JOIN person p ON p.name = {_CELL('name')}"
        f" WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND s.indexes[1] IS NULL"
        f" AND p.merged_into_id IS NULL AND s.row_no <> ALL (%(told)s)"
        f" AND (p.birth_on IS NULL OR length(coalesce({_BIRTH}, '')) < 7"
        f" OR to_char(p.birth_on, 'YYYY-MM') = substr({_BIRTH}, 1, 7))"
    ),
)
"""Asked only where a batch has new rows: each reads all of it, and the next roster has hardly any.
Changed rows have an index."""
_QUERIES: dict[str, tuple[str, ...]] = {
    Kind.MEMBERS: (
        *_MEMBERS_NEW,
        _GONE_OF.format(which="= 2"),
        _CHANGED.format(table="person"),
    ),
    Kind.UNITS: (
        _GONE,
        _CHANGED.format(table="unit"),
        (
            f"SELECT s.row_no FROM staged_row s JOIN unit u ON u.code = {_UNIT('credit_code')}"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            f"SELECT s.row_no FROM staged_row s JOIN unit u ON u.name = {_UNIT('name')}"
            f" AND upper_inf(u.held) WHERE s.batch_id = %(batch)s AND s.verdict = 1"
            f" GROUP BY s.row_no, {_UNIT('credit_code')}"
            f" HAVING count(*) = 1 AND ({_UNIT('credit_code')} IS NULL OR bool_and(u.code IS NULL))"
        ),
    ),
    Kind.ORGANISATIONS: (_GONE,),
    Kind.POSITIONS: (
        _GONE,
        (
            "SELECT s.row_no FROM staged_row s JOIN post t ON t.org_id = s.org"
            f" AND t.title = {POSITIONS.cell('title')} AND t.seat = {_SEAT}"
            " JOIN position p ON p.post_id = t.id"
            f" AND p.held && daterange(coalesce({_SINCE}, %(as_of)s), {_UNTIL})"
            f" WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND {POSITIONS.cell('name')} <> ''"
            # Who leaves in the same file makes room.
            " AND NOT EXISTS (SELECT 1 FROM staged_row e WHERE e.batch_id = s.batch_id"
            f" AND e.target = p.id AND e.verdict = 2 AND {POSITIONS.cell('until', 'e')} <> '')"
        ),
        (
            "SELECT s.row_no FROM staged_row s LEFT JOIN position p ON p.id = s.target"
            " AND upper_inf(p.held) WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND p.id IS NULL"
        ),
    ),
    Kind.ATTENDANCE: (
        _GONE,
        (
            "SELECT s.row_no FROM staged_row s JOIN meeting m ON m.org_id = s.org"
            f' AND m."on" = {ATTENDANCE.cell("on")}::date'
            f" AND m.kinds::text[] && string_to_array({ATTENDANCE.cell('kind_codes')}, ',')"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
    ),
    Kind.DUES: (
        _GONE,
        (
            "SELECT s.row_no FROM staged_row s LEFT JOIN person p ON p.id = s.target"
            " AND p.merged_into_id IS NULL"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND p.id IS NULL"
        ),
    ),
    Kind.DIVISIONS: (
        (
            "SELECT s.row_no FROM staged_row s JOIN division d ON d.code = s.cells[1]"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
    ),
}
_QUERIES |= {kind: (_GONE, *one.stale) for kind, one in BROUGHT.items()}
"""By kind: rows that would be judged otherwise now. Each is a join of whole sets."""


def stale_rows(cursor: Any, batch: Batch, by: Scope, counts: Mapping[str, int]) -> set[int]:
    """Numbers of rows that would be judged otherwise now; the place must be locked.

    ``counts`` are those of the batch as it stands, by verdict.
    """
    told = Repair.objects.filter(batch=batch, way=Repair.Way.OTHER).values_list("row_no", flat=True)
    said = {"batch": batch.pk, "told": list(told), "as_of": batch.as_of}
    stale: set[int] = set()
    for query in _QUERIES[batch.kind]:
        if query in _MEMBERS_NEW and not counts["new"]:
            continue
        cursor.execute(query, said)
        stale |= {row_no for (row_no,) in cursor.fetchall()}
    if batch.kind == Kind.ORGANISATIONS:
        stale |= _organisations(cursor, batch, by)
    return stale


def _organisations(cursor: Any, batch: Batch, by: Scope) -> set[int]:
    """New organisations that are on file by now, found as they were while judging."""
    cursor.execute(
        f"SELECT s.row_no, {ORGANISATIONS.cell('code')}, {ORGANISATIONS.cell('name')}"
        " FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 1",
        [batch.pk],
    )
    rows = cursor.fetchall()
    known = finder(by) if rows else None
    return {
        row_no
        for row_no, code, name in rows
        if known
        and (on_file(known, code, name) or (_is_drawn(code) and on_file(known, None, name)))
    }


def _is_drawn(code: str) -> bool:
    """Was the code drawn by us for a row that had none? Such a row is known by its name."""
    return code.startswith("JW") and len(code) == 9 and code[2:].isdigit()
