"""When has a row's time ended, and may a person's file be held or erased? Pure rules."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from jingwei.kernel.findings import Finding

HOUSE: Final = "本系统规则"
LAW: Final = "《中华人民共和国个人信息保护法》第四十七条"
REASON_LENGTH: Final = 300
YEARS: Final = "年"


def ends_before(at: datetime, value: int, unit: str) -> datetime:
    """What is older than this moment has outlived ``value`` days or years."""
    if unit != YEARS:
        return at - timedelta(days=value)
    year = at.year - value
    last = monthrange(year, at.month)[1]
    return at.replace(year=year, day=min(at.day, last))


@dataclass(frozen=True)
class Standing:
    """How a file stands when somebody asks that it be erased or held."""

    belongs: bool = False
    in_post: bool = False
    merged: bool = False
    held: bool = False
    under_way: bool = False
    erased: bool = False


def erasing_findings(seen: Standing, *, reason: str) -> list[Finding]:
    """A file is erased only when nothing obliges to keep it.

    Source: Personal Information Protection Law, article 47.
    """
    found = _reason_findings(reason)
    if seen.belongs:
        found.append(Finding("erase.belongs", "还在册，组织关系结束以后才能删除。", LAW))
    if seen.in_post:
        found.append(Finding("erase.in_post", "还担任职务，免职以后才能删除。", LAW))
    if seen.held:
        found.append(Finding("erase.held", "档案在保全，解除保全以后才能删除。", LAW))
    if seen.merged:
        found.append(Finding("erase.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    if seen.under_way:
        found.append(
            Finding("people.correction.open", "已有一件更正待核定，请等核定后再提。", HOUSE)
        )
    if seen.erased:
        found.append(Finding("erase.done", "这份档案的个人信息已经删除。", HOUSE))
    return found


def holding_findings(*, held: bool, reason: str) -> list[Finding]:
    found = _reason_findings(reason)
    if held:
        found.append(Finding("hold.there", "这份档案已经在保全。", HOUSE))
    return found


def lifting_findings(*, held: bool, reason: str) -> list[Finding]:
    found = _reason_findings(reason)
    if not held:
        found.append(Finding("hold.none", "这份档案没有在保全。", HOUSE))
    return found


def _reason_findings(reason: str) -> list[Finding]:
    if not reason.strip():
        return [Finding("reason.none", "还没有写原因，请写清楚。", HOUSE, {"field": "reason"})]
    if len(reason) > REASON_LENGTH:
        return [
            Finding("reason.long", "原因太长，{n}字以内。", HOUSE,
                    {"n": REASON_LENGTH, "field": "reason"})
        ]  # fmt: skip
    return []
