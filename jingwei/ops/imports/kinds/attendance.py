"""What does a sheet of past meetings say? One row a meeting, as the forms of DOMAIN 5.4."""

from typing import Final

from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import attendance as rules

NAMES = 4_000


def _names(key: str, title: str, also: str, *, required: bool = False, help: str = "") -> Field:
    return Field(key, title, text(NAMES), "C", words(also), required=required, help=help)


ATTENDANCE: Final = Kind(
    "attendance",
    "会议考勤",
    (
        Field(
            "org", "党支部", reference, "P",
            words("党支部名称 支部 支部名称 所在党支部 召开支部 党组织 党组织名称 组织名称 组织"),
            required=True, help="写全称、简称或组织代码。",
        ),
        Field(
            "on", "日期", days, "P", words("会议日期 召开日期 会议时间 召开时间 开会日期"),
            required=True, help="要写到日。",
        ),
        Field(
            "kinds", "会议类型", text(100), "P", words("类型 会议种类 活动类型 会议名称"),
            required=True, help="几种会一起开的，用顿号隔开，例如：党员大会、党课。",
        ),
        Field("topic", "议题", text(120), "I", words("会议议题 主题 会议主题 活动主题")),
        Field("venue", "地点", text(120), "I", words("会议地点 召开地点 活动地点")),
        Field("chair", "主持人", text(50), "C", words("会议主持人 主持")),
        Field("recorder", "记录人", text(50), "C", words("会议记录人 记录")),
        _names("guests", "列席人", "列席人员"),
        _names(
            "present", "参会人员姓名", "参会人员 到会人员 出席人员 参加人员 参加人员姓名 参会党员",
            required=True, help="姓名之间用顿号隔开；名册上没有的人记到列席人。",
        ),
        _names("excused", "请假人员及原因", "请假人员 请假人员姓名"),
        _names("absent", "缺席人员姓名", "缺席人员 缺席人员姓名及原因 未到人员 缺席人员及原因"),
        Field("said", "会议内容", text(8_000), "C", words("内容 会议记录 主要内容 活动内容")),
    ),
    keys=(Key(("org", "on", "kinds"), "key.twice"),),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
