"""How is a station opened, staffed, supplied from outside, its work counted? One line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held
from jingwei.systems.public_benefit.door import Door
from jingwei.systems.public_benefit.network import rules
from jingwei.systems.public_benefit.network.models import (
    Provider,
    ServiceCount,
    Station,
    StationOffer,
    StationStaff,
)

KEEP = Duty.BENEFIT_KEEP
SUBJECT = "station"
CHANGED = Finding("version.changed", "这一条刚被别人改过，请看过现在的内容再改。")


@dataclass(frozen=True, kw_only=True)
class Doorplate(Door):
    """What stands at the door of a station."""

    level: int

    def findings(self) -> list[Finding]:
        return rules.station_findings(
            name=self.name, level=self.level, has_unit=self.unit is not None, place=self.place,
            phone_is_real=self.phone_is_real, hours=len(self.hours), unread=self.unread,
        )  # fmt: skip

    def onto(self, row: Station) -> None:
        super().onto(row)
        row.level = self.level


def open_station(*, org: Organisation, door: Doorplate, by: Scope, at: datetime) -> Station:
    """A station from today on. Raises: Refused."""
    by.require(KEEP, org.path)
    _refuse(door.findings())
    row = Station(org=org, org_path=org.path, held=held(local_day(at)))
    door.onto(row)
    row.save(force_insert=True)
    _line("network.station.open", row, by, at, level=int(row.level))
    return row


def change_station(
    *, station: Station, door: Doorplate, by: Scope, at: datetime, version: int | None = None
) -> Station:  # fmt: skip
    """Another place, other hours. Raises: Refused."""
    row = _lock(station, by)
    if version is not None and version != row.version:
        raise Refused(CHANGED)
    _refuse(door.findings())
    door.onto(row)
    row.version += 1
    row.save()
    _line("network.station.change", row, by, at)
    return row


def close_station(*, station: Station, reason: str, by: Scope, at: datetime) -> Station:
    """No longer open, and why. Raises: Refused."""
    row = _lock(station, by)
    found = [] if _is_open(row, local_day(at)) else [_closed()]
    if not reason.strip():
        found.append(Finding("station.why", "还没有写为什么停。", rules.HOUSE))
    _refuse(found)
    row.held = _ended(row.held, local_day(at))
    row.version += 1
    row.save(update_fields=["held", "version"])
    for model in (StationStaff, StationOffer):
        for one in model.everything.filter(station=row, held__endswith=None):
            one.held = _ended(one.held, local_day(at))
            one.save(update_fields=["held"])
    _line("network.station.close", row, by, at, why=reason.strip())
    return row


def name_staff(
    *, station: Station, name: str, post: str, by: Scope, at: datetime
) -> StationStaff:  # fmt: skip
    """Somebody is on duty there from today. Raises: Refused."""
    row = _lock(station, by)
    today = local_day(at)
    _refuse(rules.staff_findings(name=name, post=post, is_open=_is_open(row, today)))
    made = StationStaff(
        org=row.org, org_path=row.org_path, station=row, name=name.strip(), post=post.strip(),
        held=held(today),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("network.staff.name", row, by, at)
    return made


def end_staff(*, staff: StationStaff, by: Scope, at: datetime) -> StationStaff:
    """No longer on duty there. Raises: Refused."""
    row: StationStaff = StationStaff.everything.select_for_update(no_key=True).get(pk=staff.pk)
    by.require(KEEP, row.org_path)
    if row.held.upper is not None:
        raise Refused(Finding("staff.over", "已经不在岗。", rules.HOUSE))
    row.held = _ended(row.held, local_day(at))
    row.save(update_fields=["held"])
    write_line(
        verb="network.staff.end", by=by, at=at, org=row.org, subject=("stationstaff", row.public_id)
    )
    return row


def agree_provider(
    *, org: Organisation, name: str, kind: str, agreement: str, since: date | None,
    until: date | None, by: Scope, at: datetime,
) -> Provider:  # fmt: skip
    """A firm, group or body helps from a day to a day, by an agreement. Raises: Refused."""
    by.require(KEEP, org.path)
    _refuse(rules.provider_findings(name=name, agreement=agreement, since=since, until=until))
    row = Provider(
        org=org, org_path=org.path, name=name.strip(), kind=kind, agreement=agreement.strip(),
        held=held(since, until),
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="network.provider.agree", by=by, at=at, org=org, subject=("provider", row.public_id),
        facts={"since": since, "until": until, "kind": kind},
    )  # fmt: skip
    return row


def offer_service(
    *, station: Station, kind: str, title: str, price: str, provider: Provider | None, by: Scope,
    at: datetime,
) -> StationOffer:  # fmt: skip
    """A service from today on, with its price on the board. Raises: Refused."""
    row = _lock(station, by)
    today = local_day(at)
    _refuse(rules.service_findings(title=title, price=price, is_open=_is_open(row, today)))
    made = StationOffer(
        org=row.org, org_path=row.org_path, station=row, kind=kind, title=title.strip(),
        price=price.strip(), provider=provider, held=held(today),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("network.service.offer", row, by, at, kind=kind)
    return made


def count_service(
    *, service: StationOffer, month: date | None, times: int | None, result: str, by: Scope,
    at: datetime,
) -> ServiceCount:  # fmt: skip
    """How often it was given in a month; said again, it is put right. Raises: Refused."""
    by.require(KEEP, service.org_path)
    _refuse(rules.count_findings(month=month, times=times, today=local_day(at)))
    assert month is not None  # noqa: S101 - said above
    row, _made = ServiceCount.everything.update_or_create(
        service=service, month=month.replace(day=1),
        defaults={"org": service.org, "org_path": service.org_path, "times": times,
                  "result": result.strip()},
    )  # fmt: skip
    write_line(
        verb="network.service.count", by=by, at=at, org=service.org,
        subject=("stationoffer", service.public_id),
        facts={"month": row.month, "times": row.times},
    )  # fmt: skip
    return row


def _closed() -> Finding:
    return Finding("station.closed", "站点已经停了。", rules.HOUSE)


def _is_open(row: Station, on: date) -> bool:
    return bool(row.held.lower <= on and (row.held.upper is None or on < row.held.upper))


def _ended(stretch: Any, today: date) -> Any:
    return closed(stretch, max(today, stretch.lower + timedelta(days=1)))


def _lock(station: Station, by: Scope) -> Station:
    row: Station = (
        Station.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=station.pk)
    )  # fmt: skip
    by.require(KEEP, row.org_path)
    return row


def _refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def _line(verb: str, row: Station, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(verb=verb, by=by, at=at, org=row.org, subject=(SUBJECT, row.public_id), facts=facts)
