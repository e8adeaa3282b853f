"""How do lists of public benefit come in: stations, helpers, who runs errands, studios?

Who is on duty waits for stations, who receives for studios; the others hang on places and people.
"""

from typing import Final

from jingwei.ops.imports.staging import agents, delegates, providers, shut, staff, stations, studios
from jingwei.ops.imports.staging.layout import (
    AGENTS,
    CENTRE_SHUT,
    DELEGATES,
    PROVIDERS,
    STAFF,
    STATION_SHUT,
    STATIONS,
    STUDIOS,
    Layout,
)
from jingwei.ops.imports.works.communities import NEW, ledger
from jingwei.ops.imports.writing import agents as write_agents
from jingwei.ops.imports.writing import delegates as write_delegates
from jingwei.ops.imports.writing import doors as write_doors
from jingwei.ops.imports.writing import providers as write_providers
from jingwei.ops.imports.writing import shut as write_shut
from jingwei.ops.imports.writing import staff as write_staff
from jingwei.systems.community.centres.models import ClosedDay, ServiceCentre
from jingwei.systems.public_benefit.network.models import Station, StationShut


def _by_name(layout: Layout) -> str:
    """SQL: new doors of whose name the organisation has one by now."""
    return (
        f"SELECT s.row_no FROM staged_row s JOIN {layout.table} c ON c.org_id = s.org"
        f" AND c.name = {layout.cell('name')} AND upper_inf(c.held){NEW}"
    )


def _shut(table: str, door: str) -> str:
    """SQL: rows of whose door it is known by now that it is closed."""
    return (
        f"SELECT s.row_no FROM staged_row s LEFT JOIN {table} d ON d.id = {door}"
        " AND upper_inf(d.held) WHERE s.batch_id = %(batch)s AND s.verdict IN (1, 2)"
        " AND d.id IS NULL"
    )


def _gone(layout: Layout) -> str:
    """SQL: rows whose closed days were taken back by now."""
    return (
        f"SELECT s.row_no FROM staged_row s LEFT JOIN {layout.table} c ON c.id = s.target"
        " WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND c.id IS NULL"
    )


def _meeting(layout: Layout, key: str) -> str:
    """SQL: new closed days that meet others of the place by now."""
    first, last = layout.cell("first"), layout.cell("last")
    return (
        f"SELECT s.row_no FROM staged_row s JOIN {layout.table} c ON c.{key} = s.other"
        f" AND c.first <= coalesce({last}, {first})::date AND c.last >= {first}::date{NEW}"
    )


BROUGHT: Final = (
    ledger(STATIONS, stations.stage, write_doors.writes(STATIONS), "name", _by_name(STATIONS)),
    ledger(
        STAFF, staff.stage, write_staff.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN station_staff c ON c.station_id = s.other"
            f" AND c.name = {STAFF.cell('name')} AND (upper_inf(c.held)"
            f" OR upper(c.held) > %(as_of)s){NEW}"
        ),
        (
            "SELECT s.row_no FROM staged_row s LEFT JOIN station_staff p ON p.id = s.target"
            " AND (upper_inf(p.held) OR upper(p.held) > %(as_of)s)"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 2 AND p.id IS NULL"
        ),
        _shut("station", "s.other"),
        lasting=False,
    ),
    ledger(
        STATION_SHUT,
        shut.staging(STATION_SHUT, Station, StationShut, "station_id", "station.unknown"),
        write_shut.writes(STATION_SHUT, "station", demo=True), "door",
        _meeting(STATION_SHUT, "station_id"), _gone(STATION_SHUT), _shut("station", "s.other"),
        lasting=False,
    ),
    ledger(
        CENTRE_SHUT,
        shut.staging(CENTRE_SHUT, ServiceCentre, ClosedDay, "centre_id", "centre.unknown"),
        write_shut.writes(CENTRE_SHUT, "service_centre", demo=False), "door",
        _meeting(CENTRE_SHUT, "centre_id"), _gone(CENTRE_SHUT),
        _shut("service_centre", "s.other"), lasting=False,
    ),
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
    ledger(
        DELEGATES, delegates.stage, write_delegates.write, "name",
        (
            "SELECT s.row_no FROM staged_row s JOIN studio_delegate c ON c.person_id = s.other"
            f" AND c.studio_id = {DELEGATES.cell('studio_id')}::bigint AND (upper_inf(c.held)"
            f" OR upper(c.held) > %(as_of)s){NEW}"
        ),
        _shut("delegate_studio", f"{DELEGATES.cell('studio_id')}::bigint"),
    ),
)  # fmt: skip
