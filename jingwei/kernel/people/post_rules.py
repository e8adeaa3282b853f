"""When may a seat be opened, filled, vacated or closed? Pure rules."""

from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding
from jingwei.kernel.people.rules import HOUSE

ELECTIONS_2020: Final = "《中国共产党基层组织选举工作条例》"
HEADS: Final = frozenset({"secretary", "deputy"})
"""Posts whose holder the superior approves; a branch does not appoint its own secretary."""


def opening_findings(
    *, title_known: bool, org_open: bool, founded: date | None, on: date, today: date
) -> list[Finding]:
    found = _day(on, founded, today)
    if not title_known:
        found.append(
            Finding("people.post.title", "还没有选职务，请选一项。", HOUSE, {"field": "title"})
        )
    if not org_open:
        found.append(Finding("people.home.ended", "这个支部已经撤销，请选别的支部。", HOUSE))
    return found


def appointing_findings(
    *, post_open: bool, since: date | None, free_from: date | None, taken: bool, on: date,
    today: date, due_on: date | None, is_member: bool, merged: bool,
) -> list[Finding]:  # fmt: skip
    """``free_from`` is the day from which the seat is vacant; ``taken`` says that it is not."""
    found = _day(on, since, today)
    if not post_open:
        found.append(Finding("people.post.closed", "这个职务已经不设，请先设职务。", HOUSE))
    if taken:
        found.append(Finding("people.post.taken", "这个职务有人担任，请先免去现任。", HOUSE))
    elif free_from is not None and on < free_from:
        found.append(
            Finding("people.post.taken_then", "这个职务到{day}才空缺，日期不能更早。", HOUSE,
                    {"day": free_from, "field": "on"})
        )  # fmt: skip
    if due_on is not None and due_on <= on:
        found.append(
            Finding("people.post.due", "任期届满要晚于任职日期，请改正。", ELECTIONS_2020,
                    {"field": "due_on"})
        )  # fmt: skip
    if merged:
        found.append(Finding("people.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    elif not is_member:
        found.append(Finding("people.not_member", "组织关系已经不在这里，不能再变更。", HOUSE))
    return found


def relieving_findings(*, is_open: bool, since: date, on: date, today: date) -> list[Finding]:
    found = _day(on, None, today)
    if not is_open:
        found.append(Finding("people.position.ended", "这段任职已经结束，不用再免。", HOUSE))
    if on <= since:
        found.append(
            Finding("people.position.order", "免职日期要晚于任职日期，请改正。", HOUSE,
                    {"field": "on"})
        )  # fmt: skip
    return found


def closing_findings(
    *, is_open: bool, since: date, on: date, today: date, taken: bool, free_from: date | None
) -> list[Finding]:
    found = _day(on, None, today)
    if not is_open:
        found.append(Finding("people.post.closed", "这个职务已经不设，请先设职务。", HOUSE))
    if on <= since or (free_from is not None and on < free_from):
        found.append(
            Finding("people.post.order", "撤销职务的日期早了，请改到设立和免职之后。", HOUSE,
                    {"field": "on"})
        )  # fmt: skip
    if taken:
        found.append(Finding("people.post.taken", "这个职务有人担任，请先免去现任。", HOUSE))
    return found


def _day(on: date, since: date | None, today: date) -> list[Finding]:
    if on > today:
        return [
            Finding(
                "people.date.future", "日期晚于今天，请改成今天或更早。", HOUSE, {"field": "on"}
            )
        ]
    if since is not None and on < since:
        return [
            Finding("people.post.before", "这个职务从{since}起设，日期不能更早。", HOUSE,
                    {"since": since, "field": "on"})
        ]  # fmt: skip
    return []
