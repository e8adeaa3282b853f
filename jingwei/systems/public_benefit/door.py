"""What stands at the door of a studio or a station: name, place, telephone, opening hours?"""

from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from django.db.models import Q

from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.rulebook.codes import phones
from jingwei.systems.public_benefit.hours import Hours

HOUSE = "本系统规则"
EAST: Final = (73, 136)
NORTH: Final = (3, 54)
"""Degrees between which the country lies."""


def lies_in_the_country(name: str) -> models.CheckConstraint:
    """A place on the map is whole and lies in the country, or there is none."""
    return models.CheckConstraint(
        condition=Q(longitude=None, latitude=None)
        | Q(longitude__range=EAST, latitude__range=NORTH),
        name=name, violation_error_message="经度写73到136，纬度写3到54，或者两个都不写。",
    )  # fmt: skip


def point_findings(longitude: float | None, latitude: float | None) -> list[Finding]:
    """What is amiss with a place on the map; none at all is fine."""
    if longitude is None and latitude is None:
        return []
    if longitude is None or latitude is None:
        return [Finding("door.half_place", "经度和纬度要么都写，要么都不写。", HOUSE)]
    if not (EAST[0] <= longitude <= EAST[1] and NORTH[0] <= latitude <= NORTH[1]):
        return [Finding("door.place", "经度写73到136，纬度写3到54，看看是不是写反了。", HOUSE)]
    return []


def degrees(row: Any) -> tuple[float | None, float | None, str | None]:
    """Longitude, latitude and their datum in a workbook, all empty where the place is not known."""
    return row.longitude, row.latitude, None if row.longitude is None else "CGCS2000"


@dataclass(frozen=True, kw_only=True)
class Door:
    """As it is typed; ``unread`` are the lines of hours that could not be read."""

    name: str
    unit: Unit | None
    place: str
    phone: str
    longitude: float | None = None
    latitude: float | None = None
    hours: Hours = field(default_factory=list)
    unread: tuple[str, ...] = ()

    @property
    def phone_is_real(self) -> bool:
        number = phones.normal(self.phone)
        return bool(phones.is_mobile(number) or phones.landline(number))

    def onto(self, row: Any) -> None:
        """Onto a row of a model that keeps a door."""
        row.name, row.unit = self.name.strip(), self.unit
        row.place, row.phone = self.place.strip(), self.phone.strip()
        row.longitude, row.latitude = self.longitude, self.latitude
        row.hours = [list(one) for one in self.hours]
