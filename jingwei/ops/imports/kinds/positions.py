"""What does a roster of posts say: who holds which seat, since when, until when?"""

from typing import Final

from jingwei.kernel.rulebook.codes.membership import TITLE
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import holder, reference
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER
from jingwei.ops.imports.rules import positions as rules

POSITIONS: Final = Kind(
    "positions",
    "班子成员",
    (
        Field(
            "org",
            "党组织名称",
            reference,
            "P",
            words(
                "党组织 组织名称 所在党组织 所在支部 党支部 任职党组织 所在党支部 支部名称 "
                "党支部名称 党组织代码 组织代码"
            ),
            required=True,
            help="写全称、简称或组织代码。",
        ),
        Field(
            "title",
            "党内职务",
            choice(TITLE),
            "P",
            words("职务 职务名称 担任职务 班子职务 党组织职务"),
            required=True,
            table=TITLE,
        ),
        Field(
            "name",
            "姓名",
            holder,
            "C",
            words("成员姓名 任职人 人员姓名 任职人员 党员姓名"),
            help="空着或写“空缺”，表示这个职务现在没有人。",
        ),
        ID_NUMBER,
        Field(
            "since",
            "任职开始",
            days,
            "P",
            words(
                "任职时间 任职日期 任职起始时间 开始时间 任职起始日期 当选时间 任职年月 起始时间"
            ),
        ),
        Field(
            "until",
            "任职截止",
            days,
            "P",
            words("离任时间 免职时间 任职结束 截止时间 结束时间 任职截止日期 离任日期 免职日期"),
        ),
        Field(
            "due_on",
            "任期届满",
            days,
            "P",
            words("届满时间 任期届满时间 应换届时间 届满日期 任期届满日期 任期到期时间"),
        ),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)
