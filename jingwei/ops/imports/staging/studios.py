"""How does a checked list of delegates' studios become judged rows? By name and organisation."""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import STUDIOS
from jingwei.ops.imports.staging.lines import lines
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import doors as writing
from jingwei.systems.public_benefit.studios.models import DelegateStudio

NEEDED = ("kind", "unit", "place", "phone", "hours")


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging."""
    prepared, found, _units = doors.prepared(batch, table, scope, finder, DelegateStudio)
    doors.say_lacking(table, found, NEEDED)
    copy_in(lines(batch, table, STUDIOS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(STUDIOS), writing.joins(STUDIOS),
        new_id("delegate_studio"),
    )  # fmt: skip
