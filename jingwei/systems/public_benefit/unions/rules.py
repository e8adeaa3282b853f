"""May this union be proposed, signed, begun, measured? Plain values in, findings out."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SEED = "文章：惠民党建（跨区域联建）"
LONGEST_GOALS = 12


@dataclass(frozen=True)
class Proposed:
    """What somebody proposes; ``parties`` are ids with roles, the lead among them."""

    title: str
    basis: str
    parties: tuple[tuple[int, str], ...]
    unknown: tuple[str, ...]
    goals: int
    begins_on: date | None
    ends_on: date | None


def proposed_findings(said: Proposed, today: date) -> list[Finding]:
    """All that a union lacks before it can be put to the others."""
    found = []
    if not said.title.strip():
        found.append(Finding("union.title", "还没有写名称。", HOUSE))
    if not said.basis.strip():
        found.append(Finding("union.basis", "还没有写依据的文件或会议。", HOUSE))
    found += [
        Finding("union.unknown", "没有找到组织“{name}”，请写全称或代码。", HOUSE,
                {"name": name[:30]})
        for name in said.unknown
    ]  # fmt: skip
    ids = [one for one, _role in said.parties]
    if len(ids) < 2 and not said.unknown:
        found.append(Finding("union.alone", "至少要有另外一方，请写和谁联。", SEED))
    if len(ids) != len(set(ids)):
        found.append(Finding("union.twice", "有一个组织写了两次，请只留一处。", HOUSE))
    roles = {role for _one, role in said.parties}
    if ("helper" in roles) != ("helped" in roles) and not said.unknown:
        found.append(Finding("union.roles", "有帮扶方就要有受助方，请把两边都写上。", SEED))
    if not said.goals:
        found.append(Finding("union.goals", "还没有写目标，每行一个，要有数。", HOUSE))
    if said.goals > LONGEST_GOALS:
        found.append(
            Finding("union.goals_most", "目标太多，最多{n}个。", HOUSE, {"n": LONGEST_GOALS})
        )
    return found + _period_findings(said.begins_on, said.ends_on, today)


def _period_findings(begins: date | None, ends: date | None, today: date) -> list[Finding]:
    if begins is None or ends is None:
        return [Finding("union.period", "从哪天到哪天，两个日期都要写。", HOUSE)]
    if ends <= begins:
        return [Finding("union.period_order", "结束的日子要晚于开始的日子。", HOUSE)]
    if ends <= today:
        return [Finding("union.period_past", "结束的日子已经过了，请写今天以后的。", HOUSE)]
    return []


def sign_findings(
    *, state: str, signed: bool, declined: bool, same_hand: bool, agrees: bool, words: str
) -> list[Finding]:
    """May a party say yes or no now? Each party speaks for itself, by a hand of its own."""
    found = []
    if state != "proposed":
        found.append(Finding("union.not_open", "现在不在等各方签，不用签。", HOUSE))
    if signed or declined:
        found.append(Finding("union.said", "这一方已经表过态。", HOUSE))
    if agrees and same_hand:
        found.append(Finding("union.hand", "您已替另一方签过，请由这一方自己的人签。", HOUSE))
    if not agrees and not words.strip():
        found.append(Finding("union.why_not", "不同意请写一句为什么。", HOUSE))
    return found


def sealed_findings(waiting: list[str], declined: list[str]) -> list[Finding]:
    """Nothing binds before every party has said yes."""
    found = [Finding("union.waits", "{name}还没有签。", SEED, {"name": name}) for name in waiting]
    found += [
        Finding("union.declined", "{name}不同意，请商量后撤回重提。", SEED, {"name": name})
        for name in declined
    ]
    return found


def begin_findings(*, begins: date, ends: date, today: date) -> list[Finding]:
    if today < begins:
        return [
            Finding("union.early", "约定{day}开始，还没有到。", HOUSE, {"day": begins.isoformat()})
        ]
    if today > ends:
        return [Finding("union.late", "约定的时间已经过了，请撤回重提。", HOUSE)]
    return []


def renew_findings(until: date | None, today: date) -> list[Finding]:
    if until is None or until > today:
        return []
    return [Finding("union.until", "续到哪天，要写今天以后的日子。", HOUSE)]


def running_findings(state: str) -> list[Finding]:
    """Projects and numbers belong to a union that runs."""
    if state in ("running", "reviewed"):
        return []
    return [Finding("union.not_running", "联建还没有开始或者已经结束，不能再记。", HOUSE)]


def project_findings(*, title: str, due_on: date | None, today: date) -> list[Finding]:
    found = []
    if not title.strip():
        found.append(Finding("project.title", "还没有写做什么项目。", HOUSE))
    if due_on is None:
        found.append(Finding("project.due", "还没有写哪天前做成。", HOUSE))
    elif due_on < today:
        found.append(Finding("project.due_past", "期限在今天以前，请改成今天以后。", HOUSE))
    return found


def closing_findings(
    *, state: str, on: date | None, begun: date | None, result: str, today: date
) -> list[Finding]:
    """A project is done with a day and a result that people can see."""
    found = []
    if state != "planned":
        found.append(Finding("project.over", "这个项目已经结束，不用再记。", HOUSE))
    if not result.strip():
        found.append(Finding("project.result", "还没有写结果。", HOUSE))
    if on is None:
        found.append(Finding("project.on", "还没有写哪天做成的。", HOUSE))
    elif on > today:
        found.append(Finding("project.ahead", "做成的日子还没有到。", HOUSE))
    elif begun is not None and on < begun:
        found.append(Finding("project.before", "做成的日子早于联建开始的日子。", HOUSE))
    return found


def measure_findings(
    *, has_number: bool, on: date | None, today: date, evidence: str
) -> list[Finding]:
    """A number rests on something that was counted or measured on a day."""
    found = []
    if not has_number:
        found.append(Finding("goal.number", "还没有写现在是多少。", HOUSE))
    if on is None:
        found.append(Finding("goal.on", "还没有写哪天量的。", HOUSE))
    elif on > today:
        found.append(Finding("goal.ahead", "日子还没有到。", HOUSE))
    if not evidence.strip():
        found.append(Finding("goal.evidence", "还没有写从哪里知道的。", HOUSE))
    return found
