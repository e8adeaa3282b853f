"""What does a mark in a sheet of attendance mean? Came, excused with a reason, absent."""

import re
from typing import Final

from jingwei.kernel.rulebook.codes.text import half_width, squeezed
from jingwei.ops.imports.cells.values import Context, Find, each, shown
from jingwei.ops.imports.reading.columns import Raw

PRESENT: Final = frozenset(
    ("到", "已到", "到会", "出席", "参加", "参会", "实到", "√", "✓", "✔", "☑", "Y", "YES", "1",
     "是", "●", "V")
)  # fmt: skip
EXCUSED: Final = frozenset(
    ("假", "请假", "已请假", "△", "▲", "∆", "事假", "病假", "公假", "产假", "出差", "外出", "工作",
     "值班", "因事请假", "因公请假", "因病请假")
)  # fmt: skip
ABSENT: Final = frozenset(
    ("缺", "缺席", "缺勤", "未到", "没到", "旷", "旷会", "无故缺席", "×", "✗", "✘", "☒", "X", "N",
     "NO", "0", "否")
)  # fmt: skip
NOTHING: Final = frozenset(("", "/", "\\", "-", "--", "—", "——", "无"))
_REASON: Final = re.compile(r"(.*?)[(\[【](.*)[)\]】]")


def _mark(raw: Raw, _: Context) -> object:
    text = squeezed(half_width(shown(raw))).upper()
    if text in NOTHING:
        return None
    found = _REASON.fullmatch(text)
    word, why = (found[1], found[2]) if found else (text, "")
    if word in PRESENT:
        return "present"
    if word in ABSENT:
        return "absent"
    if word in EXCUSED or (not word and why):
        return f"excused:{why or word}"
    return Find("meeting.mark")


marks: Final = each(_mark)
"""``present``, ``absent`` or ``excused:`` with what was written; None for nothing."""
