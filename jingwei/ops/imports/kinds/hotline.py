"""What does an export of 12345 work orders say? One row an order, as hotlines hand them out."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.cells.dates import Dated, days, read_day
from jingwei.ops.imports.cells.numbers import phone
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.cells.values import Context, Find, Parsed, each, shown
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.reading.columns import Raw
from jingwei.ops.imports.rules import hotline as rules

CLOCK = re.compile(r"(\d{1,2})[:时](\d{1,2})(?:分|[:分]\d{1,2}秒?)?\s*$", re.ASCII)


def moments(raws: Sequence[Raw], context: Context) -> Parsed:
    """The parser of columns of days with or without a time: ``2026-11-20T09:15``, or the day."""
    return _moments(raws, context)


def _moment(raw: Raw, context: Context) -> object:
    if isinstance(raw, datetime):
        return raw.strftime("%Y-%m-%dT%H:%M")
    written = half_width(raw) if isinstance(raw, str) else shown(raw)
    clock = CLOCK.search(written)
    day = read_day(written[: clock.start()] if clock else raw, context)
    if not isinstance(day, Dated):
        return day
    if day.precision != "day":
        return Find("date.unreadable")
    if clock is None:
        return day.text
    hour, minute = int(clock[1]), int(clock[2])
    if hour > 23 or minute > 59:
        return Find("date.unreadable")
    return f"{day.text}T{hour:02}:{minute:02}"


_moments = each(_moment)

HOTLINE: Final = Kind(
    "hotline",
    "12345工单",
    (
        Field(
            "number", "工单编号", text(40), "I",
            words("工单号 编号 受理编号 诉求编号 业务编号 工单序号 订单编号 受理单号"),
            required=True, help="同一个编号只收一次，再传一次什么也不改。",
        ),
        Field(
            "received", "受理时间", moments, "I",
            words("来电时间 登记时间 创建时间 诉求时间 提交时间 受理日期 来电日期 建单时间"),
            required=True,
        ),
        Field(
            "topic", "标题", text(60), "C",
            words("诉求标题 工单标题 主题 事项 诉求主题 诉求事项 问题标题"),
        ),
        Field(
            "words", "诉求内容", text(2_000), "S",
            words("内容 工单内容 问题描述 诉求描述 主要内容 反映内容 来电内容 事项内容"),
            required=True, help="加密保存；不要写身份证号。",
        ),
        Field(
            "place", "社区（村）", reference, "P",
            words("社区 村 村社区 村(社区) 所属社区 事发社区 承办社区 村居 所在社区 点位"),
            help="写全名；不写就从地址里找。",
        ),
        Field(
            "spot", "地址", text(120), "C",
            words("事发地址 事发地点 诉求地址 地点 详细地址 问题地址 事件地址 发生地点"),
        ),
        Field(
            "name", "联系人", text(50), "S",
            words("来电人 姓名 诉求人 反映人 来电人姓名 诉求人姓名 联系人姓名 市民姓名"),
        ),
        Field(
            "phone", "联系电话", phone, "S",
            words("来电号码 电话 手机号码 来电电话 联系方式 电话号码 诉求人电话 手机"),
        ),
        Field(
            "due", "办理期限", days, "P",
            words("截止时间 办理时限 办结时限 到期时间 限办时间 办结期限 要求办结时间 处理时限"),
            help="照12345写的记下；本系统的期限照旧算。",
        ),
    ),
    keys=(Key(("number",), "key.twice"),),
    checks=rules.CHECKS,
    duty="matters.handle",
)  # fmt: skip
