"""Which function stages which kind of roster? All have the same shape."""

from collections.abc import Callable, Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.all_brought import BROUGHT
from jingwei.ops.imports.models import Batch, Kind
from jingwei.ops.imports.staging import (
    attendance,
    buildings,
    centres,
    contacts,
    divisions,
    dues,
    grids,
    hotline,
    members,
    offerings,
    organisations,
    positions,
    units,
)
from jingwei.ops.imports.staging.lookup import Finder
from jingwei.ops.imports.table import Table

type Told = Mapping[tuple[int, str], str]
type Stage = Callable[[Batch, Table, Scope, Finder, Told], int]

STAGES: dict[str, Stage] = {
    Kind.DIVISIONS: divisions.stage,
    Kind.UNITS: units.stage,
    Kind.ORGANISATIONS: organisations.stage,
    Kind.MEMBERS: members.stage,
    Kind.POSITIONS: positions.stage,
    Kind.DUES: dues.stage,
    Kind.ATTENDANCE: attendance.stage,
    Kind.HOTLINE: hotline.stage,
    **{kind: one.stage for kind, one in BROUGHT.items()},
    Kind.BUILDINGS: buildings.stage,
    Kind.GRIDS: grids.stage,
    Kind.CONTACTS: contacts.stage,
    Kind.CENTRES: centres.stage,
    Kind.OFFERINGS: offerings.stage,
}
