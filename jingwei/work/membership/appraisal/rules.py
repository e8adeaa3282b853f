"""May this be counted, proposed, told? Plain values in, findings out.

Nothing here follows from a grade: 不合格 opens no case and changes no state of a member.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
PRACTICE = "民主评议的通行做法"
HOUSE = "本系统规则"
BRANCHES = frozenset({"party_branch", "joint_branch", "floating_branch", "temporary_branch"})
GRADES = frozenset({"excellent", "qualified", "basic", "unqualified"})
SKIPS = frozenset({"absent", "elsewhere", "probationary", "other"})


@dataclass(frozen=True)
class Ballots:
    """What was counted at the meeting as a whole; None where it was not written down."""

    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


@dataclass(frozen=True)
class Counts:
    """Ballots for each grade of one member, in the order of the grades."""

    person: int
    ballots: tuple[int | None, int | None, int | None, int | None]

    @property
    def said(self) -> list[int]:
        return [one for one in self.ballots if one is not None]


def call_findings(
    kind: str, year: int, this_year: int, *, exists: bool, members: int
) -> list[Finding]:
    found = []
    if kind not in BRANCHES:
        found.append(
            Finding("appraisal.organ", "民主评议在党支部开展，请到支部去办。", BRANCH_RULES)
        )
    if not this_year - 1 <= year <= this_year:
        found.append(Finding("appraisal.year", "只能办今年和去年的评议，请改年份。", HOUSE))
    if exists:
        found.append(Finding("appraisal.again", "这一年的评议已经开始，请打开来办。", BRANCH_RULES))
    if not members:
        found.append(Finding("appraisal.nobody", "名册上还没有人，先登记党员。", HOUSE))
    return found


def held_findings(
    ballots: Ballots, held_on: date | None, known_on: date, roster: int
) -> list[Finding]:
    """The meeting took place, and its ballots do not contradict each other."""
    found = []
    if held_on is not None and held_on > known_on:
        found.append(Finding("appraisal.future", "开会的日期还没有到，请改。", HOUSE))
    issued, returned, valid = ballots.issued, ballots.returned, ballots.valid
    if None not in (issued, returned) and (returned or 0) > (issued or 0):
        found.append(Finding("appraisal.returned", "收回的票比发出的多，请核对。", BRANCH_RULES))
    if None not in (returned, valid) and (valid or 0) > (returned or 0):
        found.append(Finding("appraisal.valid", "有效的票比收回的多，请核对。", BRANCH_RULES))
    if issued is not None and issued > 2 * max(roster, 1):
        found.append(Finding("appraisal.issued", "发出的票比人数多得多，请核对。", HOUSE))
    return found


def count_findings(
    counts: Sequence[Counts], valid: int | None, names: dict[int, str]
) -> list[Finding]:
    """Nobody has more ballots than were valid; each has its own, or none."""
    found = []
    for one in counts:
        who: dict[str, object] = {"who": names.get(one.person, ""), "field": f"e_{one.person}"}
        if one.said and len(one.said) < len(one.ballots):
            found.append(Finding("appraisal.half", "{who}的票数没有写全，没有的写0。", HOUSE, who))
        if valid is not None and sum(one.said) > valid:
            found.append(
                Finding(
                    "appraisal.too_many", "{who}的票加起来比有效票{valid}张多，请核对。",
                    BRANCH_RULES,
                    who | {"valid": valid},
                )
            )  # fmt: skip
    return found


def propose_findings(phase: str, grade: str, reason: str) -> list[Finding]:
    """One grade for one member, with the committee's reason."""
    found = []
    if phase != "counted":
        found.append(
            Finding("appraisal.not_now", "现在不是提等次的时候，请先开会评议。", BRANCH_RULES)
        )
    if grade not in GRADES:
        found.append(Finding("appraisal.grade", "请给这名党员选一个等次。", BRANCH_RULES))
    if len(reason.strip()) < 2:
        found.append(Finding("appraisal.reason", "请写支委会为什么提这个等次。", BRANCH_RULES))
    return found


def skip_findings(phase: str, why: str) -> list[Finding]:
    found = []
    if phase not in ("preparing", "counted"):
        found.append(Finding("appraisal.not_now", "等次已经提完，不能再改。", HOUSE))
    if why not in SKIPS:
        found.append(Finding("appraisal.skip", "请选为什么没有评议。", HOUSE))
    return found


def settle_findings(open_names: Sequence[str]) -> list[Finding]:
    """Each member has a grade with a reason, or is said not to have been appraised."""
    if not open_names:
        return []
    return [
        Finding(
            "appraisal.open", "还有{n}人没有等次，逐人提出或写明没有评议：{who}。", BRANCH_RULES,
            {"n": len(open_names), "who": "、".join(open_names[:3])},
        )
    ]  # fmt: skip


def cap_findings(excellent: int, graded: int, one_of: int) -> list[Finding]:
    """A reminder that decides nothing: it is custom, and no text was found."""
    if excellent * one_of <= graded:
        return []
    return [
        Finding(
            "appraisal.cap", "“优秀”{n}人，一般不超过评议人数的{one_of}分之一。", PRACTICE,
            {"n": excellent, "one_of": one_of},
        )
    ]  # fmt: skip


def told_findings(told_on: date | None, held_on: date | None, known_on: date) -> list[Finding]:
    if told_on is not None and (told_on > known_on or (held_on and told_on < held_on)):
        return [Finding("appraisal.told", "告知的日期要在开会之后、今天以前。", HOUSE)]
    return []


def close_findings(open_objections: int) -> list[Finding]:
    if not open_objections:
        return []
    return [
        Finding(
            "appraisal.unanswered", "还有{n}名党员的意见没有答复，请先答复。", BRANCH_RULES,
            {"n": open_objections},
        )
    ]  # fmt: skip


def own_findings(phase: str, text: str) -> list[Finding]:
    found = []
    if phase != "preparing":
        found.append(Finding("appraisal.self_late", "评议会已经开过，自评不能再改。", HOUSE))
    if not 2 <= len(text.strip()) <= 4000:
        found.append(Finding("appraisal.self_text", "自评写几句就行，最多四千字。", HOUSE))
    return found


def objection_findings(phase: str, grade: str, *, waiting: bool) -> list[Finding]:
    found = []
    if phase != "told" or not grade:
        found.append(Finding("appraisal.no_result", "告知结果以后才能提意见。", BRANCH_RULES))
    if waiting:
        found.append(Finding("appraisal.waiting", "您提的意见支部还没有答复，请等一等。", HOUSE))
    return found
