"""How is a station opened, supplied from outside, its work counted? One line each."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.door import Door, point_findings
from jingwei.systems.public_benefit.keeping import KEEP, ended, is_open, lock, refuse
from jingwei.systems.public_benefit.network import queries, rules
from jingwei.systems.public_benefit.network.models import (
    Provider,
    ServiceCount,
    Station,
    StationOffer,
    StationStaff,
)
from jingwei.work.catalogue.models import ServiceItem

SUBJECT = "station"


@dataclass(frozen=True, kw_only=True)
class Doorplate(Door):
    """What stands at the door of a station."""

    level: int

    def findings(self) -> list[Finding]:
        return rules.station_findings(
            name=self.name, level=self.level, has_unit=self.unit is not None, place=self.place,
            phone_is_real=self.phone_is_real, hours=len(self.hours), unread=self.unread,
        ) + point_findings(self.longitude, self.latitude)  # fmt: skip

    def onto(self, row: Station) -> None:
        super().onto(row)
        row.level = self.level


def open_station(*, org: Organisation, door: Doorplate, by: Scope, at: datetime) -> Station:
    """A station from today on. Raises: Refused."""
    by.require(KEEP, org.path)
    refuse(door.findings())
    row = Station(org=org, org_path=org.path, held=held(local_day(at)))
    door.onto(row)
    row.save(force_insert=True)
    _line("network.station.open", row, by, at, level=int(row.level))
    return row


def change_station(
    *, station: Station, door: Doorplate, by: Scope, at: datetime, version: int | None = None
) -> Station:  # fmt: skip
    """Another place, other hours. Raises: Refused."""
    row = lock(Station, station, by, version)
    refuse(door.findings())
    door.onto(row)
    row.version += 1
    row.save()
    _line("network.station.change", row, by, at)
    return row


def close_station(*, station: Station, reason: str, by: Scope, at: datetime) -> Station:
    """No longer open, and why. Raises: Refused."""
    row = lock(Station, station, by)
    found = [] if is_open(row, local_day(at)) else [_closed()]
    if not reason.strip():
        found.append(Finding("station.why", "还没有写为什么停。", rules.HOUSE))
    refuse(found)
    row.held = ended(row.held, local_day(at))
    row.version += 1
    row.save(update_fields=["held", "version"])
    for model in (StationStaff, StationOffer):
        for one in model.everything.filter(station=row, held__contains=local_day(at)):
            one.held = ended(one.held, local_day(at))
            one.save(update_fields=["held"])
    _line("network.station.close", row, by, at, why=reason.strip())
    return row


def offer_service(
    *, station: Station, item: ServiceItem | None, price: str, provider: Provider | None,
    by: Scope, at: datetime,
) -> StationOffer:  # fmt: skip
    """An item of the catalogue from today on, with its price on the board. Raises: Refused.

    Without a price it is the one of the catalogue.
    """
    row = lock(Station, station, by)
    today = local_day(at)
    price = price.strip() or queries.price_of(item, today)
    same = StationOffer.everything.filter(station=row, item=item, held__contains=today)
    refuse(
        rules.service_findings(
            has_item=item is not None, twice=item is not None and same.exists(), price=price,
            is_open=is_open(row, today),
        )
    )  # fmt: skip
    assert item is not None  # noqa: S101 - said above
    made = StationOffer(
        org=row.org, org_path=row.org_path, station=row, item=item, price=price,
        provider=provider, held=held(today),
    )  # fmt: skip
    made.save(force_insert=True)
    _line("network.service.offer", row, by, at, item=str(item.public_id))
    return made


def place_service(
    *, service: StationOffer, item: ServiceItem | None, by: Scope, at: datetime
) -> StationOffer:  # fmt: skip
    """Say which item of the catalogue a service of former words is. Raises: Refused."""
    row = lock(StationOffer, service, by)
    found = []
    if row.item_id is not None:
        found.append(Finding("service.placed", "这一项已经归到目录里。", rules.HOUSE))
    if item is None:
        found.append(Finding("service.item", "请从服务目录里选一项。", rules.SEED))
    refuse(found)
    assert item is not None  # noqa: S101 - said above
    former = row.title
    row.item, row.kind, row.title = item, "", ""
    row.save(update_fields=["item", "kind", "title"])
    write_line(
        verb="network.service.place", by=by, at=at, org=row.org,
        subject=("stationoffer", row.public_id), facts={"item": str(item.public_id), "was": former},
    )  # fmt: skip
    return row


def count_service(
    *, service: StationOffer, month: date | None, times: int | None, result: str, by: Scope,
    at: datetime,
) -> ServiceCount:  # fmt: skip
    """How often it was given in a month; said again, it is put right. Raises: Refused."""
    by.require(KEEP, service.org_path)
    refuse(rules.count_findings(month=month, times=times, today=local_day(at)))
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


def _line(verb: str, row: Station, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(verb=verb, by=by, at=at, org=row.org, subject=(SUBJECT, row.public_id), facts=facts)
