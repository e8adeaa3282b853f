"""How does a checked table become lines for COPY? Whole columns, each different value once."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import batched, repeat
from typing import Any

import numpy as np

from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.models import Batch, StagedRow
from jingwei.ops.imports.progress import Step, say
from jingwei.ops.imports.staging.incoming import NULL, array_bytes, array_item, field_text
from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.table import Table

CHUNK = 5_000
ORIGINALS = "staged_row.sealed_originals"


def cell_text(value: object) -> str | None:
    """A parsed value as a staged cell holds it; None for nothing."""
    if value is None:
        return None
    if isinstance(value, Dated):
        return value.text or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) or None


@dataclass
class Prepared:
    """Columns of staged rows beside the plain cells; one entry a row, None for nothing."""

    extra: dict[str, list[str | None]] = field(default_factory=dict)
    secrets: dict[str, list[str | None]] = field(default_factory=dict)
    sealed: dict[str, list[bytes | None]] = field(default_factory=dict)
    indexes: dict[str, list[bytes | None]] = field(default_factory=dict)
    target: list[int | None] = field(default_factory=list)
    target_uuid: list[str] = field(default_factory=list)
    org: list[int | None] = field(default_factory=list)
    other: list[int | None] = field(default_factory=list)


def row_uuid(batch: Batch, row_no: int) -> uuid.UUID:
    """A name of one staged row, to which its sealed originals are bound."""
    return uuid.uuid5(batch.public_id, str(row_no))


def lines(
    batch: Batch, table: Table, layout: Layout, prepared: Prepared, faulty: np.ndarray[Any, Any]
) -> Iterator[bytes]:
    """Ready-made lines of ``incoming`` in pieces of some thousands."""
    count = len(table)
    vectors = [_cell_vector(table, cell.field, prepared, count) for cell in layout.cells]
    vectors += [
        _items(prepared.extra[name]) if name in prepared.extra else ["NULL"] * count
        for name in layout.extra
    ]
    cells = [",".join(parts) for parts in zip(*vectors, strict=True)]
    sealed = _arrays(layout, prepared.sealed, count, array_bytes)
    indexes = _arrays(layout, prepared.indexes, count, array_bytes)
    tails = _arrays(layout, _tails(layout, prepared), count, array_item)
    said = _issues(batch, table, layout)
    nothing = f"{NULL}\t{NULL}\t{NULL}"
    made = (
        f"{number}\t{'t' if bad else 'f'}\t{{{cell}}}\t{seal}\t{index}\t{tail}\t{target}\t{uuid_}"
        f"\t{org}\t{other}\t{said.get(number, nothing)}\n"
        for number, bad, cell, seal, index, tail, target, uuid_, org, other in zip(
            table.numbers.tolist(), faulty.tolist(), cells, sealed, indexes, tails,
            _plain(prepared.target, count), _plain(prepared.target_uuid, count),
            _plain(prepared.org, count), _plain(prepared.other, count), strict=True,
        )
    )  # fmt: skip
    done = 0
    for piece in batched(made, CHUNK):
        yield "".join(piece).encode()
        done += len(piece)
        say(Step.COMPARE, done, count)


def _plain(values: Sequence[object], count: int) -> Iterable[object]:
    return [NULL if value is None else value for value in values] if values else repeat(NULL, count)


def _cell_vector(table: Table, key: str, prepared: Prepared, count: int) -> list[str]:
    if key in prepared.extra:
        return _items(prepared.extra[key])
    cells = table.cells.get(key)
    if cells is None:
        return ["NULL"] * count
    items = [array_item(cell_text(value)) for value in cells.values]
    return [items[code] for code in cells.codes.tolist()]


def _items(values: list[str | None]) -> list[str]:
    """Each different value made into an item once."""
    known = {value: array_item(value) for value in set(values)}
    return [known[value] for value in values]


def _arrays(layout: Layout, columns: dict[str, Any], count: int, item: Any) -> list[str]:
    if not layout.secrets:
        return [NULL] * count
    nothing = ["NULL"] * count
    vectors = [
        [item(value) for value in columns[secret.field]] if secret.field in columns else nothing
        for secret in layout.secrets
    ]
    return ["{" + ",".join(parts) + "}" for parts in zip(*vectors, strict=True)]


def _tails(layout: Layout, prepared: Prepared) -> dict[str, list[str | None]]:
    return {
        secret.field: [text[-4:] if text else None for text in prepared.secrets[secret.field]]
        for secret in layout.secrets
        if secret.tail and secret.field in prepared.secrets
    }


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
