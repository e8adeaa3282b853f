"""Did the branch meeting have a quorum, and was it passed? Counts in persons; findings out."""

from dataclasses import dataclass
from decimal import Decimal

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import at_least
from jingwei.work.membership.development.rules import HOUSE, SOURCE


@dataclass(frozen=True)
class Count:
    """One vote of a branch meeting, in persons."""

    entitled: int
    present: int
    yes: int
    no: int
    abstained: int
    written_yes: int = 0


def adds_up(count: Count) -> list[Finding]:
    """Whole persons that can have been there."""
    found = []
    if any(
        n < 0
        for n in (
            count.entitled,
            count.present,
            count.yes,
            count.no,
            count.abstained,
            count.written_yes,
        )
    ):
        found.append(
            Finding(
                "development.vote.negative", "票数不能小于零，请改正。", HOUSE, {"field": "present"}
            )
        )
    if count.entitled < 1:
        found.append(
            Finding(
                "development.vote.nobody",
                "还没有写应到会有表决权的人数。",
                SOURCE,
                {"field": "entitled"},
            )
        )
    if count.present > count.entitled:
        found.append(
            Finding(
                "development.vote.present",
                "实到{n}人，多于应到{m}人，请改正。",
                HOUSE,
                {"n": count.present, "m": count.entitled, "field": "present"},
            )
        )
    if count.yes + count.no + count.abstained > count.present:
        found.append(
            Finding(
                "development.vote.sum",
                "同意、不同意、弃权加起来多于实到人数。",
                HOUSE,
                {"field": "yes"},
            )
        )
    if count.written_yes > max(count.entitled - count.present, 0):
        found.append(
            Finding(
                "development.vote.written",
                "书面意见多于没到会的人数，请改正。",
                HOUSE,
                {"field": "written"},
            )
        )
    return found


def is_passed(count: Count, *, share: Decimal, written_counts: bool) -> bool:
    yes = count.yes + (count.written_yes if written_counts else 0)
    return yes <= count.entitled and at_least(yes, count.entitled, share, exactly_counts=False)


def vote_findings(
    count: Count, *, quorum: Decimal, share: Decimal, written_counts: bool, wants: bool = True
) -> list[Finding]:
    """More than half of those entitled are there, and more than half of them agree.

    ``wants`` False: the step says that it was not passed.
    """
    if found := adds_up(count):
        return found
    if not at_least(count.present, count.entitled, quorum, exactly_counts=False):
        return [
            Finding(
                "development.vote.quorum",
                "应到{m}人，实到{n}人，没有过半，表决无效。",
                SOURCE + "第十九条",
                {"n": count.present, "m": count.entitled, "field": "present"},
            )
        ]
    passed = is_passed(count, share=share, written_counts=written_counts)
    if wants and not passed:
        return [
            Finding(
                "development.vote.failed",
                "赞成{n}人，没有超过应到{m}人的一半，没有通过。",
                SOURCE + "第二十条",
                {"n": count.yes, "m": count.entitled, "field": "yes"},
            )
        ]
    if passed and not wants:
        return [
            Finding(
                "development.vote.passed",
                "赞成超过一半，是通过了，请办“支部大会通过”。",
                SOURCE + "第二十条",
                {"field": "yes"},
            )
        ]
    return []


def minutes_findings(count: Count, minutes: Count | None) -> list[Finding]:
    """Where the meeting's own record has this vote, both say the same."""
    told = (count.yes, count.no, count.abstained)
    if minutes is None or told == (minutes.yes, minutes.no, minutes.abstained):
        return []
    return [
        Finding(
            "development.vote.minutes",
            "会议记录是同意{n}票，和这里不同，请核对。",
            HOUSE,
            {"n": minutes.yes, "field": "yes"},
        )
    ]
