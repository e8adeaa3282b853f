"""Which rosters can be brought in? The order is the order of importing."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from jingwei.ops.imports.fields import Field, Key, Kind
from jingwei.ops.imports.kinds.agents import AGENTS
from jingwei.ops.imports.kinds.attendance import ATTENDANCE
from jingwei.ops.imports.kinds.borders import BORDERS
from jingwei.ops.imports.kinds.buildings import BUILDINGS
from jingwei.ops.imports.kinds.centres import CENTRES
from jingwei.ops.imports.kinds.contacts import CONTACTS
from jingwei.ops.imports.kinds.courses import COURSES
from jingwei.ops.imports.kinds.delegates import DELEGATES
from jingwei.ops.imports.kinds.development import DEVELOPMENT
from jingwei.ops.imports.kinds.divisions import DIVISIONS
from jingwei.ops.imports.kinds.dues import DUES
from jingwei.ops.imports.kinds.grades import GRADES
from jingwei.ops.imports.kinds.grids import GRIDS
from jingwei.ops.imports.kinds.hotline import HOTLINE
from jingwei.ops.imports.kinds.meeting_marks import MEETING_MARKS
from jingwei.ops.imports.kinds.members import MEMBERS
from jingwei.ops.imports.kinds.offerings import OFFERINGS
from jingwei.ops.imports.kinds.organisations import ORGANISATIONS
from jingwei.ops.imports.kinds.positions import POSITIONS
from jingwei.ops.imports.kinds.problems import PROBLEMS
from jingwei.ops.imports.kinds.providers import PROVIDERS
from jingwei.ops.imports.kinds.shut import CENTRE_SHUT, STATION_SHUT
from jingwei.ops.imports.kinds.staff import STAFF
from jingwei.ops.imports.kinds.stations import STATIONS
from jingwei.ops.imports.kinds.studios import STUDIOS
from jingwei.ops.imports.kinds.training import TRAINING
from jingwei.ops.imports.kinds.units import UNITS

KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            DIVISIONS, UNITS, ORGANISATIONS, MEMBERS, POSITIONS, DUES, ATTENDANCE, MEETING_MARKS,
            DEVELOPMENT, TRAINING, COURSES, PROBLEMS, GRADES,
            BORDERS, BUILDINGS, GRIDS, CONTACTS, CENTRES, OFFERINGS, CENTRE_SHUT,
            STATIONS, STAFF, STATION_SHUT, PROVIDERS, AGENTS, STUDIOS, DELEGATES, HOTLINE,
        )
    }
)  # fmt: skip

__all__ = ["KINDS", "Field", "Key", "Kind"]
