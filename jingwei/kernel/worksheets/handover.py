"""What changed in an execution, row by row, so that it can be undone exactly?"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry, RowImage
from jingwei.kernel.register import register

UNTOLD = ("known_from", "org_path", "host_path", "path", "version", "updated_at", "at_path")
"""Columns that may change without anybody having decided anything: no later act, no exactness."""
ORDER: tuple[str, ...] = (
    "organisation", "unit", "organisation_state", "term", "edge", "post", "position", "person",
    "membership", "opening", "correction", "name_part",
)  # fmt: skip
"""Tables in the order in which rows come back; they go in the other order."""
NAMED = ("organisation", "unit", "person", "post")
"""Tables whose rows others name: changed in place, and made ones go last."""


@dataclass
class Handover:
    """One execution: the day, who, when; and all rows it changes (``before``) or makes."""

    on: date
    by: Scope
    at: datetime
    basis: str = ""
    before: dict[tuple[str, int], dict[str, Any] | None] = field(default_factory=dict)
    source_of: dict[tuple[str, int], int] = field(default_factory=dict)

    def keep(self, table: str, ids: Iterable[int]) -> None:
        """Remember how rows stand; call it before they are changed or deleted."""
        wanted = [pk for pk in ids if (table, pk) not in self.before]
        for pk, image in images(table, wanted).items():
            self.before[(table, pk)] = image

    def made(self, table: str, ids: Iterable[int]) -> None:
        """These rows are new."""
        for pk in ids:
            self.before.setdefault((table, pk), None)

    def write(self, entry: Entry) -> list[list[Any]]:
        """The images under the ledger line; how each row was left, for the worksheet."""
        RowImage.objects.bulk_create(
            RowImage(entry=entry, table=table, row=pk, before=image)
            for (table, pk), image in self.before.items()
        )
        left: list[list[Any]] = []
        for table in ORDER + tuple(sorted({table for table, _ in self.before} - set(ORDER))):
            ids = [pk for name, pk in self.before if name == table]
            now = images(table, ids)
            left += [[table, pk, digest(now.get(pk))] for pk in ids]
        return left


def images(table: str, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Rows of a table as JSON, by id; one query."""
    wanted = list(ids)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id, to_jsonb(t) FROM "{table}" t WHERE id = ANY(%s)',  # noqa: S608
            [wanted],
        )
        return {pk: _read(image) for pk, image in cursor.fetchall()}


def digest(image: dict[str, Any] | None) -> str:
    """What was decided about a row; empty where it is gone."""
    if image is None:
        return ""
    said = {key: value for key, value in image.items() if key not in UNTOLD}
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:16]


def changed_since(left: list[list[Any]]) -> list[tuple[str, int]]:
    """Rows that stand otherwise than the execution left them."""
    by_table: dict[str, list[tuple[int, str]]] = {}
    for table, pk, was in left:
        by_table.setdefault(table, []).append((pk, was))
    found = []
    for table, rows in by_table.items():
        now = images(table, [pk for pk, _ in rows])
        found += [(table, pk) for pk, was in rows if digest(now.get(pk)) != was]
    return found


def put_back(entry_id: int) -> None:
    """Every row as it was before the line: made ones go, changed and deleted ones come back.

    Paths are those of today, since the tree may have moved as a whole meanwhile.
    """
    kept: dict[str, dict[int, Any]] = {}
    for image in RowImage.objects.filter(entry_id=entry_id):
        kept.setdefault(image.table, {})[image.row] = image.before
    tables = [*ORDER, *sorted(set(kept) - set(ORDER))]
    named = (*NAMED, *sorted({one for kind in register().assignables.values()
                              for one in kind.in_place}))  # fmt: skip
    loose = [table for table in tables if table not in named]
    for table in reversed(loose):
        # Changed ones too: their stretches would overlap each other on the way back.
        _delete(table, list(kept.get(table, {})))
    for table in tables:
        _restore(table, {pk: row for pk, row in kept.get(table, {}).items() if row is not None})
    for table in reversed(named):
        _delete(table, [pk for pk, row in kept.get(table, {}).items() if row is None])


def _delete(table: str, ids: list[int]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{table}" WHERE id = ANY(%s)', [ids])  # noqa: S608


def _restore(table: str, rows: dict[int, Any]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        columns = [name for (name,) in cursor.fetchall() if name != "known_from"]
        pairs = (("org_id", "org_path"), ("host_id", "host_path"))
        fixed = {path: org for org, path in pairs if path in columns and org in columns}
        values = ", ".join(
            # The other side of a transfer may lie out of sight: then as it was.
            f"coalesce((SELECT o.path FROM organisation o WHERE o.id = r.{fixed[name]}),"  # noqa: S608
            f' r."{name}")'
            if name in fixed else f'r."{name}"'
            for name in columns
        )  # fmt: skip
        names = ", ".join(f'"{name}"' for name in columns)
        free = [name for name in columns if name not in ("id", "path", "version")]
        sets = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in free)
        if "version" in columns:
            sets += f', "version" = "{table}"."version" + 1'
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {values}'  # noqa: S608 - our own tables
            f' FROM jsonb_populate_recordset(NULL::"{table}", %s::jsonb) r'
            f" ON CONFLICT (id) DO UPDATE SET {sets}",
            [json.dumps(list(rows.values()), default=str)],
        )


def _read(image: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(image) if isinstance(image, str) else image
    return told
