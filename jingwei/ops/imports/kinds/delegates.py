"""What does a list of who receives at studios say: where, which member, agreed to be named?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.texts import name, reference
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.kinds.members import ID_NUMBER
from jingwei.ops.imports.rules import delegates as rules

DELEGATES: Final = Kind(
    "delegates",
    "接待的代表",
    (
        doors.ORG,
        Field(
            "studio", "工作室名称", reference, "P",
            words("工作室 代表工作室 代表工作室名称 党代表工作室 在哪个工作室 studio"),
            required=True, help="是已经登记的工作室，写全名。",
        ),
        Field(
            "name", "代表", name, "C",
            words("姓名 代表姓名 接待代表 接待的代表 党代表 党代表姓名 值班代表 name"),
            required=True, help="是名册上的党员。",
        ),
        ID_NUMBER,
        Field(
            "consent_on", "同意公开姓名的日期", days, "C",
            words("本人同意公开姓名的日子 同意日期 本人同意日期 哪天同意的 同意公开日期"),
            help="要写到日；没有同意的空着，公开页不写姓名。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("studio", "name", "id_number", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
