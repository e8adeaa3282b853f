"""What does a list of service centres say: level, where, when open, by which telephone?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.places import DATUM_, LAT, LON, POINT
from jingwei.ops.imports.rules import centres as rules

LEVEL: Final = read_table(
    "中心级别",
    """
community 社区: 社区级 居委会 社区服务站 社区中心
village 村: 村级 行政村 村委会 村服务站
town 镇、街道: 镇 街道 镇街 乡镇 镇级 街道级 镇(街道) 乡镇(街道) 乡
county 县（市、区）: 县 区 市 县级 区级 县区 市级
""",
)
DAYS: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


def _day(at: int, title: str) -> Field:
    also = f"星期{title[1]} 礼拜{title[1]}" + (" 星期天 周天" if at == 7 else "")
    return Field(
        f"day{at}", title, text(100), "P", words(also), help="写成08:30-11:30 14:00-17:30。"
    )


CENTRES: Final = Kind(
    "centres",
    "便民服务中心",
    (
        Field(
            "org", "负责的党组织", reference, "P",
            words("责任党组织 所属党组织 主管党组织 党组织 管理党组织 党组织代码 组织代码"),
            help="不写的，归导入人所在的党组织。",
        ),
        Field(
            "name", "中心名称", text(80), "P",
            words(
                "名称 服务中心 便民服务中心 便民服务中心名称 中心 站点名称 服务站名称 服务中心名称 "
                "name 党群服务中心 机构名称 服务站"
            ),
            required=True,
        ),
        Field(
            "level", "级别", choice(LEVEL), "P",
            words("层级 中心级别 类别 类型 level 中心类别 所属层级"), table=LEVEL,
        ),
        Field(
            "unit", "所在村社区", reference, "P",
            words("所在单位 单位 所在社区 社区 村社区 村(社区) 所属村社区 所属社区 依托单位 unit"),
        ),
        Field(
            "address", "地址", text(200), "P",
            words("详细地址 中心地址 服务地址 所在地址 办公地址 地点 address 坐落 位置地址"),
        ),
        Field(
            "phone", "电话", text(30), "P",
            words("联系电话 服务电话 咨询电话 中心电话 办公电话 phone 电话号码 联系方式"),
            help="中心的电话，不写个人手机号。",
        ),
        LON, LAT, DATUM_, POINT,
        Field(
            "hours", "开门时间", text(300), "P",
            words("开放时间 服务时间 办公时间 工作时间 办事时间 营业时间 上班时间 hours 开门时段"),
            help="例如：周一至周五 8:30-11:30、14:00-17:30；周六 9:00-11:00。",
        ),
        *(_day(at, title) for at, title in enumerate(DAYS, 1)),
        Field("note", "说明", text(200), "P", words("备注说明 温馨提示 note 提示")),
    ),
    checks=rules.CHECKS,
    keys=(Key(("name", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.SERVICES_KEEP,
)  # fmt: skip
