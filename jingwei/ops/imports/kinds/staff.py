"""What does a list of who works at stations say: where, who, which post, from when to when?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.texts import name, reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.rules import staff as rules

STAFF: Final = Kind(
    "staff",
    "站点在岗的人",
    (
        doors.ORG,
        Field(
            "station", "站点名称", reference, "P",
            words("站点 服务站 服务站名称 服务点 网点名称 代办站 代办点 在哪个站点 station"),
            required=True, help="是已经登记的站点，写全名。",
        ),
        Field(
            "name", "姓名", name, "C",
            words("在岗人员 在岗的人 工作人员 谁在岗 人员姓名 值班人员 name"), required=True,
        ),
        Field(
            "post", "岗位", text(60), "P",
            words("岗位名称 职务 做什么 职责 岗位职责 工作内容 post"),
            help="例如：代办员、调解员。",
        ),
        Field(
            "since", "起始日期", days, "P",
            words("从哪天起 到岗日期 开始日期 上岗日期 任期起 起始时间 since"),
            help="要写到日；不写就从名册那天起。",
        ),
        Field(
            "until", "终止日期", days, "P",
            words("到哪天止 任期到哪天 离岗日期 结束日期 任期止 终止时间 until"),
            help="要写到日；从这天起不再在岗。没有定的空着。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("station", "name", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
