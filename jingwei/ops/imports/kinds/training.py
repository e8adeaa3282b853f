"""What does a roster of past training say: who learnt what, when, for how many hours?"""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.amounts import days_of, hours
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER, NAME
from jingwei.ops.imports.rules import training as rules

CLASS_KIND: Final = read_table(
    "培训类别",
    """
central 集中培训: 集中轮训 轮训 党员集中培训 脱产培训 集训
model 示范培训: 示范班 示范培训班
applicants 发展对象培训: 发展对象短期集中培训 发展对象培训班 积极分子培训 积极分子培训班 短期培训
chosen 选学课程: 选学 选修 菜单选学 自选课程
other 其他
""",
)

TRAINING: Final = Kind(
    "training",
    "以前的培训",
    (
        NAME,
        ID_NUMBER,
        Field(
            "branch", "所在党支部", reference, "P",
            words("党支部 所在支部 支部 支部名称 党支部名称 所属支部 所属党支部 所在党组织"),
            help="没有身份证号时，靠支部和姓名找人。",
        ),
        Field(
            "title", "培训名称", text(120), "C",
            words("培训班名称 课程名称 培训内容 培训项目 班次 培训班 课程 培训班次 班次名称"),
            required=True,
        ),
        Field(
            "on", "培训日期", days, "C",
            words("培训结束日期 结束日期 结业日期 培训时间 上课日期 日期 结业时间 结束时间"),
            required=True, help="几天的班写最后一天；要写到日。",
        ),
        Field("days", "培训天数", days_of, "C", words("天数 培训天数天 脱产天数")),
        Field(
            "hours", "学时", hours, "C", words("培训学时 课时 学时数 培训课时 累计学时"),
            help="学时和天数至少写一样。",
        ),
        Field(
            "class_kind", "培训类别", choice(CLASS_KIND), "C",
            words("培训类型 班次类别 班次类型 类别 培训方式"), table=CLASS_KIND,
            help="发展对象的短期集中培训写“发展对象培训”。",
        ),
        Field(
            "held_by", "办班单位", text(120), "C",
            words("主办单位 培训单位 举办单位 组织单位 办学单位 培训机构 承办单位"),
        ),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
