"""How does a checked list of who runs errands become judged rows? Members, at places on file."""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import AGENTS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.ops.imports.writing import agents as writing
from jingwei.systems.public_benefit.proxies.models import ProxyAgent


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the member, ``unit_id`` the place.

    The place's own Party organisation answers, as on the page.
    """
    count = len(table)
    units = doors.units_of(table, scope, "door.unit", doors.GRASSROOTS)
    orgs = [unit.org_id if unit else None for unit in units]
    inside = {unit.org_id: unit.org_path for unit in units if unit}
    members = shared.people_of(table, scope, orgs, inside=inside)
    nobody = [
        at
        for at, (name, who, unit) in enumerate(
            zip(texts(table, "name", count), members, units, strict=True)
        )
        if name and unit and who is None
    ]
    shared.say(table, "name", "agent.unknown", nobody)
    pairs = [
        (unit.pk, who.id) if unit and who else None
        for unit, who in zip(units, members, strict=True)
    ]
    say_twice(table, "name", pairs)
    known = _on_file({pair[0] for pair in pairs if pair})
    prepared = Prepared()
    prepared.org = orgs
    prepared.other = [one.id if one else None for one in members]
    prepared.target = [known.get(pair) if pair else None for pair in pairs]
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
