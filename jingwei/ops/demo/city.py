"""What does the demo city consist of before it is written? Plain values, without Django."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jingwei.ops.demo.sizes import Size

ROOT_CODE = "DEMO"


@dataclass(slots=True)
class Place:
    """One administrative division."""

    code: str  # twelve digits beginning with 99: no real division and no real person has those
    name: str
    level: int
    parent: str
    urban_rural: str = ""
    is_new_type: bool = False


@dataclass(slots=True)
class Org:
    """One organisation as it is today, or as it was on its last day (``ended``)."""

    at: int  # its place in City.orgs; other things name it by this number
    code: str
    name: str
    short: str
    kind: str
    parent: int | None
    division: str
    sector: str = ""
    members: int = 0
    unit: int | None = None
    situation: str = ""
    founded: date = date(1990, 7, 1)
    precision: str = "d"
    ended: date | None = None
    has_committee: bool = True
    path: str = ""
    contact: str = ""
    phone: str = ""


@dataclass(slots=True)
class Unit:
    """An enterprise, community, village, school: what is not itself a Party organisation."""

    at: int
    name: str
    kind: str
    division: str
    org: int  # responsible: its own organisation, the joint branch, or that of the territory
    code: str = ""
    legacy: str = ""
    headcount: int | None = None
    founded: date = date(2000, 1, 1)
    address: str = ""
    phone: str = ""


@dataclass(slots=True)
class Spell:
    """What held of an organisation for a time: a name and kind, a superior, a term, a tie."""

    org: int
    since: date
    until: date | None
    name: str = ""
    short: str = ""
    kind: str = ""
    host: int | None = None
    due_on: date | None = None
    basis: str = ""


@dataclass(slots=True)
class Seat:
    """A post, and who holds it: ``holders`` are (person, from, until, due on)."""

    org: int
    title: str
    number: int
    since: date
    holders: list[tuple[int, date, date | None, date | None]] = field(default_factory=list)


Column = NDArray[Any]


@dataclass
class People:
    """Persons by columns; days are ordinals, 0 is none. The first ``today`` are members today."""

    today: int
    name: Column
    sex: Column
    ethnicity: Column
    birth: Column
    birth_precision: Column
    education: Column
    degree: Column
    joined: Column
    joined_precision: Column
    full: Column
    full_precision: Column
    home: Column  # index of the branch, today or last
    probationary: Column
    suspended: Column
    id_number: Column
    phone: Column
    landline: Column
    address: Column
    native_place: Column
    work_post: Column
    unit_title: Column
    floating_to: Column
    lost: Column

    def __len__(self) -> int:
        return len(self.name)


@dataclass
class Memberships:
    """Stretches of belonging by columns; days are ordinals, ``until`` 0 is open."""

    person: Column
    org: Column
    kind: Column
    category: Column
    state: Column
    since: Column
    until: Column
    began: Column
    ended: Column

    def __len__(self) -> int:
        return len(self.person)


@dataclass
class City:
    """All of it. Subjects fill it in the order of ``registry.SUBJECTS``."""

    size: Size
    today: date
    opened: date  # the day on which the city began to work with the product
    places: list[Place] = field(default_factory=list)
    orgs: list[Org] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    names: list[Spell] = field(default_factory=list)
    leads: list[Spell] = field(default_factory=list)
    ties: list[tuple[str, Spell]] = field(default_factory=list)
    terms: list[Spell] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)  # organisations of core by their key
    new_orgs: dict[int, date] = field(default_factory=dict)  # founded during the history
    gone_orgs: dict[int, int] = field(default_factory=dict)  # dissolved, and who took over
    name_basis: dict[int, str] = field(default_factory=dict)
    move_basis: dict[int, str] = field(default_factory=dict)
    cast: dict[str, int] = field(default_factory=dict)  # members with a part in the manual
    people: People | None = None
    memberships: Memberships | None = None

    def persons(self) -> People:
        if self.people is None:
            raise LookupError("people come before")
        return self.people

    def stretches(self) -> Memberships:
        if self.memberships is None:
            raise LookupError("history comes before")
        return self.memberships

    def add_org(self, **said: Any) -> Org:
        org = Org(at=len(self.orgs), **said)
        self.orgs.append(org)
        return org

    def add_unit(self, **said: Any) -> Unit:
        unit = Unit(at=len(self.units), **said)
        self.units.append(unit)
        return unit

    def open_orgs(self) -> list[Org]:
        return [org for org in self.orgs if org.ended is None]

    def branches(self) -> list[Org]:
        """Organisations that are somebody's home today."""
        return [org for org in self.orgs if org.members]


def zeros(count: int) -> Column:
    return np.zeros(count, np.int32)
