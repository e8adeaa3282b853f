"""How does a checked export of work orders become judged rows? Each number comes in once."""

from collections.abc import Mapping
from uuid import UUID

import numpy as np
from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import HOTLINE
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.work.matters.models import Matter


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; an order that is on file stays as it is. ``finder`` and ``told``
    are of other kinds: an order names no organisation, its community does."""
    count = len(table)
    prepared = Prepared(secrets=people.plain(table, HOTLINE))
    numbers = texts(table, "number", count)
    places = _places(table, scope, count)
    prepared.org = [one[1] if one else None for one in places]
    prepared.other = [one[0] if one else None for one in places]
    mine = _on_file(scope, numbers)
    prepared.target = [mine.get(one or "") for one in numbers]
    _elsewhere(table, numbers, mine)
    prepared.target_uuid = people.fresh_ids(count)
    _seal(prepared)
    copy_in(lines(batch, table, HOTLINE, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", "NULL::bigint")


def _places(table: Table, scope: Scope, count: int) -> list[tuple[int, int] | None]:
    """Community and organisation of each row: by its name, else by the only name in the address."""
    rows = Unit.objects.within(scope).filter(
        kind__in=("community", "village"), held__endswith=None
    ).order_by("id")  # fmt: skip
    known: dict[str, tuple[int, int] | None] = {}
    for key, name, org in rows.values_list("id", "name", "org_id"):
        known[name] = None if name in known else (key, org)  # two of a name: none is meant
    said, spots = texts(table, "place", count), texts(table, "spot", count)
    found = [
        known.get(name) if name else _inside(spot, known)
        for name, spot in zip(said, spots, strict=True)
    ]
    column = "place" if "place" in table.cells else "number"
    unknown = [at for at, one in enumerate(found) if one is None]
    table.issues.add(column, [Find("order.place")], np.array(unknown, np.int32))
    return found


def _inside(spot: str | None, known: dict[str, tuple[int, int] | None]) -> tuple[int, int] | None:
    names = [name for name in known if spot and name in spot]
    longest = max(names, key=len, default="")
    return known[longest] if longest and all(one in longest for one in names) else None


def _on_file(scope: Scope, numbers: list[str | None]) -> dict[str, int]:
    wanted = {one for one in numbers if one}
    rows = Matter.everything.filter(outside_no__in=wanted)
    rows = rows.filter(org_path__gte=scope.path, org_path__lt=scope.hi)
    return dict(rows.values_list("outside_no", "id"))


def _elsewhere(table: Table, numbers: list[str | None], mine: dict[str, int]) -> None:
    """Numbers that another organisation took, or whose matter is not for this post to see."""
    strange = [one for one in numbers if one and one not in mine]
    with connection.cursor() as cursor:
        cursor.execute("SELECT orders_on_file(%s)", [strange])
        taken = {one for (one,) in cursor.fetchall()}
    rows = [at for at, one in enumerate(numbers) if one in taken and one not in mine]
    table.issues.add("number", [Find("order.elsewhere")], np.array(rows, np.int32))


def _seal(prepared: Prepared) -> None:
    """Words, name and telephone, each under the id that the staged row will have."""
    for secret in HOTLINE.secrets:
        said = prepared.secrets.get(secret.field)
        if said is None:
            continue
        seal = sealing.sealer(f"{HOTLINE.table}.{secret.column}")
        prepared.sealed[secret.field] = [
            seal(text, UUID(row)) if text else None
            for text, row in zip(said, prepared.target_uuid, strict=True)
        ]
