"""How does a checked list of dues become judged rows? Each belongs to somebody who is on file."""

from collections.abc import Mapping

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import DUES, MEMBERS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import dues as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its member; nobody new comes in by this list."""
    prepared = Prepared()
    branches = [one.id if one else None for one in organisations_of(table, "branch", finder)]
    found = _people(table, scope, branches)
    prepared.target = [one[0] if one else None for one in found]
    prepared.org = [one[1] if one else None for one in found]
    copy_in(lines(batch, table, DUES, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(batch.as_of), writing.JOINS, "NULL::bigint"
    )


def _people(table: Table, scope: Scope, branches: list[int | None]) -> list[tuple[int, int] | None]:
    """Person and home of each row: by ID number, else the only one of that name there."""
    count = len(table)
    indexes = people.indexed(table, MEMBERS).get("id_number", [None] * count)
    known = people.on_file(scope, MEMBERS, indexes)
    names = texts(table, "name", count)
    rows = Person.objects.within(scope).filter(
        name__in={name for name in names if name}, merged_into=None
    )
    homes: dict[int, int] = {}
    by_name: dict[str, list[tuple[int, int]]] = {}
    for key, name, org in rows.values_list("id", "name", "org_id"):
        homes[key] = org
        by_name.setdefault(name, []).append((key, org))
    found: list[tuple[int, int] | None] = []
    for index, name, branch in zip(indexes, names, branches, strict=True):
        if index:
            one = known.get(index)
            # The number of one person under the name of another is nobody's.
            found.append((one.id, homes[one.id]) if one and (one.id, homes.get(one.id)) in
                         by_name.get(name or "", []) else None)  # fmt: skip
            continue
        same = [pair for pair in by_name.get(name or "", []) if branch in (None, pair[1])]
        found.append(same[0] if len(same) == 1 else None)
    strange = [at for at, one in enumerate(found) if one is None]
    table.issues.add("name", [Find("person.unknown")], np.array(strange, np.int32))
    return found
