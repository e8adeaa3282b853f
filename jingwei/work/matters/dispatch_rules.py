"""Which rule does a matter fit, and is a rule well written? Plain values in, findings out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from jingwei.kernel.findings import Finding
from jingwei.work.matters.kinds import OnDays

HOUSE = "本系统规则"


@dataclass(frozen=True)
class Asked:
    """What a rule looks at: never who asks."""

    path: str
    kind: str
    category: str
    place: int | None
    moment: datetime  # local
    is_workday: bool


def first_that_fits(rules: Iterable[Any], asked: Asked) -> Any | None:
    """The rule that decides: of the nearest organisation, in its order."""
    for rule in in_order(rules):
        if asked.path.startswith(rule.org_path) and fits(rule, asked):
            return rule
    return None


def in_order(rules: Iterable[Any]) -> list[Any]:
    return sorted(rules, key=lambda one: (-len(one.org_path), one.position, one.pk or 0))


def fits(rule: Any, asked: Asked) -> bool:
    return (
        rule.kind in ("", asked.kind)
        and rule.category in ("", asked.category)
        and rule.place_id in (None, asked.place)
        and (not rule.days or (rule.days == OnDays.WORKING) == asked.is_workday)
        and _within(rule.begins, rule.ends, asked.moment.time())
    )


def _within(begins: time | None, ends: time | None, now: time) -> bool:
    """Hours may go over midnight: from 17:30 to 08:30 is the night."""
    if begins is None or ends is None:
        return True
    return begins <= now < ends if begins < ends else now >= begins or now < ends


def rule_findings(
    *, why: str, reason: str, has_target: bool, position: int | None, since: date | None,
    today: date, begins: time | None, ends: time | None, place_is_known: bool,
) -> list[Finding]:  # fmt: skip
    found = []
    if position is None or not 1 <= position <= 999:
        found.append(
            Finding("rule.position", "次序写1到999的整数，小的先看。", HOUSE, {"field": "position"})
        )
    if not place_is_known:
        found.append(
            Finding("rule.place", "没有这个地方，或者不在您的范围里。", HOUSE, {"field": "place"})
        )
    if (begins is None) != (ends is None) or (begins is not None and begins == ends):
        found.append(
            Finding(
                "rule.hours",
                "钟点要写起和止，两个不能相同，或者都不写。",
                HOUSE,
                {"field": "begins"},
            )
        )
    if not has_target:
        found.append(
            Finding("rule.target", "没有这个组织，或者不在您的范围里。", HOUSE, {"field": "to"})
        )
    if len(why.strip()) < 2:
        found.append(
            Finding("rule.why", "请写为什么归它办，办理的人看得到。", HOUSE, {"field": "why"})
        )
    if since is None or since < today:
        found.append(
            Finding(
                "rule.since", "规则从今天或以后起用，以前的分派不改。", HOUSE, {"field": "since"}
            )
        )
    if len(reason.strip()) < 2:
        found.append(
            Finding("rule.reason", "请写为什么定这条规则，台账要记。", HOUSE, {"field": "reason"})
        )
    return found


def end_findings(*, reason: str, is_open: bool) -> list[Finding]:
    found = []
    if not is_open:
        found.append(Finding("rule.ended", "这条规则已经停用，不用再停。", HOUSE))
    if len(reason.strip()) < 2:
        found.append(
            Finding("rule.reason", "请写为什么停用，台账要记。", HOUSE, {"field": "reason"})
        )
    return found
