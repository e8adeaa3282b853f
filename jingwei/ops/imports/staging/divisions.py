"""How does a checked table of divisions become judged rows?"""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.places.models import Division
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import DIVISIONS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import divisions as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging. A division's code is its number; nothing has to be looked up."""
    known = set(Division.objects.values_list("code", flat=True))
    cells = table.cells["code"]
    ids = [int(value) if value in known else None for value in cells.values]
    prepared = Prepared(target=[ids[code] for code in cells.codes.tolist()])
    copy_in(lines(batch, table, DIVISIONS, prepared, ~table.good))
    return judge_into_staging(batch.pk, writing.judgement(), writing.JOINS, "s.cells[1]::bigint")
