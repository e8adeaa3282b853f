"""How does a checked table become lines for COPY? Whole columns, each different value once."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import numpy as np

from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.models import Batch, StagedRow
from jingwei.ops.imports.progress import Step, say
from jingwei.ops.imports.staging.incoming import (
    NULL,
    array_bytes,
    array_item,
    field_bytes,
    field_text,
)
from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.table import Table

CHUNK = 250
"""So small that a piece fits between us and the server, who takes it in while the next is made."""
ORIGINALS = "staged_row.sealed_originals"


def cell_text(value: object) -> str | None:
    """A parsed value as a staged cell holds it; None for nothing."""
    if type(value) is str:  # nearly all
        return value or None
    if value is None:
        return None
    if isinstance(value, Dated):
        return value.text or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) or None


class Secrets(Protocol):
    """Bytes of rows, asked for by stretches of them: a list, or what is sealed when asked for."""

    def __getitem__(self, rows: slice, /) -> Sequence[bytes | None]: ...


@dataclass
class Prepared:
    """Columns of staged rows beside the plain cells; one entry a row, None for nothing."""

    extra: dict[str, list[str | None]] = field(default_factory=dict)
    secrets: dict[str, list[str | None]] = field(default_factory=dict)
    sealed: dict[str, Secrets] = field(default_factory=dict)
    indexes: dict[str, list[bytes | None]] = field(default_factory=dict)
    target: list[int | None] = field(default_factory=list)
    target_uuid: list[str] = field(default_factory=list)
    org: Sequence[int | None] = ()
    other: list[int | None] = field(default_factory=list)
    digests: Secrets | None = None


def row_uuid(batch: Batch, row_no: int) -> uuid.UUID:
    """A name of one staged row, to which its sealed originals are bound."""
    return uuid.uuid5(batch.public_id, str(row_no))


type Column = Callable[[int, int], Sequence[object]]
"""Some rows of a column, from one to before another, as COPY takes them."""


def lines(
    batch: Batch, table: Table, layout: Layout, prepared: Prepared, faulty: np.ndarray[Any, Any]
) -> Iterator[bytes]:
    """Ready-made lines of ``incoming`` in pieces of some hundreds.

    A piece is made, and its values sealed, while the server takes in the one before.
    """
    count = len(table)
    cells = [_cell_column(table, cell.field, prepared) for cell in layout.cells]
    cells += [_texts(prepared.extra.get(name)) for name in layout.extra]
    sealed = _bytes_columns(layout, prepared.sealed)
    indexes = _bytes_columns(layout, prepared.indexes)
    tails = [
        _tails(prepared.secrets[one.field])
        if one.tail and one.field in prepared.secrets else _nothing
        for one in layout.secrets
    ]  # fmt: skip
    plain = [
        _plain(values)
        for values in (prepared.target, prepared.target_uuid, prepared.org, prepared.other)
    ]
    said = _issues(batch, table, layout)
    nothing = f"{NULL}\t{NULL}\t{NULL}"
    numbers, bad = table.numbers.tolist(), np.where(faulty, "t", "f").tolist()
    for start in range(0, count, CHUNK):
        end = min(start + CHUNK, count)
        columns: list[Sequence[object]] = [numbers[start:end], bad[start:end]]
        columns += [_joined(some, start, end) for some in (cells, sealed, indexes, tails)]
        columns += [one(start, end) for one in plain]
        columns.append(_digests(prepared, numbers, said, start, end))
        columns.append([said.get(number, nothing) for number in numbers[start:end]])
        yield "".join([_LINE % row for row in zip(*columns, strict=True)]).encode()
        say(Step.COMPARE, end, count)


_LINE = "\t".join(["%s"] * 12) + "\n"


def _digests(
    prepared: Prepared, numbers: list[int], said: Mapping[int, str], start: int, end: int
) -> list[str]:
    """Of rows of which nothing is said."""
    if prepared.digests is None:
        return [NULL] * (end - start)
    return [
        NULL if number in said else field_bytes(digest)
        for number, digest in zip(numbers[start:end], prepared.digests[start:end], strict=True)
    ]


def _joined(columns: list[Column], start: int, end: int) -> list[str]:
    """Columns side by side as one array a row."""
    if not columns:
        return [NULL] * (end - start)
    parts = [column(start, end) for column in columns]
    return ["{" + ",".join(row) + "}" for row in zip(*parts, strict=True)]


def _nothing(start: int, end: int) -> list[str]:
    return ["NULL"] * (end - start)


def _plain(values: Sequence[object]) -> Column:
    if not values:
        return lambda start, end: [NULL] * (end - start)
    return lambda start, end: [NULL if one is None else one for one in values[start:end]]


def _cell_column(table: Table, key: str, prepared: Prepared) -> Column:
    if key in prepared.extra:
        return _texts(prepared.extra[key])
    cells = table.cells.get(key)
    if cells is None:
        return _nothing
    items = [array_item(cell_text(value)) for value in cells.values]
    codes = cells.codes  # as numbers of Python, piece by piece, or they are a tenth of the memory
    return lambda start, end: [items[code] for code in codes[start:end].tolist()]


def _texts(values: list[str | None] | None) -> Column:
    """Each different value made into an item once."""
    if values is None:
        return _nothing
    known = {value: array_item(value) for value in set(values)}
    return lambda start, end: [known[value] for value in values[start:end]]


def _bytes_columns(layout: Layout, columns: Mapping[str, Secrets]) -> list[Column]:
    return [
        _bytes(columns[secret.field]) if secret.field in columns else _nothing
        for secret in layout.secrets
    ]


def _bytes(values: Secrets) -> Column:
    return lambda start, end: array_bytes(values[start:end])


def _tails(values: list[str | None]) -> Column:
    return _texts([text[-4:] if text else None for text in values])


def _issues(batch: Batch, table: Table, layout: Layout) -> dict[int, str]:
    """By row number: issues, texts of their plain cells, and sealed what is sensitive."""
    found: dict[int, list[dict[str, Any]]] = {}
    for issue in table.issues:
        found.setdefault(issue.row, []).append(
            {
                "column": issue.column_key, "code": issue.code, "params": dict(issue.params),
                "severity": str(issue.severity), "suggestion": issue.suggestion,
            }
        )  # fmt: skip
    index = {number: at for at, number in enumerate(table.numbers.tolist())} if found else {}
    secret = {field.key for field in table.kind.fields if field.privacy == "S"}
    told = {}
    for row_no, issues in found.items():
        at = index[row_no]
        texts = {
            one["column"]: table.cells[one["column"]].text(at)
            for one in issues
            if one["column"] in table.cells
        }
        plain = {key: text for key, text in texts.items() if key not in secret}
        hidden = {key: text for key, text in texts.items() if key in secret and text}
        kept = {"texts": hidden, "row": _whole(table, at)}
        blob = sealing.seal(
            json.dumps(kept, ensure_ascii=False), column=ORIGINALS, row=row_uuid(batch, row_no)
        )
        told[row_no] = f"{_json(issues)}\t{_json(plain)}\t\\\\x{blob.hex()}"
    return told


def _whole(table: Table, at: int) -> dict[str, Any] | None:
    """Every cell of a row as the sheet gave it, so that a repair need not read the file again.

    None where a cell could not even be read from the sheet: that is not in its text.
    """
    kept: dict[str, Any] = {}
    for key, cells in table.cells.items():
        if cells.faulty is not None and cells.faulty[at]:
            return None
        raw = cells.raws[cells.codes[at]]
        if raw != "":
            kept[key] = {"day": raw.isoformat()} if isinstance(raw, date) else raw
    return kept


def hidden_of(batch: Batch, row: StagedRow) -> dict[str, Any]:
    """What was sealed of a row with problems: ``texts`` of its sensitive faulty cells and the
    whole ``row``."""
    if not row.sealed_originals:
        return {}
    text = sealing.unseal(row.sealed_originals, column=ORIGINALS, row=row_uuid(batch, row.row_no))
    told: dict[str, Any] = json.loads(text)
    return told


def _json(value: Any) -> str:
    return field_text(json.dumps(value, ensure_ascii=False, default=str).replace("\\u0000", ""))
