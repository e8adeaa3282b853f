"""Which function stages which kind of roster? All have the same shape."""

from jingwei.ops.imports.all_brought import BROUGHT
from jingwei.ops.imports.brought import Stage
from jingwei.ops.imports.models import Kind
from jingwei.ops.imports.staging import (
    attendance,
    divisions,
    dues,
    members,
    organisations,
    positions,
    units,
)

STAGES: dict[str, Stage] = {
    Kind.DIVISIONS: divisions.stage,
    Kind.UNITS: units.stage,
    Kind.ORGANISATIONS: organisations.stage,
    Kind.MEMBERS: members.stage,
    Kind.POSITIONS: positions.stage,
    Kind.DUES: dues.stage,
    Kind.ATTENDANCE: attendance.stage,
    **{kind: one.stage for kind, one in BROUGHT.items()},
}
