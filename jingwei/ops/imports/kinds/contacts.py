"""What does a list of stairwell contacts say? Only whoever agreed, and since when (COMM-03)."""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import yes_no
from jingwei.ops.imports.cells.texts import name, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER
from jingwei.ops.imports.kinds.places import COMMUNITY
from jingwei.ops.imports.rules import contacts as rules

CONTACTS: Final = Kind(
    "contacts",
    "楼道联系人",
    (
        COMMUNITY,
        Field(
            "building", "楼栋", text(60), "P",
            words("楼号 楼栋编号 楼栋名称 楼栋号 幢号 所在楼栋 栋号 所在楼幢"), required=True,
            help="写楼栋编号或名称。",
        ),
        Field(
            "stairwell", "单元", text(30), "P",
            words("楼道 单元名称 单元(楼道) 楼道(单元) 单元号 所在单元 所在楼道"),
            help="这栋楼只有一个单元的，可以空着。",
        ),
        Field(
            "name", "联系人", name, "C",
            words(
                "姓名 联系人姓名 楼道长 楼栋长 楼道联系人 单元长 党员姓名 楼道党员 党员 "
                "楼道长姓名 联系党员 联系党员姓名"
            ),
            required=True, help="是名册上的党员，志愿做这件事。",
        ),
        ID_NUMBER,
        Field(
            "consented", "本人是否同意", yes_no, "C",
            words("是否同意 同意 是否自愿 本人同意 自愿"),
        ),
        Field(
            "consent_on", "本人同意日期", days, "C",
            words("哪天同意的 同意日期 同意时间 本人同意时间 征得同意日期 签字日期 承诺日期"),
            required=True, help="要写到日。没有本人同意的不能登记。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("community", "building", "stairwell", "name", "id_number"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.GRIDS_KEEP,
)  # fmt: skip
