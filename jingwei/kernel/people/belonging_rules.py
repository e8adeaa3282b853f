"""When may a membership begin, change or end? Pure rules over what was seen."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from jingwei.kernel.days import years_before
from jingwei.kernel.findings import Finding
from jingwei.kernel.people.rules import DEVELOPMENT, HOUSE, Known

EDUCATION_2019: Final = "《中国共产党党员教育管理工作条例》"
BRANCH_2018: Final = "《中国共产党支部工作条例（试行）》"
HOMES: Final = frozenset({"party_branch", "joint_branch", "floating_branch"})
"""Kinds of organisation that a member's relation may lie in."""

BEGINS: Final = frozenset({"opening", "admitted", "transferred_in", "restored"})
ENDS: Final = frozenset({"transferred_out", "died", "left"})
WITH_BASIS: Final = frozenset({"transferred_out", "left"})


@dataclass(frozen=True)
class Standing:
    """Where a member stands on the day of the act. ``since`` is the first day of the present
    stretch; None says that there is no membership now."""

    since: date | None
    category: str = ""
    state: str = ""
    merged: bool = False
    joined: Known | None = None


def home_findings(*, kind: str, is_open: bool, founded: date | None, on: date) -> list[Finding]:
    """May a member's relation lie in this organisation from ``on``?"""
    found = []
    if kind == "temporary_branch":
        found.append(
            Finding(
                "people.home.temporary", "临时党支部不转组织关系，请选正式的支部。", BRANCH_2018
            )
        )
    elif kind not in HOMES:
        found.append(
            Finding("people.home.kind", "组织关系要落在党支部，请选具体的支部。", BRANCH_2018)
        )
    if not is_open:
        found.append(Finding("people.home.ended", "这个支部已经撤销，请选别的支部。", HOUSE))
    elif founded is not None and on < founded:
        found.append(
            Finding(
                "people.home.founded", "这个支部{founded}才成立，日期不能更早。", HOUSE,
                {"founded": founded, "field": "on"},
            )
        )  # fmt: skip
    return found


def beginning_findings(*, began: str, on: date, today: date, joined: Known | None) -> list[Finding]:
    found = _day_findings(on, None, today)
    if began not in BEGINS:
        found.append(
            Finding(
                "people.began.missing", "还没有选怎样到本支部，请选一项。", HOUSE,
                {"field": "began"},
            )
        )  # fmt: skip
    if joined is not None and on < joined.first:
        found.append(
            Finding(
                "people.began.before_joining", "到本支部的日期早于入党日期，请改正。", HOUSE,
                {"field": "on"},
            )
        )  # fmt: skip
    return found


def category_findings(seen: Standing, *, category: str, on: date, today: date) -> list[Finding]:
    """A probationary member becomes a full one after a year; nobody goes back."""
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today)]
    if category == seen.category:
        found.append(Finding("people.category.same", "已经是这个类别，不用改。", HOUSE))
    elif category == "probationary":
        found.append(
            Finding(
                "people.category.back", "正式党员不能改回预备；登记错了请申请核对更正。",
                DEVELOPMENT,
            )
        )  # fmt: skip
    elif seen.joined and on < years_before(seen.joined.first, -1):
        found.append(
            Finding(
                "people.category.early", "预备期一年，{day}才满，请改转正日期。", DEVELOPMENT,
                {"day": years_before(seen.joined.first, -1), "field": "on"},
            )
        )  # fmt: skip
    return found


def ending_findings(
    seen: Standing, *, ended: str, on: date, today: date, basis: str, posts: int
) -> list[Finding]:
    """``on`` is the first day without the membership, which held for one day at least."""
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today, at_least_one=True)]
    if ended not in ENDS:
        found.append(
            Finding(
                "people.ended.missing", "还没有选原因，请选转出、去世或其他。", HOUSE,
                {"field": "ended"},
            )
        )  # fmt: skip
    if ended in WITH_BASIS and not basis.strip():
        found.append(_no_basis())
    if posts and ended != "died":
        found.append(_holds_posts(posts))
    return found


def moving_findings(seen: Standing, *, on: date, today: date, same: bool) -> list[Finding]:
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today)]
    if same:
        found.append(
            Finding(
                "people.move.same", "组织关系已经在这个支部，不用调整。", HOUSE, {"field": "to"}
            )
        )
    return found


def leaving_findings(seen: Standing, *, on: date, today: date, posts: int) -> list[Finding]:
    """A member goes over to another branch: the stay here held for one day at least."""
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today, at_least_one=True)]
    if posts:
        found.append(_holds_posts(posts))
    return found


def suspending_findings(seen: Standing, *, on: date, today: date, basis: str) -> list[Finding]:
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today)]
    if seen.state == "suspended":
        found.append(Finding("people.state.suspended", "已经是停止党籍，不用再停。", HOUSE))
    if not basis.strip():
        found.append(_no_basis())
    return found


def restoring_findings(seen: Standing, *, on: date, today: date, basis: str) -> list[Finding]:
    found = [*_member_findings(seen), *_day_findings(on, seen.since, today)]
    if seen.since is not None and seen.state != "suspended":
        found.append(Finding("people.state.normal", "党籍没有停止，不用恢复。", EDUCATION_2019))
    if not basis.strip():
        found.append(_no_basis())
    return found


def _member_findings(seen: Standing) -> list[Finding]:
    if seen.merged:
        return [Finding("people.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE)]
    if seen.since is None:
        return [Finding("people.not_member", "组织关系已经不在这里，不能再变更。", HOUSE)]
    return []


def _day_findings(
    on: date, since: date | None, today: date, *, at_least_one: bool = False
) -> list[Finding]:
    if on > today:
        return [
            Finding(
                "people.date.future", "日期晚于今天，请改成今天或更早。", HOUSE, {"field": "on"}
            )
        ]
    if since is not None and (on < since or (at_least_one and on == since)):
        return [
            Finding(
                "people.before_last_change", "现在的情况从{since}起，日期不能更早。", HOUSE,
                {"since": since, "field": "on"},
            )
        ]  # fmt: skip
    return []


def _holds_posts(posts: int) -> Finding:
    return Finding(
        "people.ended.holds_posts", "还担任{n}个职务，请先免去职务。", HOUSE, {"n": posts}
    )


def _no_basis() -> Finding:
    return Finding(
        "people.no_basis", "请写明依据，例如介绍信或批复的文号。", HOUSE, {"field": "basis"}
    )
