"""How does a checked list of who runs errands become judged rows? Members, at places on file."""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import AGENTS
from jingwei.ops.imports.staging.lines import lines
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import agents as writing
from jingwei.systems.public_benefit.proxies.models import ProxyAgent


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the member, ``unit_id`` the place.

    The place's own Party organisation answers, as on the page.
    """
    units = doors.units_of(table, scope, "door.unit", doors.GRASSROOTS)
    prepared = doors.of_members(table, scope, units, _on_file)
    prepared.extra["unit_id"] = [str(unit.pk) if unit else None for unit in units]
    doors.say_lacking(table, prepared.target, ("does",))
    copy_in(lines(batch, table, AGENTS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, AGENTS.differs("p"), writing.JOINS,
        new_id("proxy_agent"),
    )  # fmt: skip


def _on_file(units: set[int]) -> dict[tuple[int, int], int]:
    """Who runs errands there now: (place, member) -> row; one query."""
    rows = ProxyAgent.everything.filter(unit__in=units, held__endswith=None)
    return {(unit, person): pk for pk, unit, person in rows.values_list(
        "id", "unit_id", "person_id"
    )}  # fmt: skip
