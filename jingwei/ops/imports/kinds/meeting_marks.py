"""What does a sheet of attendance say that has persons in its rows and meetings in its columns?"""

from typing import Final

from jingwei.ops.imports.cells.marks import marks
from jingwei.ops.imports.cells.texts import reference
from jingwei.ops.imports.fields import Field, Kind, Slots, words
from jingwei.ops.imports.kinds.members import ID_NUMBER, NAME
from jingwei.ops.imports.rules import meeting_marks as rules

MOST: Final = 60  # meetings in one sheet: a year's life of a branch
SLOTS: Final = Slots(
    tuple(
        Field(f"m{n:02}", f"第{n}次会议", marks, "C", help="到、假或缺；√、△、×也可以。")
        for n in range(1, MOST + 1)
    ),
    is_one=rules.is_meeting, worth=rules.worth,
    samples=("2026-03-12党员大会", "2026-04-09主题党日"),
)  # fmt: skip

MEETING_MARKS: Final = Kind(
    "meeting_marks",
    "会议考勤（一人一行）",
    (
        NAME,
        ID_NUMBER,
        Field(
            "branch", "所在党支部", reference, "P",
            words(
                  "党支部 所在支部 支部 支部名称 党支部名称 所属支部 所属党支部 所在党组织 "
                  "党小组所在支部"),
            help="只有一个支部、没有重名的，可以不写。",
        ),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
    slots=SLOTS,
)  # fmt: skip
