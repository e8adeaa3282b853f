"""How does a checked list of who receives become judged rows? Members, at studios on file."""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import DELEGATES
from jingwei.ops.imports.staging.lines import lines
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import delegates as writing
from jingwei.systems.public_benefit.studios.models import DelegateStudio, StudioDelegate


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the member, found at or below the studio's office."""
    studios = doors.named(table, "studio", DelegateStudio, scope, finder, "studio.unknown")
    prepared = doors.of_members(table, scope, studios, _on_file)
    prepared.extra["studio_id"] = [str(one.pk) if one else None for one in studios]
    copy_in(lines(batch, table, DELEGATES, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS, new_id("studio_delegate")
    )


def _on_file(studios: set[int]) -> dict[tuple[int, int], int]:
    """Who receives there now: (studio, member) -> row; one query."""
    rows = StudioDelegate.everything.filter(studio__in=studios, held__endswith=None)
    return {
        (studio, person): pk
        for pk, studio, person in rows.values_list("id", "studio_id", "person_id")
    }
