"""What does a list of who runs errands say: where, which member, which errands (BNFT-05)?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.texts import name, reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.doors import UNIT
from jingwei.ops.imports.kinds.members import ID_NUMBER

AGENTS: Final = Kind(
    "agents",
    "代办员",
    (
        Field(
            "unit", UNIT.title, reference, "P", (*UNIT.also, "代办的村社区", "代办村社区"),
            required=True,
        ),
        Field(
            "name", "代办员", name, "C",
            words("姓名 代办员姓名 代理员 代理员姓名 党员姓名 代办人 干部姓名"),
            required=True, help="是名册上的党员或干部。",
        ),
        ID_NUMBER,
        Field(
            "does", "能代办哪些事", text(120), "P",
            words("代办事项 代办内容 代理事项 服务内容 代办哪些事 能代办的事 事项 does"),
            help="用顿号隔开，例如：老年证、医保、水电缴费。",
        ),
    ),
    keys=(Key(("unit", "name", "id_number"), "key.twice"),),
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
