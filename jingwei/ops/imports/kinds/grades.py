"""What does a list of past grades say: whose post, which grade, since when, on what facts?"""

from typing import Final

from jingwei.kernel.rulebook.codes.membership import TITLE
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER, NAME
from jingwei.ops.imports.rules import grades as rules

CADRE_KIND: Final = read_table(
    "干部类别",
    """
township 乡镇（街道）干部: 乡镇干部 街道干部 镇街干部 乡镇街道干部
community 社区干部: 社区 社区工作者 社区书记
village 村干部: 村 行政村干部 村书记
""",
)

GRADES: Final = Kind(
    "grades",
    "以前的职级",
    (
        NAME,
        ID_NUMBER,
        Field(
            "org", "任职党组织", reference, "P",
            words(
                "党组织 党组织名称 任职单位 所在单位 工作单位 所在党组织 单位 村（社区） "
                "村社区 所在党支部 党支部"
            ),
            required=True, help="写全称、简称或组织代码。",
        ),
        Field("title", "职务", choice(TITLE), "P", words("党内职务 担任职务 任职职务 现任职务"),
              table=TITLE, help="一人在这里有几个职务的，写明是哪一个。"),
        Field("kind", "干部类别", choice(CADRE_KIND), "P", words("类别 人员类别 干部类型"),
              table=CADRE_KIND, help="还没有纳入职级管理的要写。"),
        Field("grade", "职级", text(60), "C",
              words("等级 级别 岗位等级 定级 职级等级 评定等级 薪酬等级 岗位级别"),
              required=True, help="照职级办法里的名称写。"),
        Field("since", "从哪天起", days, "C",
              words("定级日期 定级时间 起始日期 起算时间 聘任日期 评定日期 评定时间 开始时间"),
              required=True, help="要写到日。"),
        Field("evidence", "依据的事实", text(600), "I",
              words("定级依据 依据 认定依据 理由 晋级依据 评定依据 事实依据"), required=True),
        Field("basis", "文号", text(200), "I", words("批准文号 文件 批准文件 文件依据 发文字号")),
        Field("pay_band", "薪级", text(40), "C", words("薪酬档次 工资档次 报酬档次 档次 薪档")),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
