"""What does a roster of Party organisations say? (DOMAIN 5.1, 5.3)"""

from typing import Final

from jingwei.kernel.rulebook.codes import organisations as codes
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice, credit, division, phone
from jingwei.ops.imports.cells.texts import holder, reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import organisations as rules

ORGANISATIONS: Final = Kind(
    "organisations",
    "党组织",
    (
        Field(
            "name",
            "党组织名称",
            reference,
            "P",
            words(
                "名称 组织名称 党组织全称 全称 党组织 党支部名称 支部名称 组织全称 党组织名称(全称)"
            ),
            required=True,
            help="与印章一致的全称。",
        ),
        Field("short_name", "简称", text(60), "P", words("党组织简称 组织简称")),
        Field(
            "code",
            "党组织代码",
            text(40),
            "P",
            words("组织代码 代码 编码 党组织编码 组织编码 层级码"),
        ),
        Field(
            "kind",
            "组织类别",
            choice(codes.ORG_KIND),
            "P",
            words("党组织类别 类别 类型 组织类型 党组织类型 建制类别"),
            table=codes.ORG_KIND,
        ),
        Field(
            "superior",
            "上级党组织",
            reference,
            "P",
            words(
                "上级 上级组织 隶属 隶属党组织 所属党组织 上级党组织名称 所属上级党组织 "
                "隶属上级 所属党委 上级党委 主管党组织"
            ),
        ),
        Field(
            "founded_on",
            "成立时间",
            days,
            "P",
            words("成立日期 建立时间 建立日期 批准成立时间 组建时间 设立时间"),
        ),
        Field(
            "secretary",
            "书记",
            holder,
            "C",
            words("党组织书记 书记姓名 支部书记 负责人 党支部书记 党组织书记姓名 主要负责人"),
        ),
        Field("contact", "党组织联系人", text(50), "I", words("联系人 联系人姓名 党务联系人")),
        Field(
            "phone",
            "联系电话",
            phone,
            "I",
            words("电话 联系方式 办公电话 联系人电话 电话号码 手机号码 手机"),
        ),
        Field(
            "situation",
            "所在单位情况",
            choice(codes.SITUATION),
            "P",
            words("单位情况 党组织所在单位情况"),
            table=codes.SITUATION,
        ),
        Field(
            "unit_name",
            "单位名称",
            reference,
            "P",
            words("所在单位 所在单位名称 依托单位 单位全称"),
        ),
        Field(
            "credit_code",
            "统一社会信用代码",
            credit,
            "P",
            words("信用代码 社会信用代码 单位信用代码 单位代码 统一信用代码"),
        ),
        Field(
            "unit_kind",
            "单位性质类别",
            choice(codes.UNIT_KIND),
            "P",
            words("单位类别 单位性质 单位类型 所在单位类别 所在单位性质"),
            table=codes.UNIT_KIND,
        ),
        Field(
            "term_began",
            "本届起始时间",
            days,
            "P",
            words(
                "本届时间 换届时间 上次换届时间 最近换届时间 本届换届时间 当选时间 "
                "本届班子当选日期 任期起始时间 任期开始时间 最近一次换届时间"
            ),
        ),
        Field(
            "term_due",
            "应换届时间",
            days,
            "P",
            words(
                "下次换届时间 届满时间 任期届满时间 应换届日期 届满日期 换届到期时间 任期届满日期"
            ),
        ),
        Field(
            "division",
            "区划代码",
            division,
            "P",
            words("行政区划代码 区划 所在区划 统计用区划代码 所在区划代码"),
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("code",), "key.twice"), Key(("name", "superior"), "key.twice")),
    derive=rules.DERIVE,
)
