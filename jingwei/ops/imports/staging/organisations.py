"""How does a checked roster of organisations become judged rows? Superiors may be in the file."""

from collections.abc import Mapping

import numpy as np
from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import org_units
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import ORGANISATIONS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, Known, say_finds, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import organisations as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging: the organisation on file, its superior on file or in the file."""
    count = len(table)
    prepared = Prepared()
    said = texts(table, "name", count)
    codes = texts(table, "code", count)
    found = [on_file(finder, code, name) for code, name in zip(codes, said, strict=True)]
    prepared.target = [one.id if one else None for one in found]
    _superiors(batch, table, finder, prepared, said, codes)
    _give_codes(table, finder, prepared, codes)
    org_units.find_units(table, scope, prepared)
    prepared.extra["pinyin"] = [names.pinyin(text) if text else None for text in said]
    prepared.extra["initials"] = [names.initials(text) if text else None for text in said]
    copy_in(lines(batch, table, ORGANISATIONS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("organisation"),
    )  # fmt: skip


def on_file(finder: Finder, code: str | None, name: str | None) -> Known | None:
    """The organisation of this code, or where there is none the only one of this name."""
    if code:
        return finder.by_code.get(code.upper())
    same = finder.by_text.get(names.normal(name or ""), [])
    return same[0] if len(same) == 1 else None


def _superiors(
    batch: Batch, table: Table, finder: Finder, prepared: Prepared,
    said: list[str | None], codes: list[str | None],
) -> None:  # fmt: skip
    """``org`` is a superior on file, ``other`` the row number of one in the same file.

    A new organisation that names none stands directly below the batch's own; one on file that
    names none stays where it is.
    """
    count = len(table)
    wanted = texts(table, "superior", count)
    prepared.org, prepared.other = [None] * count, [None] * count
    by_row = _meant(table, finder, prepared, said, codes)
    for at in range(count):
        superior = by_row[at]
        if isinstance(superior, Known):
            prepared.org[at] = superior.id
        elif isinstance(superior, int):
            prepared.other[at] = superior
        elif not wanted[at] and prepared.target[at] is None:
            prepared.org[at] = batch.org_id
    _say_circles(table, prepared)


def _meant(
    table: Table, finder: Finder, prepared: Prepared, said: list[str | None],
    codes: list[str | None],
) -> list[object]:  # fmt: skip
    """What each row means by its superior: one on file, the number of a row, or nothing clear."""
    cells, count = table.cells.get("superior"), len(table)
    if cells is None:
        return [None] * count
    short, numbers = texts(table, "short_name", count), table.numbers.tolist()
    in_file: dict[str, int] = {}
    for at in range(count):
        for text in filter(None, (codes[at], said[at], short[at])):
            in_file.setdefault(names.normal(text), at)

    def meaning(value: object) -> object:
        place = in_file.get(names.normal(str(value)))
        if place is not None and prepared.target[place] is None:
            return numbers[place]
        return finder.find(str(value))

    meant = [meaning(value) if value else None for value in cells.values]
    say_finds(table, "superior", meant)
    return [meant[code] for code in cells.codes.tolist()]


def _say_circles(table: Table, prepared: Prepared) -> None:
    """Rows that name one another as superiors stand nowhere."""
    above = {
        number: other
        for number, other in zip(table.numbers.tolist(), prepared.other, strict=True)
        if other is not None
    }
    circling = []
    for at, number in enumerate(table.numbers.tolist()):
        seen, now = set(), number
        while now in above and now not in seen:
            seen.add(now)
            now = above[now]
        if now in seen:
            circling.append(at)
    table.issues.add("superior", [Find("org.own_superior")], np.array(circling, np.int32))


def _give_codes(table: Table, finder: Finder, prepared: Prepared, codes: list[str | None]) -> None:
    """A new organisation without a code gets one of its own; a code of somebody else's is said."""
    taken = []
    missing = [at for at, code in enumerate(codes) if not code and prepared.target[at] is None]
    if missing:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval('organisation_code') FROM generate_series(1, %s)", [len(missing)]
            )
            for at, (number,) in zip(missing, cursor.fetchall(), strict=True):
                codes[at] = f"JW{number:07d}"
    wanted = [code for code, target in zip(codes, prepared.target, strict=True)
              if code and target is None]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM organisation_codes_taken(%s)", [wanted])
        others = {row[0] for row in cursor.fetchall()}
    for at, code in enumerate(codes):
        if code in others and prepared.target[at] is None:
            taken.append(at)
    table.issues.add("code", [Find("code.taken")], np.array(taken, np.int32))
    prepared.extra["code"] = [
        None if prepared.target[at] is not None and code is None else code
        for at, code in enumerate(codes)
    ]
