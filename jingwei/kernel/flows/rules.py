"""May this step be taken now? Pure rules that give findings, all at once; no database, no clock."""

from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

HOUSE: Final = "本系统的办理规则"


def state_finding(*, state: object, step: object) -> Finding:
    return Finding(
        "flow.state", "现在是“{state}”，不能“{step}”。", HOUSE, {"state": state, "step": step}
    )


def just_done_finding(*, step: object, who: str) -> Finding:
    """Somebody else was faster: the thing is already where this step would bring it."""
    return Finding(
        "flow.done", "“{step}”已由{who}办过，请看现在的进展。", HOUSE,
        {"step": step, "who": who},
    )  # fmt: skip


def changed_finding() -> Finding:
    return Finding("version.changed", "您打开之后又有新的进展，请看过再办。", HOUSE)


def unknown_finding() -> Finding:
    return Finding("flow.unknown", "这件事没有这一步，请回到办理页重选。", HOUSE)


def key_finding() -> Finding:
    return Finding("flow.key", "这个提交编号已用于另一步，请刷新后再办。", HOUSE)


def duty_finding(*, step: object) -> Finding:
    return Finding(
        "access.duty", "“{step}”不归您现在的身份办，请换身份或找有权的同事。", HOUSE,
        {"step": step},
    )  # fmt: skip


def above_finding(*, step: object) -> Finding:
    return Finding("access.duty", "“{step}”要由上级组织办，请报给上级。", HOUSE, {"step": step})


def oneself_finding(*, step: object) -> Finding:
    return Finding("access.duty", "“{step}”只能由本人办。", HOUSE, {"step": step})


def worker_finding(*, step: object) -> Finding:
    return Finding("access.duty", "“{step}”由系统到期自动办，不用人办。", HOUSE, {"step": step})


def missing_word(*, what: object, field: str) -> Finding:
    return Finding("flow.said", "还没有填“{what}”，请填写。", HOUSE, {"what": what, "field": field})


def missing_item(*, office: object, what: object, source: str, field: str) -> Finding:
    """A question of an office's own checklist."""
    return Finding(
        "flow.local", "{office}要求办这一步前核对“{what}”，请在清单里填。", source or HOUSE,
        {"office": office, "what": what, "field": field},
    )  # fmt: skip


def long_word(*, what: object, field: str, most: int, n: int) -> Finding:
    return Finding(
        "flow.long", "“{what}”有{n}个字，请改到{most}字以内。", HOUSE,
        {"what": what, "field": field, "most": most, "n": n},
    )  # fmt: skip


def unreadable_word(*, what: object, field: str, like: str) -> Finding:
    """``like`` shows how it is written."""
    return Finding(
        "flow.written", "“{what}”看不懂，请写成{like}。", HOUSE,
        {"what": what, "field": field, "like": like},
    )  # fmt: skip


def unknown_choice(*, what: object, field: str) -> Finding:
    return Finding(
        "flow.choice", "“{what}”没有这个选项，请重选。", HOUSE, {"what": what, "field": field}
    )


def missing_paper(*, what: object, field: str) -> Finding:
    return Finding(
        "flow.paper", "还没有附上“{what}”，请上传。", HOUSE, {"what": what, "field": field}
    )


def many_papers(*, what: object, field: str, most: int) -> Finding:
    return Finding(
        "flow.papers", "“{what}”最多{most}份，请去掉多的。", HOUSE,
        {"what": what, "field": field, "most": most},
    )  # fmt: skip


def same_person_findings(
    *, by: int | None, did: dict[object, int | None], step: object
) -> list[Finding]:
    """``did``: label of an earlier step -> account that took it last; who did one of them may not
    take this one."""
    return [
        Finding(
            "flow.same_person", "“{first}”是您办的，“{step}”要由另一个人办。", HOUSE,
            {"first": label, "step": step},
        )
        for label, account in did.items()
        if account is not None and account == by
    ]  # fmt: skip


def waiting_findings(*, what: object, due_on: date | None, paused: bool, on: date) -> list[Finding]:
    """A time that must have passed: a notice, a time for defence. Its last day counts whole."""
    if due_on is None:
        return [Finding("flow.not_begun", "“{what}”还没有开始，请先办前面的步骤。", HOUSE,
                        {"what": what})]  # fmt: skip
    if paused:
        return [Finding("flow.paused", "“{what}”暂停着，恢复计时后再办。", HOUSE, {"what": what})]
    if on <= due_on:
        return [Finding("flow.waiting", "“{what}”到{day}为止，期满才能办。", HOUSE,
                        {"what": what, "day": due_on})]  # fmt: skip
    return []


def not_taken_findings(*, missing: list[object]) -> list[Finding]:
    """Steps that must have been taken before."""
    return [
        Finding("flow.before", "还没有办“{step}”，请先办。", HOUSE, {"step": label})
        for label in missing
    ]


def longest_findings(*, what: object, due: date, last: date) -> list[Finding]:
    """However often a limit is made longer, the whole has an end that a rule fixes."""
    if due <= last:
        return []
    return [Finding("flow.longest", "“{what}”最长到{last}，不能再延到{due}。", HOUSE,
                    {"what": what, "last": last.isoformat(), "due": due.isoformat()})]  # fmt: skip


def extension_findings(
    *, what: object, running: bool, times: int, extended: int, reason: str, most: int = 300
) -> list[Finding]:
    """A limit is made longer while it runs, so often and with a reason."""
    found = []
    if not running:
        found.append(Finding("flow.clock", "“{what}”现在没有在计时，不能延长。", HOUSE,
                             {"what": what}))  # fmt: skip
    elif extended >= times:
        found.append(Finding("flow.extended", "“{what}”已延长{n}次，不能再延长。", HOUSE,
                             {"what": what, "n": extended}))  # fmt: skip
    if not reason.strip():
        found.append(Finding("flow.why", "请写明延长的原因，当事人看得到。", HOUSE,
                             {"field": "reason"}))  # fmt: skip
    elif len(reason) > most:
        found.append(long_word(what="原因", field="reason", most=most, n=len(reason)))
    return found
