"""Which unit does a row name, is it on file, and is its code somebody else's?"""

from collections import defaultdict
from typing import Any

import numpy as np
from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.rulebook.codes import credit_code
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.staging.lines import Prepared
from jingwei.ops.imports.staging.lookup import texts
from jingwei.ops.imports.table import Table


def is_legacy(code: str | None) -> bool:
    """A registration number of fifteen digits, from before unified codes."""
    return code is not None and credit_code.verdict_of(code) == credit_code.Verdict.LEGACY


def on_file(
    scope: Scope, codes: list[str | None], names: list[str | None]
) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Open units in scope by code, and by name: ids, negative where the unit has a code."""
    rows: Any = Unit.objects.within(scope).filter(held__endswith=None)
    by_code = dict(rows.filter(code__in={code for code in codes if code}).values_list("code", "id"))
    by_name: dict[str, list[int]] = defaultdict(list)
    named = rows.filter(name__in={name for name in names if name})
    for key, name, code in named.order_by("id").values_list("id", "name", "code"):
        by_name[name].append(key if code is None else -key)
    return by_code, by_name


def say_taken(table: Table, codes: list[str | None], targets: list[int | None]) -> None:
    """A code is unique in the city: one that is on file out of sight cannot be used again."""
    wanted = sorted({c for c, key in zip(codes, targets, strict=True) if c and key is None})
    if not wanted:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM unit_codes_taken(%s)", [wanted])
        taken = {row[0] for row in cursor.fetchall()}
    rows = [at for at, code in enumerate(codes) if code in taken and targets[at] is None]
    table.issues.add("credit_code", [Find("credit.taken")], np.array(rows, np.int32))


def find_units(table: Table, scope: Scope, prepared: Prepared) -> None:
    """For rosters of organisations: the unit each is set up in, by code, else by its only name.

    A unit that is not on file will be made: it needs a name, and is of the kind ``other`` where
    the roster says none.
    """
    count = len(table)
    codes, names = texts(table, "credit_code", count), texts(table, "unit_name", count)
    kinds = texts(table, "unit_kind", count)
    unified = [None if is_legacy(code) else code for code in codes]
    by_code, by_name = on_file(scope, unified, names)
    found: list[int | None] = []
    for code, name in zip(unified, names, strict=True):
        same = by_name.get(name or "", [])
        if code and code in by_code:
            found.append(by_code[code])
        else:
            found.append(abs(same[0]) if len(same) == 1 and (not code or same[0] > 0) else None)
    say_taken(table, unified, found)
    nameless = [at for at in range(count) if codes[at] and not names[at] and found[at] is None]
    kindless = [at for at in range(count) if names[at] and not kinds[at] and found[at] is None]
    table.issues.add("credit_code", [Find("unit.no_name")], np.array(nameless, np.int32))
    table.issues.add("unit_kind", [Find("unit.kind_other")], np.array(kindless, np.int32))
    prepared.extra["unit"] = [str(key) if key else None for key in found]
