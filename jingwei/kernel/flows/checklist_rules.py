"""May a local checklist be put on a step like this? Pure rules; no database, no clock."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.rules import HOUSE

MOST_ITEMS: Final = 20
LABEL_MOST, TITLE_MOST, SOURCE_MOST, REASON_MOST = 60, 60, 200, 300


def step_findings(*, is_known: bool, carries: bool) -> list[Finding]:
    """Only steps that a post takes on the page of a case carry a list."""
    if not is_known:
        return [Finding("checklist.step", "没有这一步，请重选。", HOUSE, {"field": "step"})]
    if not carries:
        return [Finding("checklist.step", "这一步不由岗位在办理页上办，不能加清单。", HOUSE,
                        {"field": "step"})]  # fmt: skip
    return []


def words_findings(*, title: str, source: str, reason: str) -> list[Finding]:
    """A list has a name, a document behind it and a reason; each of a length one can read."""
    found = []
    if not title.strip():
        found.append(Finding("checklist.said", "还没有写清单的名称。", HOUSE, {"field": "title"}))
    if not source.strip():
        found.append(Finding("checklist.said", "请写明依据哪份文件；当地自定的写谁定的。", HOUSE,
                             {"field": "source"}))  # fmt: skip
    if not reason.strip():
        found.append(Finding("checklist.said", "请写明为什么加、改或停这份清单。", HOUSE,
                             {"field": "reason"}))  # fmt: skip
    for field, said, most in (
        ("title", title, TITLE_MOST), ("source", source, SOURCE_MOST),
        ("reason", reason, REASON_MOST),
    ):  # fmt: skip
        if len(said) > most:
            found.append(Finding("checklist.long", "写了{n}个字，请改到{most}字以内。", HOUSE,
                                 {"field": field, "n": len(said), "most": most}))  # fmt: skip
    return found


def item_findings(labels: Sequence[str]) -> list[Finding]:
    """At least one thing to look at, not too many, each short and once."""
    field = {"field": "items"}
    if not labels:
        return [Finding("checklist.items", "清单还是空的，请至少写一条。", HOUSE, field)]
    found = []
    if len(labels) > MOST_ITEMS:
        found.append(Finding("checklist.items", "有{n}条，请精简到{most}条以内。", HOUSE,
                             {**field, "n": len(labels), "most": MOST_ITEMS}))  # fmt: skip
    for label in sorted({one for one in labels if labels.count(one) > 1}):
        found.append(Finding("checklist.twice", "“{item}”写了两次，请去掉一条。", HOUSE,
                             {**field, "item": label[:LABEL_MOST]}))  # fmt: skip
    for label in labels:
        if len(label) > LABEL_MOST:
            found.append(Finding("checklist.item", "“{item}…”太长，每条{most}字以内。", HOUSE,
                                 {**field, "item": label[:10], "most": LABEL_MOST}))  # fmt: skip
    return found


def day_findings(*, first: date, today: date, current: date | None) -> list[Finding]:
    """A case never meets another list while it is under way: lists change for later days only.

    ``current``: the first day of the version that holds now.
    """
    if first <= today:
        return [Finding("checklist.day", "最早从明天起；已经开始办的事仍按原来的清单。", HOUSE,
                        {"field": "from_on"})]  # fmt: skip
    if current is not None and first <= current:
        return [Finding("checklist.later", "现在这一版从{day}起，新的要更晚。", HOUSE,
                        {"field": "from_on", "day": current})]  # fmt: skip
    return []


def gone_finding() -> Finding:
    return Finding("checklist.gone", "这份清单已经停用，要用请重新加一份。", HOUSE)


def changed_finding() -> Finding:
    return Finding("version.changed", "您打开之后清单改过，请看过再改。", HOUSE)
