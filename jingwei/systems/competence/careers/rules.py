"""May this be graded, listed, handed over? Plain values in, findings out; nobody is judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"


@dataclass(frozen=True)
class Graded:
    """A grade as it is typed: code, evidence, first day; ``known`` are the codes of the rule."""

    grade: str
    evidence: str
    since: date | None
    known: frozenset[str]
    rule_since: date | None
    entered_on: date
    last_since: date | None = None


def rule_findings(
    title: str, basis: str, grades: Sequence[tuple[str, str, str]], since: date | None
) -> list[Finding]:
    """What a local rule of grades has to say."""
    found = []
    if not title.strip():
        found.append(Finding("grade_rule.title", "还没有写办法的名称。", HOUSE))
    if not basis.strip():
        found.append(Finding("grade_rule.basis", "还没有写依据的文件。", HOUSE))
    if since is None:
        found.append(Finding("grade_rule.since", "还没有写从哪天起施行。", HOUSE))
    if not grades:
        found.append(Finding("grade_rule.empty", "至少写一级，一行一级。", HOUSE))
    elif any(not title or not asks for _code, title, asks in grades):
        found.append(Finding("grade_rule.half", "每一级都要写名称和要求，中间用“：”。", HOUSE))
    if len({title for _code, title, _asks in grades}) < len(grades):
        found.append(Finding("grade_rule.twice", "有两级名称相同，请改一个。", HOUSE))
    return found


def graded_findings(said: Graded, today: date) -> list[Finding]:
    """A grade stands by a rule in force and by written evidence."""
    found = []
    if said.rule_since is None:
        return [Finding("grading.no_rule", "这一天没有职级办法，请先录入办法。", HOUSE)]
    if said.grade not in said.known:
        found.append(Finding("grading.grade", "请在办法里选一级。", HOUSE))
    if len(said.evidence.strip()) < 4:
        found.append(Finding("grading.evidence", "还没有写依据的事实，例如任职年限。", HOUSE))
    if said.since is None:
        found.append(Finding("grading.since", "还没有写从哪天起。", HOUSE))
        return found
    if said.since > today:
        found.append(Finding("grading.ahead", "起始日期还没有到。", HOUSE))
    if said.since < said.entered_on:
        found.append(Finding("grading.early", "不能早于任职的日子。", HOUSE))
    if said.last_since and said.since <= said.last_since:
        found.append(Finding("grading.order", "要晚于上一次定级的日子。", HOUSE))
    return found


def entering_findings(
    *, has_person: bool, is_held: bool, already: bool, kind: str
) -> list[Finding]:  # fmt: skip
    """May a post be put under the scheme?"""
    found = []
    if not is_held:
        found.append(Finding("cadre.ended", "这个任职已经结束。", HOUSE))
    if not has_person:
        found.append(Finding("cadre.no_file", "任职人还没有档案，请先建档。", HOUSE))
    if already:
        found.append(Finding("cadre.twice", "已经纳入，不用再纳入。", HOUSE))
    if not kind:
        found.append(Finding("cadre.kind", "请选是哪一类干部。", HOUSE))
    return found


def review_findings(*, year: int, today: date, exists: bool, held: bool) -> list[Finding]:
    found = []
    if not held:
        found.append(Finding("review.ended", "已不在职级管理里，不能再谈。", HOUSE))
    if exists:
        found.append(Finding("review.twice", "这一年的谈话已经开始了。", HOUSE))
    if not today.year - 1 <= year <= today.year:
        found.append(Finding("review.year", "只能谈今年或去年。", HOUSE))
    return found


def reserve_findings(
    *, person: int | None, helper: int | None, consent_on: date | None, plan: str, today: date,
    already: bool,
) -> list[Finding]:  # fmt: skip
    """Nobody is put on a list of reserves without having said yes, and without help."""
    found = []
    if person is None:
        found.append(Finding("reserve.person", "还没有选人。", HOUSE))
    if consent_on is None:
        found.append(Finding("reserve.consent", "要本人同意，请先问过再写日期。", HOUSE))
    elif consent_on > today:
        found.append(Finding("reserve.ahead", "同意的日期还没有到。", HOUSE))
    if len(plan.strip()) < 4:
        found.append(Finding("reserve.plan", "还没有写怎样帮助。", HOUSE))
    if person is not None and helper == person:
        found.append(Finding("reserve.helper", "帮助的人要另选一位。", HOUSE))
    if already:
        found.append(Finding("reserve.twice", "已经是这个组织的后备干部。", HOUSE))
    return found


def problem_findings(
    *, title: str, affected: str, owner: int | None, due_on: date | None, today: date
) -> list[Finding]:
    """A problem has a name, people whom it concerns, one who answers for it, and a day."""
    found = []
    if not title.strip():
        found.append(Finding("problem.title", "还没有写是什么问题。", HOUSE))
    if not affected.strip():
        found.append(Finding("problem.affected", "还没有写关系到哪些人。", HOUSE))
    if owner is None:
        found.append(Finding("problem.owner", "还没有选谁负责。", HOUSE))
    if due_on is None:
        found.append(Finding("problem.due", "还没有写哪天前解决。", HOUSE))
    elif due_on < today:
        found.append(Finding("problem.past", "解决的日期已经过了，请改晚些。", HOUSE))
    return found


def solved_findings(*, on: date | None, listed: date, today: date) -> list[Finding]:
    """When was it solved?"""
    if on is None:
        return []
    if on > today:
        return [Finding("problem.ahead", "解决的日期还没有到。", HOUSE, {"field": "on"})]
    if on < listed:
        return [Finding("problem.before", "不能早于列入清单的日子。", HOUSE, {"field": "on"})]
    return []


def handover_findings(
    *, successor: int | None, leaving: int, on: date | None, today: date
) -> list[Finding]:
    found = []
    if successor is None:
        found.append(Finding("handover.to", "还没有选交给谁。", HOUSE))
    elif successor == leaving:
        found.append(Finding("handover.same", "不能交给自己，请另选一位。", HOUSE))
    if on is None:
        found.append(Finding("handover.on", "还没有写哪天交接。", HOUSE))
    elif on > today:
        found.append(Finding("handover.ahead", "交接的日期还没有到。", HOUSE))
    return found
