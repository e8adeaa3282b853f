"""May an agent be named, an errand taken, its result handed over? Plain values in, findings out."""

from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SEED = "文章：惠民党建（群众事务党员干部代理制）"


def agent_findings(*, has_person: bool, has_unit: bool, already: bool, does: str) -> list[Finding]:
    found = []
    if not has_person:
        found.append(Finding("agent.nobody", "没有找到这个人，请写全姓名。", SEED))
    if not has_unit:
        found.append(Finding("agent.unit", "还没有选在哪个社区或村代办。", HOUSE))
    if already:
        found.append(Finding("agent.already", "这个人已经在这里代办。", HOUSE))
    if not does.strip():
        found.append(Finding("agent.does", "还没有写能代办哪些事。", HOUSE))
    return found


def agent_end_findings(*, is_over: bool, in_hand: int) -> list[Finding]:
    """Nobody leaves with an errand of somebody in hand."""
    if is_over:
        return [Finding("agent.over", "已经不再代办。", HOUSE)]
    if in_hand:
        return [Finding("agent.busy", "手上还有{n}件，请先交办好或换人。", HOUSE, {"n": in_hand})]
    return []


def take_findings(
    *, is_proxy: bool, is_open: bool, has_mandate: bool, until: date | None, today: date,
    agent_on_duty: bool, same_agent: bool, handed: bool,
) -> list[Finding]:  # fmt: skip
    """An errand is run by consent only, within its scope and time."""
    found = []
    if not is_proxy:
        found.append(Finding("errand.kind", "先把这件诉求记成“事务代办”。", SEED))
    elif not has_mandate:
        found.append(Finding("errand.mandate", "还没有记委托：办什么、到哪天、怎样同意的。", SEED))
    elif until is not None and until < today:
        found.append(Finding("errand.expired", "委托已经到期，请先请本人再委托。", SEED))
    if not is_open:
        found.append(Finding("errand.closed", "这件诉求已经办结。", HOUSE))
    if handed:
        found.append(Finding("errand.handed", "结果已经交到本人手里。", HOUSE))
    if not agent_on_duty:
        found.append(Finding("errand.agent", "请选一位现在的代办员。", HOUSE))
    if same_agent:
        found.append(Finding("errand.same", "已经由这位代办员在跑。", HOUSE))
    return found


def hand_findings(*, is_taken: bool, handed: bool, is_known: bool, result: str) -> list[Finding]:
    """The result goes to the person who asked, in some way that is said."""
    found = []
    if not is_taken:
        found.append(Finding("errand.untaken", "还没有人接这件代办。", HOUSE))
    if handed:
        found.append(Finding("errand.handed", "结果已经交到本人手里。", HOUSE))
    if not is_known:
        found.append(Finding("errand.how", "请选怎样交到本人手里的。", HOUSE))
    if len(result.strip()) < 2:
        found.append(Finding("errand.result", "还没有写办成了什么。", SEED))
    return found
