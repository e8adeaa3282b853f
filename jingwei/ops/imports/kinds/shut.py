"""What does a list of closed days say: which centre or station, from when to when, and why?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.rules import shut as rules


def _kind(key: str, title: str, door: str, said: str, duty: Duty) -> Kind:
    """``door`` is what the place is called at the head of its column, ``said`` other heads."""
    return Kind(
        key,
        title,
        (
            doors.ORG,
            Field("door", door, reference, "P", words(said), required=True,
                  help="是已经登记的，写全名。"),
            Field("first", "关门第一天", days, "P",
                  words("从哪天 从哪天关门 起始日期 开始日期 放假第一天 关门日期 first"),
                  required=True, help="要写到日。"),
            Field("last", "关门最后一天", days, "P",
                  words("到哪天 到哪天关门 终止日期 结束日期 放假最后一天 last"),
                  help="要写到日；只关一天可以空着。"),
            Field("why", "为什么关门", text(80), "P",
                  words("为什么 原因 事由 关门原因 说明 why"), required=True,
                  help="群众看得到，例如：春节放假。"),
        ),
        checks=rules.CHECKS,
        keys=(Key(("door", "first", "org"), "key.twice"),),
        derive=rules.DERIVE,
        duty=duty,
    )  # fmt: skip


STATION_SHUT: Final = _kind(
    "station_shut",
    "站点关门的日子",
    "站点名称",
    "站点 服务站 服务站名称 服务点 station",
    Duty.BENEFIT_KEEP,
)
CENTRE_SHUT: Final = _kind(
    "centre_shut",
    "中心关门的日子",
    "中心名称",
    "中心 便民服务中心 服务中心 大厅 centre",
    Duty.SERVICES_KEEP,
)
