"""What do the routes of the network say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.network.models import (
    Provider,
    ProviderTerm,
    Station,
    StationOffer,
    StationShut,
    StationStaff,
)
from jingwei.work.catalogue.models import ItemWording, ServiceCategory, ServiceItem
from tests.architecture.routes import BOTH, Slip, anybody, page

SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP
ROOT = "benefit/network"
STATION: Any = {"public_id": "station"}
PROVIDER: Any = {"public_id": "provider"}
ONE = f"{ROOT}/<uuid:public_id>"
HELPER = f"{ROOT}/providers/<uuid:public_id>"

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/raised/": page(Duty.MATTERS_SEE),
    f"{ROOT}/stations.xlsx": page(SEE),
    f"{ROOT}/providers.xlsx": page(SEE),
    f"{ROOT}/providers/": page(SEE),
    f"{ROOT}/providers/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{HELPER}/": page(SEE, **PROVIDER),
    f"{HELPER}/renew/": page(KEEP, methods=BOTH, **PROVIDER),
    f"{HELPER}/end/": page(KEEP, methods=BOTH, **PROVIDER),
    f"{ONE}/": page(SEE, **STATION),
    f"{ONE}/change/": page(KEEP, methods=BOTH, **STATION),
    f"{ONE}/close/": page(KEEP, methods=BOTH, **STATION),
    f"{ONE}/staff/new/": page(KEEP, methods=BOTH, **STATION),
    f"{ONE}/staff/<uuid:staff_id>/end/": page(
        KEEP, methods="POST", staff_id="station_staff", **STATION
    ),
    f"{ONE}/staff/<uuid:staff_id>/change/": page(
        KEEP, methods=BOTH, staff_id="station_staff", **STATION
    ),
    f"{ONE}/shut/new/": page(KEEP, methods=BOTH, **STATION),
    f"{ONE}/shut/<uuid:shut_id>/remove/": page(
        KEEP, methods="POST", shut_id="station_shut", **STATION
    ),
    f"{ONE}/services/new/": page(KEEP, methods=BOTH, **STATION),
    f"{ONE}/services/<uuid:service_id>/place/": page(
        KEEP, methods=BOTH, service_id="station_offer", **STATION
    ),
    f"{ONE}/services/<uuid:service_id>/count/": page(
        KEEP, methods=BOTH, service_id="station_offer", **STATION
    ),
    "ask/stations/": anybody(),
}
API = {
    "list_stations": page(SEE),
    "open_a_station": page(KEEP),
    "get_station": page(SEE),
    "get_year_of_a_station": page(Duty.MATTERS_SEE),
    "offer_a_station_service": page(KEEP),
    "count_a_station_service": page(KEEP),
    "list_providers": page(SEE),
    "agree_with_a_provider": page(KEEP),
    "change_a_station": page(KEEP),
    "close_a_station": page(KEEP),
    "name_station_staff": page(KEEP),
    "end_station_staff": page(KEEP),
    "change_station_staff": page(KEEP),
    "shut_a_station": page(KEEP),
    "unshut_a_station": page(KEEP),
    "list_raised_matters": page(Duty.MATTERS_SEE),
    "list_matters_at_a_station": page(Duty.MATTERS_SEE),
    "get_provider": page(SEE),
    "renew_with_a_provider": page(KEEP),
    "end_with_a_provider": page(KEEP),
}
NAMED = {
    "station_id": "station", "service_id": "station_offer", "staff_id": "station_staff",
    "provider_id": "provider", "shut_id": "station_shut",
}  # fmt: skip
SLIPS = [
    Slip("StationForm", "unit", "station_unit", f"/{ROOT}/new/{{org}}/", {"level": "1"}),
    Slip("ServiceForm", "provider", "provider", f"/{ROOT}/{{station}}/services/new/",
         {"price": "免费"}),
    Slip("ServiceForm", "item", "station_item", f"/{ROOT}/{{station}}/services/new/"),
    Slip("PlaceForm", "item", "station_item",
         f"/{ROOT}/{{station}}/services/{{station_offer}}/place/"),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A station of the organisation, with staff, a service and a provider."""
    since = held(town.on - timedelta(days=90))
    unit = Unit.everything.create(**where, name="某村", kind="village", held=since)
    row = Station.everything.create(
        **where, name="站点", level=1, unit=unit, place="一号", phone="0513-80000000",
        hours=[[1, "09:00", "11:00"]], held=since,
    )  # fmt: skip
    staff = StationStaff.everything.create(
        **where, station=row, name="示例一", post="代办员", held=since
    )
    shut = StationShut.everything.create(
        **where, station=row, first=town.on, last=town.on, why="放假"
    )
    provider = Provider.everything.create(**where, name="农机社", kind="firm")
    ProviderTerm.everything.create(
        **where, provider=provider, agreement="协议",
        held=held(town.on - timedelta(days=9), town.on + timedelta(days=90)),
    )  # fmt: skip
    service = StationOffer.everything.create(
        **where, station=row, kind="market", title="缴费", price="免费", held=since
    )
    category = ServiceCategory.everything.create(**where, title="便民", place=7, held=since)
    item = ServiceItem.everything.create(**where, category=category, held=since)
    ItemWording.everything.create(
        **where, item=item, held=since, title="缴费", kind="market", takes="当场", basis="目录"
    )
    return {
        "station": str(row.public_id), "station_unit": str(unit.public_id),
        "station_staff": str(staff.public_id), "station_shut": str(shut.public_id),
        "provider": str(provider.public_id),
        "station_offer": str(service.public_id), "station_item": str(item.public_id),
    }  # fmt: skip
