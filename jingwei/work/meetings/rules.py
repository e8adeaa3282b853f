"""Which meetings are due, and may this one be closed? Plain values in, findings out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import more_than_half

BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
HOUSE = "本系统规则"
# Which organ holds which gathering; a committee above branches holds only its own meeting.
OF_BRANCH = frozenset(
    {"member_meeting", "committee_meeting", "lecture", "theme_day", "org_life_meeting", "appraisal"}
)
OF_GROUP = frozenset({"group_meeting"})
OF_COMMITTEE = frozenset({"committee_meeting", "lecture", "theme_day"})
BRANCHES = frozenset({"party_branch", "joint_branch", "temporary_branch", "floating_branch"})
COMMITTEE_LEAST = 3


@dataclass(frozen=True)
class Organ:
    """What there is in an organisation on a day: filled seats of its committee, its groups."""

    kind: str
    committee: int
    is_group: bool = False
    founded: date | None = None

    @property
    def holds(self) -> frozenset[str]:
        """Kinds of gathering that this organ can hold."""
        if self.is_group:
            return OF_GROUP
        may = OF_BRANCH if self.kind in BRANCHES else OF_COMMITTEE
        return may if self.committee >= COMMITTEE_LEAST else may - {"committee_meeting"}


@dataclass(frozen=True)
class Slot:
    """What the rulebook asks for between ``first`` and ``last``, both included."""

    kind: str
    first: date
    last: date
    times: int = 1


@dataclass(frozen=True)
class Counted:
    """What was counted at one vote."""

    subject: str
    way: str
    issued: int
    returned: int
    valid: int
    yes: int
    no: int
    abstained: int


@dataclass(frozen=True)
class Decided:
    text: str
    owner: int | None = None
    due_on: date | None = None


@dataclass(frozen=True)
class Seen:
    """A meeting as it is about to be closed. Persons are ids; sets hold for the day ``on``."""

    organ: Organ
    kinds: tuple[str, ...]
    on: date
    known_on: date
    topic: str
    agenda: tuple[Mapping[str, str], ...]
    chair: int | None
    recorder: int | None
    roster: frozenset[int]
    entitled: frozenset[int]
    committee: frozenset[int]
    present: tuple[int, ...]
    excused: tuple[int, ...]
    absent: tuple[int, ...]
    excuses: Mapping[int, str] = field(default_factory=dict)
    guests: frozenset[int] = frozenset()
    starts: time | None = None
    ends: time | None = None
    votes: tuple[Counted, ...] = ()
    resolutions: tuple[Decided, ...] = ()


def slots(organ: Organ, wanted: Mapping[str, tuple[int, int]], on: date) -> list[Slot]:
    """The gatherings of the periods in which ``on`` lies; ``wanted``: kind to (times, months).

    A kind whose organ does not exist has no slot. Source: 支部工作条例.
    """
    return [
        Slot(kind, *period(on, months), times)
        for kind, (times, months) in sorted(wanted.items(), key=lambda item: (item[1][1], item[0]))
        if kind in organ.holds and times > 0
    ]


def period(on: date, months: int) -> tuple[date, date]:
    """First and last day of the stretch of ``months`` (1, 3, 12) of the year that holds ``on``."""
    first = date(on.year, (on.month - 1) // months * months + 1, 1)
    after = first.month + months
    following = date(first.year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return first, date.fromordinal(following.toordinal() - 1)


def plan_findings(organ: Organ, kinds: Iterable[str], on: date, topic: str) -> list[Finding]:
    """May such a gathering be planned or held at all?"""
    found = []
    said = tuple(kinds)
    if not said:
        found.append(Finding("meeting.kind", "还没有选会议类型。", HOUSE))
    if len(said) != len(set(said)):
        found.append(Finding("meeting.kind_twice", "同一种会议选了两次。", HOUSE))
    for kind in said:
        if kind not in organ.holds:
            found.append(_no_organ(kind, organ))
    if not topic.strip():
        found.append(Finding("meeting.topic", "还没有写议题。", BRANCH_RULES))
    if organ.founded and on < organ.founded:
        found.append(
            Finding("meeting.before_founding", "这个组织{day}才成立，请核对日期。", HOUSE,
                    {"day": organ.founded})
        )  # fmt: skip
    return found


def _no_organ(kind: str, organ: Organ) -> Finding:
    if kind == "committee_meeting":
        return Finding(
            "meeting.no_committee", "没有支委会（班子不到{n}人），不能记支委会。", BRANCH_RULES,
            {"n": COMMITTEE_LEAST},
        )  # fmt: skip
    if kind == "group_meeting":
        return Finding("meeting.no_group", "这里不是党小组，请到党小组的页面上记。", BRANCH_RULES)
    return Finding("meeting.wrong_organ", "这个组织不开这种会，请换一种。", BRANCH_RULES)


def close_findings(seen: Seen) -> list[Finding]:
    """Everything that keeps a record from being closed, at once."""
    return [
        *plan_findings(seen.organ, seen.kinds, seen.on, seen.topic),
        *_frame(seen),
        *_attendance(seen),
        *_quorums(seen),
        *_votes(seen),
        *_resolutions(seen),
    ]


def _frame(seen: Seen) -> list[Finding]:
    found = []
    if seen.on > seen.known_on:
        found.append(Finding("meeting.future", "会还没有开，请开完再记。", HOUSE))
    if seen.starts and seen.ends and seen.ends <= seen.starts:
        found.append(Finding("meeting.times", "结束时间要晚于开始时间。", HOUSE))
    covered = {part["kind"] for part in seen.agenda if part.get("title", "").strip()}
    found += [
        Finding("meeting.part", "一次会议算几种的，每种都要写清议了什么。", BRANCH_RULES)
        for kind in seen.kinds[:1]
        if not set(seen.kinds) <= covered
    ]
    for who, code, words in (
        (seen.chair, "meeting.chair", "还没有写主持人。"),
        (seen.recorder, "meeting.recorder", "还没有写记录人。"),
    ):
        if who is None:
            found.append(Finding(code, words, BRANCH_RULES))
        elif who not in seen.present and who not in seen.guests:
            found.append(Finding(f"{code}_away", "主持人和记录人要在到会人员里。", HOUSE))
    return found


def _attendance(seen: Seen) -> list[Finding]:
    found = []
    marked = [*seen.present, *seen.excused, *seen.absent]
    if len(marked) != len(set(marked)):
        found.append(Finding("meeting.twice", "有人同时记了到会和没到。", HOUSE))
    strangers = set(marked) - seen.roster - seen.guests
    if strangers:
        found.append(
            Finding("meeting.stranger", "有{n}人当天不在名册上，请写在列席里。", HOUSE,
                    {"n": len(strangers)})
        )  # fmt: skip
    missing = seen.roster - set(marked)
    if missing:
        found.append(
            Finding("meeting.unmarked", "还有{n}人没有勾选到会、请假或缺席。", BRANCH_RULES,
                    {"n": len(missing)})
        )  # fmt: skip
    if not seen.present:
        found.append(Finding("meeting.nobody", "没有人到会，请记为“没有开”。", HOUSE))
    if set(seen.excused) - {who for who, why in seen.excuses.items() if why}:
        found.append(Finding("meeting.excuse", "请假的要选一个原因。", BRANCH_RULES))
    return found


def _quorums(seen: Seen) -> list[Finding]:
    present = set(seen.present)
    found = []
    if "committee_meeting" in seen.kinds:
        there = len(seen.committee & present)
        if not more_than_half(there, len(seen.committee)):
            found.append(
                Finding("meeting.committee_quorum",
                        "支委会要过半委员到会，现在{n}人到了{there}人。", BRANCH_RULES,
                        {"n": len(seen.committee), "there": there})
            )  # fmt: skip
    if seen.votes:
        there = len(seen.entitled & present)
        if not more_than_half(there, len(seen.entitled)):
            found.append(
                Finding("meeting.vote_quorum",
                        "表决要有表决权的党员到会过半，现在{n}人中到了{there}人。",
                        BRANCH_RULES, {"n": len(seen.entitled), "there": there})
            )  # fmt: skip
    return found


def _votes(seen: Seen) -> list[Finding]:
    there = len(seen.entitled & set(seen.present))
    found = []
    for number, vote in enumerate(seen.votes, 1):
        found += [
            Finding(code, words, BRANCH_RULES, {"n": number, "there": there})
            for code, words, is_wrong in (
                ("vote.subject", "第{n}项表决没有写表决什么。", not vote.subject.strip()),
                ("vote.issued", "第{n}项表决：发出的票多于到会有表决权的{there}人。",
                 vote.issued > there),
                ("vote.returned", "第{n}项表决：收回的票多于发出的，这次投票无效，要重新投。",
                 vote.returned > vote.issued),
                ("vote.valid", "第{n}项表决：有效票多于收回的票。", vote.valid > vote.returned),
                ("vote.sum", "第{n}项表决：同意、不同意、弃权加起来不等于有效票。",
                 vote.yes + vote.no + vote.abstained != vote.valid),
            )
            if is_wrong
        ]  # fmt: skip
    return found


def _resolutions(seen: Seen) -> list[Finding]:
    found = []
    for number, decided in enumerate(seen.resolutions, 1):
        if (decided.owner is None) != (decided.due_on is None):
            found.append(
                Finding("resolution.half", "第{n}条决议：负责人和期限要么都写，要么都不写。", HOUSE,
                        {"n": number})
            )  # fmt: skip
        if decided.due_on and decided.due_on < seen.on:
            found.append(
                Finding("resolution.early", "第{n}条决议：期限早于开会那天。", HOUSE, {"n": number})
            )
    return found


def passes(vote: Counted, entitled: int) -> bool:
    """More than half of all who have a vote, present or not. Source: 支部工作条例."""
    return more_than_half(vote.yes, entitled)


def correct_findings(seen: Seen, reason: str) -> list[Finding]:
    """A closed record may be put right, with a reason; it must still be one that could close."""
    found = close_findings(seen)
    if len(reason.strip()) < 2:
        found.insert(0, Finding("meeting.why", "还没有写为什么更正。", HOUSE))
    return found


def talk_findings(one: int | None, other: int | None, on: date, today: date) -> list[Finding]:
    """May this talk be noted? Only that it was held, never what was said."""
    found = []
    if one is None or other is None:
        found.append(Finding("talk.who", "谈心谈话要写明两个人。", BRANCH_RULES))
    elif one == other:
        found.append(Finding("talk.self", "谈心谈话要有两个人。", BRANCH_RULES))
    if on > today:
        found.append(Finding("talk.future", "谈话日期还没有到。", HOUSE))
    return found
