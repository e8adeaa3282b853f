"""What does a list of stations of the three-level network say (BNFT-07)?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.rules import doors as rules

LEVEL: Final = read_table(
    "站点级别",
    """
1 村、社区: 村 社区 村级 社区级 村(社区) 社区(村) 行政村 村社区 一级
2 镇、街道: 镇 街道 镇街 乡镇 镇级 街道级 镇(街道) 乡镇(街道) 乡 二级
3 市、县: 市 县 区 市级 县级 区级 县(市、区) 县区 三级
""",
)

STATIONS: Final = Kind(
    "stations",
    "三级网络站点",
    (
        doors.ORG,
        Field(
            "name", "站点名称", text(80), "P",
            words("名称 站点 服务站 服务站名称 服务点 网点名称 代办站 代办点 站名 name"),
            required=True,
        ),
        Field(
            "level", "级别", choice(LEVEL), "P", words("层级 站点级别 哪一级 level 所属层级"),
            table=LEVEL,
        ),
        doors.UNIT, doors.PLACE, doors.PHONE, *doors.ON_THE_MAP,
        doors.hours(
            "开门时间", "开放时间 服务时间 办公时间 工作时间 办事时间 上班时间 hours 值班时间"
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("name", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
