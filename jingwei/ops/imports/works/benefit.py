"""How do lists of public benefit come in: stations, helpers, who runs errands, studios?

They hang on nothing but places and people, so none waits for another.
"""

from typing import Final

from jingwei.ops.imports.staging import agents, providers, stations, studios
from jingwei.ops.imports.staging.layout import AGENTS, PROVIDERS, STATIONS, STUDIOS, Layout
from jingwei.ops.imports.works.communities import NEW, ledger
from jingwei.ops.imports.writing import agents as write_agents
from jingwei.ops.imports.writing import doors as write_doors
from jingwei.ops.imports.writing import providers as write_providers


def _by_name(layout: Layout) -> str:
    """SQL: new doors of whose name the organisation has one by now."""
    return (
        f"SELECT s.row_no FROM staged_row s JOIN {layout.table} c ON c.org_id = s.org"
        f" AND c.name = {layout.cell('name')} AND upper_inf(c.held){NEW}"
    )


BROUGHT: Final = (
    ledger(STATIONS, stations.stage, write_doors.writes(STATIONS), "name", _by_name(STATIONS)),
    ledger(
        PROVIDERS, providers.stage, write_providers.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN provider c ON c.org_id = s.org"
            f" AND c.name = {PROVIDERS.cell('name')}{NEW}"
        ),
        (
            "SELECT s.row_no FROM staged_row s JOIN provider_term e ON e.provider_id = s.target"
            f" AND e.held && daterange({PROVIDERS.cell('since')}::date,"
            f" {PROVIDERS.cell('until')}::date) AND (e.id IS DISTINCT FROM s.other"
            f" OR e.ended_why <> '' AND upper(e.held) <> {PROVIDERS.cell('until')}::date)"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 2"
        ),
        lasting=False,
    ),
    ledger(
        AGENTS, agents.stage, write_agents.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN proxy_agent c ON c.person_id = s.other"
            f" AND c.unit_id = {AGENTS.cell('unit_id')}::bigint AND (upper_inf(c.held)"
            f" OR upper(c.held) > %(as_of)s){NEW}"
        ),
    ),
    ledger(STUDIOS, studios.stage, write_doors.writes(STUDIOS), "name", _by_name(STUDIOS)),
)  # fmt: skip
