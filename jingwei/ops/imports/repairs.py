"""What did people say of single rows and cells, and how does it reach the table?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.models import Answer, Batch, Repair
from jingwei.ops.imports.reading.columns import Raw
from jingwei.ops.imports.reading.workbook import RawColumn, Sheet, Workbook
from jingwei.ops.imports.staging.lines import row_uuid

PERSON = "person"
NEW = "new"
COLUMN = "import_repair.sealed"


@dataclass(frozen=True)
class Said:
    """All that was said of a batch: new texts of cells, rows left out or used anyway, persons."""

    texts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    skipped: frozenset[int] = frozenset()
    anyway: frozenset[int] = frozenset()
    people: Mapping[tuple[int, str], str] = field(default_factory=dict)


def said_of(batch: Batch) -> Said:
    """Read the repairs of a batch."""
    texts, people = {}, {}
    skipped, anyway = set(), set()
    for one in Repair.objects.filter(batch=batch):
        if one.way == Repair.Way.VALUE:
            texts[one.row_no, one.column] = _text(batch, one)
        elif one.way == Repair.Way.SKIP:
            skipped.add(one.row_no)
        elif one.way == Repair.Way.TAKE:
            anyway.add(one.row_no)
        elif one.way == Repair.Way.SAME:
            people[one.row_no, PERSON] = _text(batch, one)
        else:
            people[one.row_no, PERSON] = NEW
    return Said(texts, frozenset(skipped), frozenset(anyway), people)


def note(
    batch: Batch, row_no: int, column: str, way: str, by: Scope, at: datetime, text: str = ""
) -> None:
    """Keep what was said of one cell or row; the last word counts."""
    sealed = sealing.seal(text, column=COLUMN, row=row_uuid(batch, row_no)) if text else None
    said: dict[str, Any] = {
        "way": way, "sealed": sealed, "account_id": by.account_id, "said_at": at,
    }  # fmt: skip
    Repair.objects.update_or_create(batch=batch, row_no=row_no, column=column, defaults=said)


def take_back(batch: Batch, row_no: int, column: str) -> None:
    """Forget what was said of a cell or row."""
    Repair.objects.filter(batch=batch, row_no=row_no, column=column).delete()


def _text(batch: Batch, repair: Repair) -> str:
    return sealing.unseal(repair.sealed, column=COLUMN, row=row_uuid(batch, repair.row_no))


def mend(book: Workbook, sheet_name: str, texts: Mapping[tuple[int, int], str]) -> Workbook:
    """The workbook with new texts in some cells, given by the clerk's row number and the column's
    index; all rules then see the mended file as if it had come so."""
    if not texts:
        return book
    sheets = tuple(
        _mended(sheet, texts) if sheet.name == sheet_name else sheet for sheet in book.sheets
    )
    return Workbook(book.kind, sheets, book.hidden, book.encoding)


def _mended(sheet: Sheet, texts: Mapping[tuple[int, int], str]) -> Sheet:
    by_column: dict[int, list[tuple[int, str]]] = {}
    for (row_no, index), text in texts.items():
        by_column.setdefault(index, []).append((row_no - 1, text))
    columns = tuple(
        _with(column, by_column[column.index]) if column.index in by_column else column
        for column in sheet.columns
    )
    faults = {
        code: _without(cells, {(row - 1, index) for row, index in texts})
        for code, cells in sheet.faults.items()
    }
    return Sheet(sheet.name, sheet.height, columns, sheet.merged, faults)


def _with(column: RawColumn, cells: Iterable[tuple[int, str]]) -> RawColumn:
    values: list[Raw] = list(column.values)
    codes = column.codes.copy()
    for row, text in cells:
        if row < len(codes):
            values.append(text)
            codes[row] = len(values) - 1 if text else 0
    return RawColumn(column.index, values, codes)


def _without(cells: np.ndarray, mended: set[tuple[int, int]]) -> np.ndarray:
    keep = [tuple(cell) not in mended for cell in cells.tolist()]
    return cells[np.array(keep, np.bool_)] if len(cells) else cells


def answers_of(scope: Scope, kind: str) -> dict[str, str]:
    """What the office said doubtful names of organisations mean: normal text -> code."""
    rows = Answer.objects.within(scope).filter(kind=kind)
    return dict(rows.values_list("text", "meaning"))
