"""What must be so before a member is managed from two sides, and before that ends?

Nothing here moves a relation; a link is no transfer and replaces none.
"""

from dataclasses import dataclass
from typing import Final

from jingwei.kernel.findings import Finding

SEED: Final = "文章：社区党建（组织链）"
HOUSE: Final = "本系统规则"
EDUCATION: Final = "《中国共产党党员教育管理工作条例》"
UNDER_WAY: Final = Finding("link.under_way", "这名党员已有双重管理，请在那一件里接着办。", HOUSE)

HERE: Final = Finding("link.here", "已经在那个支部参加活动，不用再办。", HOUSE)


@dataclass(frozen=True)
class Seen:
    """The member on the day, as the side of the relation sees it."""

    is_member: bool
    is_merged: bool = False
    is_suspended: bool = False
    under_way: bool = False
    is_floating: bool = False
    is_leaving: bool = False  # a transfer is under way
    is_here_already: bool = False  # takes part there on another ground


def opening_findings(seen: Seen, *, has_host: bool, same: bool, place: str) -> list[Finding]:
    """May a link be asked for? All reasons at once."""
    found = _standing_findings(seen)
    if not has_host:
        found.append(Finding("link.host", "还没有选居住地支部。", SEED, {"field": "to"}))
    elif same:
        found.append(
            Finding("link.same", "居住地支部就是本支部，不用双重管理。", HOUSE, {"field": "to"})
        )
    elif seen.is_here_already:
        found.append(HERE)
    if not place.strip():
        found.append(Finding("link.place", "还没有写住在哪个社区。", SEED, {"field": "place"}))
    return found


def _standing_findings(seen: Seen) -> list[Finding]:
    found = []
    if seen.is_merged:
        found.append(Finding("link.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    elif not seen.is_member:
        found.append(Finding("link.not_member", "组织关系不在本支部，不能从这里提出。", HOUSE))
    if seen.is_suspended:
        found.append(Finding("link.suspended", "党籍停止期间不办双重管理。", EDUCATION))
    if seen.under_way:
        found.append(UNDER_WAY)
    if seen.is_floating:
        found.append(
            Finding("link.floating", "已登记外出，由流入地支部带着，不用再办这个。", EDUCATION)
        )
    if seen.is_leaving:
        found.append(Finding("link.leaving", "正在转接组织关系，等转完再看要不要办。", HOUSE))
    return found


def part_findings(*, is_here_already: bool) -> list[Finding]:
    """At the moment of taking along: nobody takes part in the same branch twice."""
    if not is_here_already:
        return []
    return [HERE]


def gone_findings(is_member: bool) -> list[Finding]:
    """The link ends by itself only when the relation is at the home branch no longer."""
    if not is_member:
        return []
    return [Finding("link.still_here", "组织关系还在原支部，不能自动结束。", HOUSE)]
