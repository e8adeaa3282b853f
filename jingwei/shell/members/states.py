"""What does the list say of a member's file? Facts with something to do, never a judgement.

No disposition, suspension or lost contact stands here (design, red lines).
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from jingwei.kernel.days import years_before
from jingwei.kernel.people.kinds import Category
from jingwei.shell.members.columns import Row

SOON: Final = 60  # days before the end of a probation, as the branch needs them for the meeting


@dataclass(frozen=True)
class FileState:
    """A drawing, a word and a note, as ``shell/_status.html`` takes them."""

    kind: str
    text: str
    note: str = ""


def state_of(row: Row, on: date) -> FileState:
    if row["is_gone"]:
        return FileState("mute", _("不在册"))
    if not row["numbered"]:
        return FileState("warn", _("资料待补"), _("缺身份证号"))
    if row["category"] == Category.PROBATIONARY and row["joined_on"]:
        ending = _probation(row["joined_on"], on)
        if ending is not None:
            return ending
    return FileState("ok", _("正常"), _note(row))


def _probation(joined: date, on: date) -> FileState | None:
    left = (years_before(joined, -1) - on).days
    if left <= 0:
        return FileState("warn", _("转正到期"), _("已到 {n} 天").format(n=-left))
    if left <= SOON:
        return FileState("due", _("转正将到期"), _("还有 {n} 天").format(n=left))
    return None


def _note(row: Row) -> str:
    if row["floating_to"]:
        return _("外出：{where}").format(where=row["floating_to"])
    return ""
