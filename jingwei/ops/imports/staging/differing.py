"""What stands on file, and what will stand there, in the fields in which a row differs?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from jingwei.ops.imports.fields import Field
from jingwei.ops.imports.fields import Kind as RosterKind
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch, Kind, StagedRow
from jingwei.ops.imports.staging.layout import Cell, Layout

_SHOWN = """
    CASE WHEN {day} IS NULL THEN '' ELSE left({day}::text,
         CASE {precision} WHEN 'y' THEN 4 WHEN 'm' THEN 7 ELSE 10 END) END
"""


@dataclass(frozen=True)
class Difference:
    """A field that will change. ``before`` is None where only the new value can be told; both are
    empty where the value is not for the screen."""

    title: str
    before: str | None
    after: str


def differences(
    batch: Batch, layout: Layout, rows: Iterable[StagedRow]
) -> dict[int, tuple[Difference, ...]]:
    """By row number, for the rows of one page; one query, two for members.

    Sensitive values are told by their last four characters, or not at all.
    """
    rows = [row for row in rows if row.differs]
    kind = KINDS[batch.kind]
    on_file = _on_file(layout, rows)
    return {row.row_no: tuple(_told(kind, layout, row, on_file)) for row in rows}


def _told(
    kind: RosterKind, layout: Layout, row: StagedRow, on_file: dict[Any, dict[str, str]]
) -> Iterable[Difference]:
    was = on_file.get(row.target, {})
    secrets = [one.field for one in layout.secrets]
    for key in row.differs or []:
        field = kind.by_key.get(key)
        if field is None:
            yield Difference(key, None, "")
        elif key in secrets:
            yield _of_secret(field, was.get(key, ""), row, secrets.index(key))
        else:
            at = layout.places.get(key)
            said = row.cells[at - 1] if at else None
            before = was.get(key)
            yield Difference(
                field.title, None if before is None else _words(field, before),
                _words(field, said or ""),
            )  # fmt: skip


def _of_secret(field: Field, before: str, row: StagedRow, at: int) -> Difference:
    after = (row.tails[at] if row.tails and at < len(row.tails) else "") or ""
    return Difference(field.title, _tail(before), _tail(after))


def _tail(four: str) -> str:
    return _("尾号{four}").format(four=four) if four else ""


def _words(field: Field, said: str) -> str:
    if said in ("yes", "no") and field.table is None:
        return _("是") if said == "yes" else _("否")
    return str(field.shown(said or None))


def _on_file(layout: Layout, rows: list[StagedRow]) -> dict[Any, dict[str, str]]:
    wanted = {key for row in rows for key in row.differs or []}
    sql = {c.field: _sql(c) for c in layout.cells if c.column and c.field in wanted}
    sql |= {s.field: f't."{s.tail}"' for s in layout.secrets if s.tail and s.field in wanted}
    targets = [row.target for row in rows if row.target]
    found: dict[Any, dict[str, str]] = {}
    if sql and targets:
        names = list(sql)
        told = ", ".join(f"coalesce(({sql[name]})::text, '')" for name in names)
        with connection.cursor() as cursor:
            cursor.execute(
                f'SELECT t.id, {told} FROM "{layout.table}" t WHERE t.id = ANY (%s)', [targets]
            )
            found = {key: dict(zip(names, said, strict=True)) for key, *said in cursor.fetchall()}
    if layout.kind == Kind.MEMBERS and wanted & {"category", "state"}:
        _add_homes(found, targets)
    return found


def _sql(cell: Cell) -> str:
    if cell.more:
        ((precision, _sql_of_it),) = cell.more
        return _SHOWN.format(day=f't."{cell.column}"', precision=f't."{precision}"')
    return f't."{cell.column}"'


def _add_homes(found: dict[Any, dict[str, str]], persons: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.person_id, m.category, m.state FROM membership m"
            " WHERE m.kind = 'home' AND upper_inf(m.held) AND m.person_id = ANY (%s)",
            [persons],
        )
        for person, category, state in cursor.fetchall():
            found.setdefault(person, {}).update(category=category, state=state)
