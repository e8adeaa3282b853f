"""How do the minutes look on paper? The record's own words, in the layout of DOMAIN 5.4."""

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
from jingwei.work.meetings import queries
from jingwei.work.meetings.kinds import Excuse, Kind, Way
from jingwei.work.meetings.models import Meeting


def minutes(meeting: Meeting) -> Paper:
    """会议记录. Papers are Chinese in every language of the screen."""
    known = queries.names_of(meeting.roster)
    names = {pk: row.name for pk, row in known.items()}

    def said(ids: list[int]) -> str:
        return "、".join(names.get(pk, "（已不在名册）") for pk in ids) or "无"

    hours = "至".join(f"{t:%H:%M}" for t in (meeting.starts, meeting.ends) if t)
    excused = "、".join(
        f"{names.get(pk, '')}（{Excuse(meeting.excuses[str(pk)]).label}）" for pk in meeting.excused
    )
    blocks: list[Block] = [
        Field("会议类型", "、".join(meeting.kind_labels)),
        Field("议题", meeting.topic),
        Field("时间", f"{day_in_words(meeting.on)} {hours}".strip()),
        Field("地点", meeting.venue),
        Field("主持人", meeting.chair.name if meeting.chair else ""),
        Field("记录人", meeting.recorder.name if meeting.recorder else ""),
        Field("列席人", meeting.guests or "无"),
        Field("应到会有表决权人数", str(meeting.entitled)),
        Field("实到会有表决权人数", str(meeting.entitled_present)),
        Field("参会人员", said(meeting.present)),
        Field("请假人员及原因", excused or "无"),
        Field("缺席人员", said(meeting.absent)),
        Heading("会议内容"),
    ]
    for part in meeting.agenda:
        blocks.append(Heading(f"（{Kind(part['kind']).label}）", 2))
        blocks += [Text(line) for line in part["said"].splitlines() if line.strip()]
    votes = queries.votes_of(meeting)
    if votes:
        blocks += [
            Heading("表决"),
            Table(
                ("表决事项", "方式", "发出", "收回", "有效", "同意", "不同意", "弃权", "结果"),
                tuple(
                    (v.subject, str(Way(v.way).label), str(v.issued), str(v.returned),
                     str(v.valid), str(v.yes), str(v.no), str(v.abstained),
                     "通过" if v.passed else "未通过")
                    for v in votes
                ),
                (5, 2.4, 1.2, 1.2, 1.2, 1.2, 1.4, 1.2, 1.6),
            ),
            Text("同意票超过应到会有表决权人数的一半为通过。", flush=True),
        ]  # fmt: skip
    decided = queries.resolutions_of(meeting)
    if decided:
        rows = tuple(
            (r.text, r.owner.name if r.owner else "", r.due_on.isoformat() if r.due_on else "")
            for r in decided
        )
        blocks += [Heading("决议"), Table(("决定", "负责人", "期限"), rows, (5, 2, 2))]
    blocks.append(Signature((str(meeting.org),), meeting.on))
    return Paper(
        "会议记录", tuple(blocks), receipt=f"记录编号 {str(meeting.public_id)[:8].upper()}"
    )
