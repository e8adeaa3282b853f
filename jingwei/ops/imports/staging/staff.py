"""How does a checked list of who works at stations become judged rows? At stations on file."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import STAFF
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works.shared import say_each
from jingwei.ops.imports.writing import staff as writing
from jingwei.systems.public_benefit.network.models import Station, StationStaff

WHOLE = len("2026-01-01")


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the station, whose organisation answers."""
    count = len(table)
    stations = doors.named(table, "station", Station, scope, finder, "station.unknown")
    said = [names.normal(one or "") for one in texts(table, "name", count)]
    pairs = [
        (station.pk, name) if station and name else None
        for station, name in zip(stations, said, strict=True)
    ]
    say_twice(table, "name", pairs)
    known = _on_file({pair[0] for pair in pairs if pair}, batch.as_of)
    found = [known.get(pair) if pair else None for pair in pairs]
    _days(table, stations, found, batch.as_of)
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in stations]
    prepared.other = [one.pk if one else None for one in stations]
    prepared.target = [one.pk if one else None for one in found]
    doors.say_lacking(table, found, ("post",))
    copy_in(lines(batch, table, STAFF, prepared, ~table.good))
    return judge_into_staging(batch.pk, writing.judgement(), writing.JOINS, new_id("station_staff"))


def _on_file(stations: set[int], as_of: date) -> dict[tuple[int, str], StationStaff]:
    """Who is on duty there, or is to be for some time yet: (station, name); one query."""
    lasting = Q(held__endswith=None) | Q(held__endswith__gt=as_of)
    rows = StationStaff.everything.filter(lasting, station__in=stations).order_by("id")
    return {(row.station_id, names.normal(row.name)): row for row in rows}


def _days(
    table: Table, stations: Sequence[Station | None], found: Sequence[StationStaff | None],
    as_of: date,
) -> None:  # fmt: skip
    """A term begins no earlier than its station, and ends after it began."""
    count = len(table)
    early: dict[int, Find] = {}
    turned: dict[int, Find] = {}
    said = zip(texts(table, "since", count), texts(table, "until", count), strict=True)
    for at, (since, until) in enumerate(said):
        station, row = stations[at], found[at]
        if station is None or any(day and len(day) != WHOLE for day in (since, until)):
            continue
        opened = station.held.lower
        first = (
            date.fromisoformat(since) if since else row.held.lower if row else max(as_of, opened)
        )
        last = date.fromisoformat(until) if until else row.held.upper if row else None
        if first < opened:
            early[at] = Find("staff.early", params={"day": opened.isoformat()})
        if last is not None and last <= first:
            turned[at] = Find("staff.order", params={"day": first.isoformat()})
    say_each(table, "since", early)
    say_each(table, "until", turned)
