"""How do the minutes of a body look on paper? The record's own words, in the layout of papers."""

from jingwei.kernel.papers.paper import (
    Block,
    Field,
    Heading,
    Paper,
    Signature,
    Table,
    Text,
    day_in_words,
)
from jingwei.systems.community.sittings import queries
from jingwei.systems.community.sittings.kinds import Came
from jingwei.systems.community.sittings.models import Sitting


def minutes(row: Sitting) -> Paper:
    """会议记录. Papers are Chinese in every language of the screen."""
    came = queries.came(row)

    def named(how: Came) -> str:
        return "、".join(one.name for one in came if one.came == how) or "无"

    blocks: list[Block] = [
        Field("机构", f"{row.community.name}{row.slot.title}"),
        Field("议题", row.topic),
        Field("时间", day_in_words(row.on)),
        Field("地点", row.venue),
        Field("主持人", row.chair),
        Field("记录人", row.recorder),
        Field("到会", named(Came.PRESENT)),
        Field("请假", named(Came.LEAVE)),
        Field("缺席", named(Came.ABSENT)),
        Field("列席", row.guests or "无"),
        Heading("会议内容"),
    ]
    for part in row.items:
        blocks.append(Heading(part["title"], 2))
        blocks += [Text(line) for line in part["said"].splitlines() if line.strip()]
    decided = queries.decisions(row)
    if decided:
        rows = tuple((one.text, one.owner, one.due_on.isoformat(), one.outcome) for one in decided)
        blocks += [
            Heading("定下的事"),
            Table(("定了什么事", "谁办", "期限", "结果"), rows, (5, 2, 2, 3)),
        ]
    blocks.append(Signature((f"{row.community.name}{row.slot.title}",), row.on))
    return Paper("会议记录", tuple(blocks), receipt=f"记录编号 {str(row.public_id)[:8].upper()}")
