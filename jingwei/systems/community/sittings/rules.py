"""What must a meeting's record say before it counts, and what before a decision is done?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

HOUSE: Final = "本系统规则"
SEED: Final = "文章：社区党建（组织链）"
OF_THE_BODY: Final = Finding(
    "sitting.body", "社区党组织的会记在“组织生活”里，这里不再记。", HOUSE, {"field": "slot"}
)


@dataclass(frozen=True)
class Decided:
    """One decision as it was typed."""

    text: str
    owner: str
    due_on: date | None
    seat: int | None = None


@dataclass(frozen=True)
class Seen:
    """A record as it was typed: how many sit in the body, how many have a word beside them."""

    is_body: bool
    on: date | None
    topic: str
    chair: str
    seats: int
    told: int
    present: int
    items: int
    decided: Sequence[Decided] = ()


def record_findings(seen: Seen, *, today: date) -> list[Finding]:
    """Everything that is missing at once."""
    found = [OF_THE_BODY] if seen.is_body else []
    found += _head_findings(seen, today)
    if not seen.seats:
        found.append(Finding("sitting.empty", "这个机构还没有成员，先登记成员。", SEED))
    elif seen.told < seen.seats:
        found.append(
            Finding("sitting.came", "还有{n}人没有写到会、请假还是缺席。", HOUSE,
                    {"n": seen.seats - seen.told})
        )  # fmt: skip
    elif seen.present * 2 <= seen.seats:
        found.append(
            Finding("sitting.quorum", "到会的没有过半（{n}/{all}），不能作决定，改天再开。",
                    HOUSE, {"n": seen.present, "all": seen.seats})
        )  # fmt: skip
    if not seen.items:
        found.append(Finding("sitting.items", "还没有写议了什么。", HOUSE, {"field": "items"}))
    for number, one in enumerate(seen.decided, 1):
        found += _decision_findings(number, one, seen.on)
    return found


def _head_findings(seen: Seen, today: date) -> list[Finding]:
    found = []
    if seen.on is None:
        found.append(Finding("sitting.on", "还没有写哪天开的。", HOUSE, {"field": "on"}))
    elif seen.on > today:
        found.append(Finding("sitting.future", "会还没有开，开完再记。", HOUSE, {"field": "on"}))
    if not seen.topic.strip():
        found.append(Finding("sitting.topic", "还没有写议题。", HOUSE, {"field": "topic"}))
    if not seen.chair.strip():
        found.append(Finding("sitting.chair", "还没有写谁主持。", HOUSE, {"field": "chair"}))
    return found


def _decision_findings(number: int, one: Decided, on: date | None) -> list[Finding]:
    found = []
    if not one.owner.strip():
        found.append(
            Finding("sitting.owner", "第{n}件还没有写谁办。", HOUSE,
                    {"n": number, "field": f"owner_{number}"})
        )  # fmt: skip
    if one.due_on is None:
        found.append(
            Finding("sitting.due", "第{n}件还没有写哪天前办好。", HOUSE,
                    {"n": number, "field": f"due_{number}"})
        )  # fmt: skip
    elif on is not None and one.due_on < on:
        found.append(
            Finding("sitting.due.early", "第{n}件的期限早于开会那天。", HOUSE,
                    {"n": number, "field": f"due_{number}"})
        )  # fmt: skip
    return found


def finish_findings(
    *, is_done: bool, outcome: str, on: date | None, held_on: date, today: date
) -> list[Finding]:
    """May a decision be called done?"""
    found = []
    if is_done:
        found.append(Finding("decision.done", "这件事已经记为办好了。", HOUSE))
    if len(outcome.strip()) < 2:
        found.append(
            Finding("decision.outcome", "请写一句办成了什么。", HOUSE, {"field": "outcome"})
        )
    if on is None or on > today:
        found.append(Finding("decision.on", "办好的日期写今天或更早。", HOUSE, {"field": "on"}))
    elif on < held_on:
        found.append(Finding("decision.early", "办好的日期早于开会那天。", HOUSE, {"field": "on"}))
    return found
