"""What stands at the door of a studio or a station: name, place, telephone, opening hours."""

from dataclasses import dataclass, field
from typing import Any

from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.rulebook.codes import phones
from jingwei.systems.public_benefit.hours import Hours


@dataclass(frozen=True, kw_only=True)
class Door:
    """As it is typed; ``unread`` are the lines of hours that could not be read."""

    name: str
    unit: Unit | None
    place: str
    phone: str
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
        row.hours = [list(one) for one in self.hours]
