"""Who of a roster is on file already, here or elsewhere? By ID number, else by a person."""

import os
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging.layout import Layout
from jingwei.ops.imports.table import Table

ASKED_AT_ONCE = 50_000


class OnFile(NamedTuple):
    """What of a person's file is compared while matching."""

    id: int
    public_id: str  # 32 hex digits
    indexes: tuple[bytes | None, ...]  # in the order of the layout's secrets


def fresh_ids(count: int) -> list[str]:
    """So many new random ids, 32 hex digits each, drawn at once: one by one they cost more than
    sealing."""
    drawn = bytearray(os.urandom(16 * count))
    drawn[6::16] = bytes(one & 0x0F | 0x40 for one in drawn[6::16])  # version 4
    drawn[8::16] = bytes(one & 0x3F | 0x80 for one in drawn[8::16])  # variant of RFC 9562
    text = drawn.hex()
    return [text[at : at + 32] for at in range(0, 32 * count, 32)]


def indexed(table: Table, layout: Layout) -> dict[str, list[bytes | None]]:
    """Blind indexes of the sensitive fields, each different value once."""
    found = {}
    for secret in layout.secrets:
        cells = table.cells.get(secret.field)
        if cells is not None:
            index = sealing.indexer(f"{layout.table}.{secret.column}")
            by_code = [index(str(value)) if value else None for value in cells.values]
            found[secret.field] = [by_code[code] for code in cells.codes.tolist()]
    return found


def plain(table: Table, layout: Layout) -> dict[str, list[str | None]]:
    """Texts of the sensitive fields, one a row."""
    found = {}
    for secret in layout.secrets:
        cells = table.cells.get(secret.field)
        if cells is not None:
            by_code = [str(value) if value else None for value in cells.values]
            found[secret.field] = [by_code[code] for code in cells.codes.tolist()]
    return found


def on_file(scope: Scope, layout: Layout, wanted: list[bytes | None]) -> dict[bytes, OnFile]:
    """Files in scope by the index of their ID number, those that are asked for.

    One array as a text of ours: as 20,000 parameters of an IN they took 12 s, and the driver's own
    array of them costs ten times this one.
    """
    names = [secret.index for secret in layout.secrets]
    asked = [one for one in wanted if one]
    found: dict[bytes, OnFile] = {}
    if not asked or not Person.objects.within(scope).exists():
        return found  # a first roster's numbers need not be sent at all
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, encode(uuid_send(public_id), 'hex'), {', '.join(names)} FROM person"
            " WHERE org_path >= %s AND org_path < %s AND merged_into_id IS NULL"
            " AND id_index = ANY (%s::bytea[])",
            [scope.path, scope.hi, bytes_array(asked)],
        )
        rows = cursor.fetchall()
    for row in rows:
        found[row[2]] = OnFile(row[0], row[1], row[2:])
    return found


def bytes_array(values: Iterable[bytes]) -> str:
    """Bytes as the text of an array of bytea."""
    return "{" + ",".join([f'"\\\\x{one.hex()}"' for one in values]) + "}"


def elsewhere(scope: Scope, wanted: list[bytes]) -> set[bytes]:
    """Indexes that are on file outside the scope; a narrow function of the database answers."""
    if paths.depth(scope.path) <= 1 or not wanted:
        return set()
    found: set[bytes] = set()
    with connection.cursor() as cursor:
        for first in range(0, len(wanted), ASKED_AT_ONCE):
            some = bytes_array(wanted[first : first + ASKED_AT_ONCE])
            cursor.execute("SELECT * FROM on_file_elsewhere(%s::bytea[])", [some])
            found |= {bytes(row[0]) for row in cursor.fetchall()}
    return found


def match_without_number(
    scope: Scope, table: Table, rows: list[int], told: dict[tuple[int, str], str]
) -> tuple[dict[int, int], dict[int, Find]]:
    """Rows without an ID number that match a file by name, birth and joining: ids and doubts.

    One file with the same name, birth and joining is that person. The same name and birth alone is
    a doubt that a person settles; ``told`` holds what was said of a row: its file's id, or 'new'.
    """
    if not rows:
        return {}, {}
    names = {str(table.cells["name"].value(at) or "") for at in rows}
    known: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    found = Person.objects.within(scope).filter(name__in=names - {""}, merged_into=None)
    for row in found.values_list("id", "name", "birth_on", "joined_on", "id_tail", "org__name"):
        known[row[1]].append(row)
    sure, doubts = {}, {}
    for at in rows:
        number = int(table.numbers[at])
        if answer := told.get((number, "person")):
            if answer != "new":
                sure[at] = int(answer)
            continue
        birth, joined = _day(table, "birth_on", at), _day(table, "joined_on", at)
        likely = [
            row
            for row in known.get(str(table.cells["name"].value(at) or ""), [])
            if birth is None or row[2] is None or (row[2].year, row[2].month) == birth
        ]
        same = [row for row in likely if row[2] and birth and row[3] and joined
                and (row[3].year, row[3].month) == joined]  # fmt: skip
        if len(same) == 1:
            sure[at] = same[0][0]
        elif likely:
            doubts[at] = Find(
                "person.maybe_on_file", str(likely[0][0]),
                {"n": len(likely), "branch": likely[0][5]},
            )  # fmt: skip
    return sure, doubts


def _day(table: Table, key: str, at: int) -> tuple[int, int] | None:
    cells = table.cells.get(key)
    value = cells.value(at) if cells is not None else None
    if not isinstance(value, Dated) or value.day is None or value.precision == "year":
        return None
    return value.day.year, value.day.month


def where_of(rows: dict[int, Find]) -> tuple[np.ndarray[Any, Any], list[Find]]:
    """Rows and finds in the form that ``Issues.add`` takes."""
    return np.array(list(rows), np.int32), list(rows.values())


def file_of(scope: Scope, layout: Layout, key: int) -> OnFile | None:
    """One file in scope by its id."""
    names = [secret.index for secret in layout.secrets]
    row = Person.objects.within(scope).filter(pk=key).values_list("id", "public_id", *names).first()
    if row is None:
        return None
    values = tuple(bytes(value) if value is not None else None for value in row[2:])
    return OnFile(row[0], row[1].hex, values)
