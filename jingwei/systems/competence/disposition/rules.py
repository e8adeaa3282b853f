"""May the case go on? Pure rules over plain values: findings in words, an empty list is well.

No rule here acts on anybody. A finding stops a step; people decide what follows.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import at_least

REGULATION = "《中国共产党不合格党员组织处置办法》"
RIGHTS = "《中国共产党党员权利保障条例》"
BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
CHARTER = "《中国共产党章程》第四条"
HOUSE = "本系统规则"


@dataclass(frozen=True)
class Sitting:
    """Somebody who sits on the case, as the rules see it."""

    role: str
    who: str  # the same for the same human being
    disclosed: bool = False
    in_minutes: bool = False


@dataclass(frozen=True)
class Ballot:
    """What was counted in the branch meeting. Counts only."""

    entitled: int
    present: int
    yes: int
    no: int
    abstained: int


def named_findings(*, sits: bool, roles: str) -> list[Finding]:
    if sits:
        return []
    return [Finding("disposition.named", "这一步由案上的{roles}办，请他来办。", HOUSE,
                    {"roles": roles})]  # fmt: skip


def care_findings(answers: Mapping[str, str], prompts: Mapping[str, object]) -> list[Finding]:
    """Hardship, illness, age, pregnancy and distance come before any ground."""
    missing = [str(title) for key, title in prompts.items() if key not in answers]
    waiting = [str(title) for key, title in prompts.items() if answers.get(key) == "open"]
    found = []
    if missing:
        found.append(Finding("disposition.care", "先问清楚：{what}。问过再提出。", HOUSE,
                             {"what": "、".join(missing)}))  # fmt: skip
    if waiting:
        found.append(Finding("disposition.care_first", "“{what}”还没有帮助，先办好再说。", HOUSE,
                             {"what": "、".join(waiting)}))  # fmt: skip
    return found


def ground_findings(codes: Collection[str], allowed: Collection[str]) -> list[Finding]:
    """A ground must stand on the list of that form on that day."""
    if not codes:
        return [Finding("disposition.ground", "还没有选依据，请选一条。", REGULATION,
                        {"field": "grounds"})]  # fmt: skip
    if set(codes) - set(allowed):
        return [Finding("disposition.ground_list", "有的依据不适用这种处置方式，请重选。",
                        REGULATION, {"field": "grounds"})]  # fmt: skip
    return []


def double_findings(answer: str) -> list[Finding]:
    """No double handling: what Party discipline has dealt with is not dealt with again."""
    if answer != "same":
        return []
    return [Finding("disposition.double", "同一件事已按党纪处理，不再作组织处置。", REGULATION,
                    {"field": "discipline"})]  # fmt: skip


def pair_findings(sitting: Sequence[Sitting], *, least: int) -> list[Finding]:
    """Two investigators, named in the minutes, each having said how they stand to the member.

    What they say is told to all who read the case; nobody's vote is taken away by a program.
    """
    pair = [one for one in sitting if one.role == "investigator"]
    found = []
    if len({one.who for one in pair}) < least:
        found.append(Finding("disposition.pair", "调查要{n}个人，请先写明是谁。", REGULATION,
                             {"n": least}))  # fmt: skip
    if any(not one.disclosed for one in pair):
        found.append(Finding("disposition.disclosed", "调查人还没有说明和本人的关系。", HOUSE))
    if any(not one.in_minutes for one in pair):
        found.append(Finding("disposition.minutes", "调查人还没有写进支委会记录，请核对。", HOUSE))
    return found


def helper_findings(sitting: Sequence[Sitting]) -> list[Finding]:
    if any(one.role == "helper" for one in sitting):
        return []
    return [Finding("disposition.helper", "还没有定帮教人，请先定一个人。", HOUSE)]


def answered_findings(waiting: int) -> list[Finding]:
    """Everything the member put forward has an answer before anybody votes."""
    if not waiting:
        return []
    return [Finding("disposition.answers", "本人提出的还有{n}条没有回应，请先回应。", RIGHTS,
                    {"n": waiting})]  # fmt: skip


def notice_findings(*, informed: bool, received: bool) -> list[Finding]:
    if informed and received:
        return []
    return [Finding("disposition.notice", "还没有书面告知本人并取得回执，不能往下办。", REGULATION)]


def ballot_findings(
    said: Ballot, *, quorum: Decimal, record: Ballot | None = None
) -> list[Finding]:
    """Do the counts hold together, is there a quorum, do they match the meeting's own record?"""
    found = []
    if said.present > said.entitled:
        found.append(
            Finding("disposition.present", "到会的比有表决权的还多，请核对。", BRANCH_RULES,
                    {"field": "present"})
        )  # fmt: skip
    if said.yes + said.no + said.abstained > said.present:
        found.append(
            Finding("disposition.votes", "票数加起来比到会的人还多，请核对。", BRANCH_RULES,
                    {"field": "yes"})
        )  # fmt: skip
    if not found and not at_least(said.present, said.entitled, quorum, exactly_counts=False):
        found.append(Finding("disposition.quorum", "到会有表决权的没有过半，这次表决不算。",
                             BRANCH_RULES, {"field": "present"}))  # fmt: skip
    if record is not None and record != said:
        found.append(Finding("disposition.record", "和会议记录上的票数不一样，请核对。", HOUSE,
                             {"field": "yes"}))  # fmt: skip
    return found


def passed(said: Ballot, *, share: Decimal) -> bool:
    """More than half of all with a vote are in favour."""
    return said.yes <= said.entitled and at_least(
        said.yes, said.entitled, share, exactly_counts=False
    )


def vote_findings(ballot: Ballot | None, *, share: Decimal) -> list[Finding]:
    """A vote of this round is on record and was passed."""
    if ballot is None:
        return [Finding("disposition.vote", "还没有记下支部大会的表决，不能批准。", REGULATION)]
    if not passed(ballot, share=share):
        return [Finding("disposition.not_passed", "赞成的没有过半，只能退回或不作处置。",
                        BRANCH_RULES)]  # fmt: skip
    return []


def review_findings(*, reviewed: bool, further: bool, needs_further: bool) -> list[Finding]:
    """Pre-review by the base committee; advice and strike-off go one level further."""
    found = []
    if not reviewed:
        found.append(Finding("disposition.review", "基层党委还没有预审，请先报预审。", REGULATION))
    if needs_further and not further:
        found.append(Finding("disposition.review_further", "劝退、除名还要再上一级审核。",
                             REGULATION))  # fmt: skip
    return found


def level_findings(*, path: str, filed_path: str) -> list[Finding]:
    if filed_path and path < filed_path and filed_path.startswith(path):
        return []
    return [Finding("disposition.level", "这一步要由备案党委的上一级来办。", REGULATION)]


def other_hand_findings(*, same_person: bool, same_post: bool) -> list[Finding]:
    """Who drafts does not approve: another person, in another post."""
    if not (same_person or same_post):
        return []
    return [Finding("disposition.same_hand", "提出的和批准的要是两个人、两个职位。", REGULATION)]


def form_findings(form: str, wanted: Collection[str], label: object) -> list[Finding]:
    if form in wanted:
        return []
    return [Finding("disposition.form", "处置方式是“{form}”，不走这一步。", REGULATION,
                    {"form": label})]  # fmt: skip


def appeal_findings(*, open_appeal: bool) -> list[Finding]:
    """An appeal is handled or passed on before anything takes effect."""
    if not open_appeal:
        return []
    return [Finding("disposition.appeal", "本人的申诉还没有答复，决定先不生效。", CHARTER)]


def period_findings(*, due_on: date | None, on: date) -> list[Finding]:
    """Nothing harder follows before the time for rectifying is over."""
    if due_on is not None and on > due_on:
        return []
    return [Finding("disposition.period", "限期改正还没有期满，不能转为更重的处置。", REGULATION)]


def checked_findings(*, checked: bool) -> list[Finding]:
    """Help does not end unseen: somebody looked at it half way."""
    if checked:
        return []
    return [Finding("disposition.mid_check", "还没有做中期检查，请先检查、记下看到的。", HOUSE)]


def term_findings(*, months: int, most: int) -> list[Finding]:
    """The usual term of the rulebook may not be longer than the longest of the regulation."""
    if months <= most:
        return []
    return [Finding("disposition.term", "规则库里限期改正是{n}个月，最长{most}个月，请先改规则。",
                    REGULATION, {"n": months, "most": most})]  # fmt: skip


def star_names(text: str, names: Collection[str]) -> str:
    """Names of other people in a free text, down to the family name: 东乙 becomes 东*.

    Longer names first, so that one name inside another is not torn apart.
    """
    for name in sorted((one for one in names if len(one) > 1), key=len, reverse=True):
        text = text.replace(name, name[0] + "*" * (len(name) - 1))
    return text


def day_findings(day: date | None, *, today: date, first: date, field: str) -> list[Finding]:
    """A day of a step lies neither ahead nor before the case."""
    if day is None:
        return []
    if day > today:
        return [Finding("disposition.day", "这个日期还没有到，请核对。", HOUSE, {"field": field})]
    if day < first:
        return [Finding("disposition.day", "这个日期比开始办理还早，请核对。", HOUSE,
                        {"field": field})]  # fmt: skip
    return []
