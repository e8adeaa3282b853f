"""How does a checked list of stations become judged rows? By name, and by who answers for them."""

from collections.abc import Mapping

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import STATIONS
from jingwei.ops.imports.staging.lines import lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import doors as writing
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.network.models import Station

NEEDED = ("level", "place", "phone", "hours")


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a station of a village or community names it."""
    prepared, found, units = doors.prepared(batch, table, scope, finder, Station)
    doors.say_lacking(table, found, NEEDED)
    of_village = str(int(Level.VILLAGE))
    lacking = [
        at
        for at, (level, unit, one) in enumerate(
            zip(texts(table, "level", len(table)), units, found, strict=True)
        )
        if unit is None and not (one and one.unit_id)
        and (level or (str(one.level) if one else "")) == of_village
        and "unit" not in {issue.column_key for issue in table.issues.of_row(at)}
    ]  # fmt: skip
    title = table.kind.by_key["unit"].title
    find = Find("cell.required", params={"title": title})
    table.issues.add("unit", [find], np.array(lacking, np.int32))
    copy_in(lines(batch, table, STATIONS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(STATIONS), writing.joins(STATIONS),
        new_id("station"),
    )  # fmt: skip
