"""What does a list of dues say on the first day: how much a month, and paid up to when?"""

from typing import Final

from jingwei.ops.imports.cells.dates import months
from jingwei.ops.imports.cells.numbers import money
from jingwei.ops.imports.cells.texts import reference
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER, NAME
from jingwei.ops.imports.rules import dues as rules

DUES: Final = Kind(
    "dues",
    "党费期初",
    (
        NAME,
        ID_NUMBER,
        Field(
            "branch",
            "所在党支部",
            reference,
            "P",
            words("党支部 所在支部 支部 支部名称 党支部名称 所属支部 所属党支部"),
            help="没有身份证号时，靠支部和姓名找人。",
        ),
        Field(
            "dues_monthly",
            "月交额",
            money,
            "C",
            words("月党费 月交党费 每月党费 党费 党费标准 月缴党费 每月应交党费 应交党费 月缴额"),
            help="单位是元，最多两位小数。",
        ),
        Field(
            "dues_paid_to",
            "已交至",
            months,
            "C",
            words("党费交至 党费已交至 党费缴至 党费交到 党费缴纳至 党费交纳至 已缴至 交至"),
            help="已经交到哪个月，写成2026-09；上线那天就没有欠交的。",
        ),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)
