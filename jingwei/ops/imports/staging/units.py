"""How does a checked roster of units become judged rows? By credit code, else name and place."""

from collections.abc import Mapping

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.places.models import Division
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import org_units
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import UNITS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import units as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a unit without a responsible organisation falls to the batch's."""
    count = len(table)
    prepared = Prepared()
    responsible = organisations_of(table, "org", finder)
    prepared.org = [one.id if one else batch.org_id for one in responsible]
    _codes(table, prepared, count)
    _divisions(table)
    prepared.target = _match(table, scope, prepared, count)
    said = texts(table, "name", count)
    prepared.extra["pinyin"] = [names.pinyin(text) if text else None for text in said]
    prepared.extra["initials"] = [names.initials(text) if text else None for text in said]
    copy_in(lines(batch, table, UNITS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("unit"), other="p.version",
    )  # fmt: skip


def _codes(table: Table, prepared: Prepared, count: int) -> None:
    """A fifteen-digit registration number is kept apart from the credit code."""
    pairs = [(text, org_units.is_legacy(text)) for text in texts(table, "credit_code", count)]
    prepared.extra["credit_code"] = [None if is_old else text for text, is_old in pairs]
    prepared.extra["legacy_code"] = [text if is_old else None for text, is_old in pairs]


def _divisions(table: Table) -> None:
    """A division code that is not in the table of divisions is said, and left out."""
    cells = table.cells.get("division")
    if cells is None:
        return
    wanted = {str(value) for value in cells.values if value}
    known = set(Division.objects.filter(code__in=wanted).values_list("code", flat=True))
    strange = np.array([bool(value) and str(value) not in known for value in cells.values])
    table.issues.add("division", [Find("division.unknown")], np.flatnonzero(strange[cells.codes]))


def _match(table: Table, scope: Scope, prepared: Prepared, count: int) -> list[int | None]:
    """Units on file with the same credit code, else the one of the same name in scope."""
    codes, said = prepared.extra["credit_code"], texts(table, "name", count)
    by_code, by_name = org_units.on_file(scope, codes, said)
    found: list[int | None] = []
    for code, name in zip(codes, said, strict=True):
        same = by_name.get(name or "", [])
        if code and code in by_code:
            found.append(by_code[code])
        elif len(same) == 1 and (code is None or same[0] > 0):
            found.append(abs(same[0]))
        else:
            found.append(None)
    org_units.say_taken(table, codes, found)
    return found
