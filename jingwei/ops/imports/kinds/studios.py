"""What does a list of delegates' studios say (BNFT-06)? Who receives is named later."""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.rules import doors as rules

STUDIO_KIND: Final = read_table(
    "工作室类别",
    """
collective 集体工作室: 集体 集体室 联合工作室 代表联络站 联络站
personal 个人工作室: 个人 个人室
online 网上工作室: 网上 网络 线上 网络工作室 线上工作室 网上室
""",
)

STUDIOS: Final = Kind(
    "studios",
    "代表工作室",
    (
        doors.ORG,
        Field(
            "name", "工作室名称", text(80), "P",
            words("名称 工作室 代表工作室 代表工作室名称 党代表工作室 党代表工作室名称 name"),
            required=True,
        ),
        Field(
            "kind", "类别", choice(STUDIO_KIND), "P",
            words("类型 工作室类别 工作室类型 哪一种 种类 kind"), table=STUDIO_KIND,
        ),
        doors.UNIT, doors.PLACE, doors.PHONE, *doors.ON_THE_MAP,
        doors.hours(
            "接待时间", "接待日 开放时间 服务时间 接待日期和时间 工作时间 开门时间 hours 接访时间"
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("name", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
