"""May a few rows be judged anew without reading the whole file again? Then how?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports import repairs
from jingwei.ops.imports.models import Batch, Kind, StagedRow
from jingwei.ops.imports.reading.columns import Raw
from jingwei.ops.imports.staging.layout import MEMBERS, UNITS
from jingwei.ops.imports.staging.lines import hidden_of
from jingwei.ops.imports.table import Table, check_records

MOST: Final = 2_000  # rows; more are read and judged with the whole file

TOGETHER: Final = frozenset(
    {"id.twice", "row.repeated", "key.twice", "key.maybe_twice", "person.maybe_same",
     "date.lost_zero", "date.two_digit_year"}
)  # fmt: skip
"""What is said of a row because of other rows, or of a cell because of its column."""

_NAME = MEMBERS.cell("name")
_CODE, _UNIT = UNITS.cell("credit_code"), UNITS.cell("name")
_OTHERS: Final[Mapping[str, str]] = {
    Kind.MEMBERS: (
        f"SELECT 1 FROM staged_row s WHERE s.batch_id = %(batch)s"
        f" AND s.row_no <> ALL (%(rows)s) AND (s.indexes[1] = ANY (%(indexes)s)"
        f" OR s.indexes[1] IS NULL AND {_NAME} = ANY (%(names)s)) LIMIT 1"
    ),
    Kind.UNITS: (
        f"SELECT 1 FROM staged_row s WHERE s.batch_id = %(batch)s"
        f" AND s.row_no <> ALL (%(rows)s)"
        f" AND ({_CODE} = ANY (%(codes)s) OR {_UNIT} = ANY (%(names)s)) LIMIT 1"
    ),
}
"""Is there another row that says something of the same person or unit? Rows of the other kinds
hang together (superiors, seats) and are always judged as a whole."""


def judged_alone(
    batch: Batch, rows: Collection[int], said: repairs.Said, *, today: date
) -> Table | None:
    """The rows read and checked by themselves; None where only the whole file tells."""
    if batch.kind not in _OTHERS or not 0 < len(rows) <= MOST:
        return None
    records, numbers = [], []
    for row in StagedRow.everything.filter(batch=batch, row_no__in=list(rows)).order_by("row_no"):
        if {one["code"] for one in row.issues or []} & TOGETHER:
            return None
        kept = hidden_of(batch, row).get("row")
        if kept is None:
            return None
        record = {key: _raw(value) for key, value in kept.items()}
        mine = {key: text for (row_no, key), text in said.texts.items() if row_no == row.row_no}
        records.append(record | mine)
        numbers.append(row.row_no)
    if len(records) != len(set(rows)):
        return None
    table = check_records(batch.kind, records, today=today, numbers=numbers, datum=batch.datum)
    alone = not any(issue.code in TOGETHER for issue in table.issues)
    return table if alone and not _has_others(batch, table) else None


def _raw(value: Any) -> Raw:
    """A cell as it was kept: text, number, or the day that the sheet itself says it is."""
    return datetime.fromisoformat(value["day"]) if isinstance(value, dict) else value


def _has_others(batch: Batch, table: Table) -> bool:
    index = sealing.indexer("person.id_number")
    told = {
        "batch": batch.pk, "rows": table.numbers.tolist(),
        "names": _said(table, "name"), "codes": _said(table, "credit_code"),
        "indexes": [index(text) for text in _said(table, "id_number")],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_OTHERS[batch.kind], told)
        return cursor.fetchone() is not None


def _said(table: Table, key: str) -> Sequence[str]:
    cells = table.cells.get(key)
    return [str(value) for value in cells.values if value] if cells is not None else []


def rows_that_say(batch: Batch, column: str, meant: Collection[str]) -> list[int]:
    """Rows with a problem in ``column`` whose cell, normalised, is one of ``meant``."""
    found = []
    staged = StagedRow.everything.filter(batch=batch, issues__contains=[{"column": column}])
    for row_no, originals in staged.values_list("row_no", "originals"):
        if names.normal((originals or {}).get(column, "")) in meant:
            found.append(row_no)
    return found
