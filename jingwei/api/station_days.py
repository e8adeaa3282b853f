"""Days of a station by the API: who is on duty from when until when, and when it is closed."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import Day, Short
from jingwei.api.stations import (
    KEEP,
    StationShutOut,
    StationStaffOut,
    StationWhole,
    router,
    shut_told,
    staff_told,
    station_of,
    whole,
)
from jingwei.shell.things import found
from jingwei.systems.public_benefit.network import queries, shutting, staffing


class StationTermIn(Schema):
    """Without ``since`` from today, or as it was; without ``until`` until somebody says so."""

    work: Short
    since: Day | None = None
    until: Day | None = None


class StationStaffIn(StationTermIn):
    name: Annotated[str, Field(max_length=50)]


class StationShutIn(Schema):
    """``last`` is the last closed day, empty for one day."""

    first: Day
    last: Day | None = None
    why: Annotated[str, Field(max_length=80)]


@router.post("/{station_id}/staff", response={201: StationStaffOut, **SAYS_NO})
@once
def name_station_staff(request: HttpRequest, station_id: UUID, said: StationStaffIn) -> Any:
    """Somebody is on duty there for a time."""
    scope = scope_of(request, KEEP)
    made = staffing.name_staff(
        station=station_of(scope, station_id), name=said.name, post=said.work,
        term=staffing.Term(said.since, said.until), by=scope, at=now(),
    )  # fmt: skip
    return Status(201, staff_told(made))


@router.put("/{station_id}/staff/{staff_id}", response={200: StationStaffOut, **SAYS_NO})
@once
def change_station_staff(
    request: HttpRequest, station_id: UUID, staff_id: UUID, said: StationTermIn
) -> Any:
    """Another post or other days of somebody who is named there."""
    scope = scope_of(request, KEEP)
    row = station_of(scope, station_id)
    staff = found(lambda: queries.staff_one(row, staff_id))
    return staff_told(staffing.change_staff(
        staff=staff, post=said.work, term=staffing.Term(said.since, said.until), by=scope, at=now()
    ))  # fmt: skip


@router.post("/{station_id}/staff/{staff_id}/end", response={200: StationWhole, **SAYS_NO})
@once
def end_station_staff(request: HttpRequest, station_id: UUID, staff_id: UUID) -> Any:
    """No longer on duty there."""
    scope = scope_of(request, KEEP)
    row = station_of(scope, station_id)
    staff = found(lambda: queries.staff_one(row, staff_id))
    staffing.end_staff(staff=staff, by=scope, at=now())
    return whole(row)


@router.post("/{station_id}/shut", response={201: StationShutOut, **SAYS_NO})
@once
def shut_a_station(request: HttpRequest, station_id: UUID, said: StationShutIn) -> Any:
    """Days on which it is closed, said beforehand; residents see it at once."""
    scope = scope_of(request, KEEP)
    made = shutting.shut_days(
        station=station_of(scope, station_id), **said.dict(), by=scope, at=now()
    )
    return Status(201, shut_told(made))


@router.post("/{station_id}/shut/{shut_id}/remove", response={200: StationWhole, **SAYS_NO})
@once
def unshut_a_station(request: HttpRequest, station_id: UUID, shut_id: UUID) -> Any:
    """It is open on those days after all."""
    scope = scope_of(request, KEEP)
    row = station_of(scope, station_id)
    shutting.open_days(shut=found(lambda: shutting.shut_one(row, shut_id)), by=scope, at=now())
    return whole(row)
