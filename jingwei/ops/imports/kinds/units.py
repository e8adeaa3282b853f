"""What does a roster of units say: enterprises, communities, villages, projects, institutions?"""

from typing import Final

from jingwei.kernel.rulebook.codes.organisations import UNIT_KIND
from jingwei.ops.imports.cells.numbers import choice, credit, division, phone, whole
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words

UNITS: Final = Kind(
    "units",
    "单位",
    (
        Field(
            "name",
            "单位名称",
            reference,
            "P",
            words(
                "名称 单位全称 企业名称 社区名称 村名称 村(社区)名称 店名 商户名称 项目名称 "
                "单位 机构名称 全称"
            ),
            required=True,
        ),
        Field(
            "credit_code",
            "统一社会信用代码",
            credit,
            "P",
            words(
                "信用代码 社会信用代码 统一信用代码 注册号 单位代码 营业执照号 "
                "统一社会信用代码(注册号)"
            ),
        ),
        Field(
            "kind",
            "单位类别",
            choice(UNIT_KIND),
            "P",
            words("类别 单位性质 单位性质类别 单位类型 类型 性质 企业性质 行业类别"),
            required=True,
            table=UNIT_KIND,
        ),
        Field(
            "division",
            "区划代码",
            division,
            "P",
            words("行政区划代码 所在区划 区划 统计用区划代码 所在区划代码 社区代码"),
        ),
        Field(
            "org",
            "负责的党组织",
            reference,
            "P",
            words(
                "责任党组织 所属党组织 属地党组织 管理党组织 隶属党组织 主管党组织 "
                "负责党组织 上级党组织 党组织"
            ),
        ),
        Field(
            "address",
            "地址",
            text(200),
            "P",
            words("单位地址 住所 注册地址 经营地址 详细地址 所在地 办公地址"),
        ),
        Field(
            "phone",
            "联系电话",
            phone,
            "I",
            words("电话 单位电话 办公电话 联系方式 电话号码 负责人电话"),
        ),
        Field(
            "headcount",
            "人数",
            whole,
            "P",
            words("职工人数 从业人数 在岗职工数 员工人数 从业人员数 人口 常住人口 职工数 从业人员"),
        ),
    ),
    keys=(Key(("credit_code",), "key.twice"), Key(("name", "division"), "key.maybe_twice")),
)
