"""How do the papers of delegates look? The list, the report on credentials, the cards."""

from itertools import groupby

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
from jingwei.work.membership.elections import queries
from jingwei.work.membership.elections.kinds import DelegateState
from jingwei.work.membership.elections.models import Delegate, Election


def listed(row: Election) -> Paper:
    """代表名单 by the branches that elected them."""
    here = [one for one in queries.delegates_of(row) if one.is_here]
    blocks: list[Block] = [Text(f"共{len(here)}名，按选举单位排列。")]
    for unit, found in groupby(here, key=lambda one: one.unit):
        rows = tuple((str(one.number), one.name, day_in_words(one.round.on)) for one in found)
        blocks += [
            Heading(f"{unit.name}（{len(rows)}名）", 2),
            Table(("证号", "姓名", "当选日期"), rows, (1, 2, 3)),
        ]
    blocks.append(Signature((row.org.name,), None))
    return Paper(f"{row.org.name}党员代表大会代表名单", tuple(blocks), receipt=_receipt(row))


def credentials(row: Election) -> Paper:
    """代表资格审查报告: how they were elected, who holds, who does not and why."""
    found = queries.delegates_of(row)
    seats = sum(one.seats for one in queries.delegations_of(row))
    valid = [one for one in found if one.state == DelegateState.QUALIFIED]
    waiting = [one for one in found if one.state == DelegateState.ELECTED]
    units = len({one.unit_id for one in found})
    blocks: list[Block] = [
        Text(f"本次党员代表大会代表名额{seats}名，由{units}个选举单位按差额、无记名投票的办法选举产生。"
             "对代表的产生程序和资格逐名审查，情况如下。"),
        Field("资格有效", f"{len(valid)}名"),
        Field("资格无效", _names(found, DelegateState.REJECTED)),
        Field("出缺", _names(found, DelegateState.VACATED)),
    ]  # fmt: skip
    if waiting:
        blocks.append(Field("还没有审查", f"{len(waiting)}名"))
    left = {unit: n for unit, n in queries.delegates_left(row).items() if n}
    if left:
        blocks.append(Field("还要补选", "、".join(f"{unit}{n}名" for unit, n in left.items())))
    blocks += [Text("请予审议。"), Signature(("代表资格审查小组",), None)]
    return Paper("关于代表资格审查情况的报告", tuple(blocks), receipt=_receipt(row))


def cards(row: Election) -> Paper:
    """代表证, one page each, for those whose credentials hold; nothing on it but the meeting's."""
    sheets = [
        _card(row, one) for one in queries.delegates_of(row)
        if one.state == DelegateState.QUALIFIED
    ]  # fmt: skip
    if not sheets:
        return Paper("代表证", (Text("还没有审查过资格的代表，审查后再打印。"),))
    return Paper(
        sheets[0].title, sheets[0].blocks, annexes=tuple(sheets[1:]), receipt=_receipt(row)
    )  # fmt: skip


def _card(row: Election, one: Delegate) -> Paper:
    return Paper(
        "代表证",
        (
            Field("会议", f"{row.org.name}党员代表大会"), Field("证号", f"{one.number:03d}"),
            Field("姓名", one.name), Field("选举单位", one.unit.name),
            Text("凭证出席会议，会后交回。不印照片，不印证件号码。", flush=True),
            Signature((row.org.name,), None),
        ),
    )  # fmt: skip


def _names(found: list[Delegate], state: str) -> str:
    rows = [one for one in found if one.state == state]
    said = "；".join(
        f"{one.name}（{one.unit.short_name or one.unit.name}）"
        f"{one.words or (one.get_ended_why_display() if one.ended_why else '')}" for one in rows
    )  # fmt: skip
    return f"{len(rows)}名" + (f"：{said}" if said else "")


def _receipt(row: Election) -> str:
    return f"记录编号 {str(row.public_id)[:8].upper()}"
