"""On which days is a station closed although its hours say open, and why? Residents see it."""

from datetime import date, datetime, timedelta
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.systems.public_benefit.keeping import is_open, lock, refuse
from jingwei.systems.public_benefit.network import rules
from jingwei.systems.public_benefit.network.models import Station, StationShut

AHEAD = timedelta(days=15)
"""What residents read beforehand: as at a service centre."""
SHUT = """
SELECT station_id, first, last, why FROM station_shut
WHERE station_id = ANY (%(stations)s::bigint[])
    AND last >= %(on)s::date - 1 AND first <= %(until)s::date ORDER BY first
"""
Days = tuple[tuple[date, date, str], ...]


def shut_days(
    *, station: Station, first: date | None, last: date | None, why: str, by: Scope, at: datetime
) -> StationShut:
    """Say beforehand that it is closed on some days. Raises: Refused."""
    row, today = lock(Station, station, by), local_day(at)
    last = last or first
    found = rules.shut_findings(first=first, last=last, why=why, today=today)
    if not is_open(row, today):
        found.append(rules.closed_finding())
    said = StationShut.everything.filter(station=row)
    if first and last and said.filter(first__lte=last, last__gte=first).exists():
        found.append(rules.shut_twice())
    refuse(found)
    assert first is not None and last is not None  # noqa: S101, PT018 - said above
    made = StationShut(
        org=row.org, org_path=row.org_path, station=row, first=first, last=last, why=why.strip()
    )
    made.save(force_insert=True)
    _line("network.station.shut", row, by, at, made)
    return made


def open_days(*, shut: StationShut, by: Scope, at: datetime) -> None:
    """It is open after all. Raises: Refused."""
    row = lock(Station, shut.station, by)
    _line("network.station.unshut", row, by, at, shut)
    shut.delete()


def shut_from(row: Station, on: date) -> list[StationShut]:
    """Days from today on."""
    return list(StationShut.everything.filter(station=row, last__gte=on).order_by("first", "id"))


def shut_one(row: Station, public_id: Any) -> StationShut:
    """Raises: StationShut.DoesNotExist."""
    rows = StationShut.everything.select_related("station")
    found: StationShut = rows.get(station=row, public_id=public_id)
    return found


def shown(cursor: Any, stations: list[int], on: date) -> dict[int, Days]:
    """As ``jw_public`` reads them, fifteen days ahead, by station; one query."""
    cursor.execute(SHUT, {"stations": stations, "on": on, "until": on + AHEAD})
    found: dict[int, Days] = {}
    for station, first, last, why in cursor.fetchall():
        found[station] = (*found.get(station, ()), (first, last, why))
    return found


def _line(verb: str, row: Station, by: Scope, at: datetime, days: StationShut) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("station", row.public_id),
        facts={"first": days.first, "last": days.last},
    )  # fmt: skip
