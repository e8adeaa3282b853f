"""Columns that stations and studios share: where they are, which telephone, when they are open."""

from typing import Final

from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, words
from jingwei.ops.imports.kinds.places import DATUM_, LAT, LON, POINT

ORG: Final = Field(
    "org", "负责的党组织", reference, "P",
    words("责任党组织 所属党组织 主管党组织 党组织 管理党组织 党组织代码 组织代码"),
    help="不写的，归导入人所在的党组织。",
)  # fmt: skip
UNIT: Final = Field(
    "unit", "村或社区", reference, "P",
    words(
        "社区或村 所在村社区 村社区 村(社区) 社区(村) 所在社区 社区 村 所属社区 所属村社区 "
        "服务的村社区 服务村社区 unit"
    ),
)  # fmt: skip
PLACE: Final = Field(
    "place", "地点", text(200), "P",
    words("地址 详细地址 站点地址 所在地址 办公地址 接待地点 服务地点 address place 工作室地址"),
)  # fmt: skip
PHONE: Final = Field(
    "phone", "电话", text(30), "P",
    words("联系电话 服务电话 咨询电话 值班电话 办公电话 phone 电话号码 联系方式 站点电话"),
    help="座机或公用手机号，不写个人手机号。",
)  # fmt: skip

ON_THE_MAP: Final = (LON, LAT, DATUM_, POINT)


def hours(title: str, also: str) -> Field:
    """When people are received there, in words."""
    return Field(
        "hours", title, text(600), "P", words(also),
        help="例如：周一至周五 8:30-11:30、14:00-17:30；周六 9:00-11:00。",
    )  # fmt: skip
