"""May this be asked, taken on, passed on, answered, disputed? Plain values in, findings out."""

from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SINCE = date(2021, 1, 1)
FIRST_TAKER = "《北京市接诉即办工作条例》（2021年）"
SERVICE = "国办发〔2020〕53号"
LONGEST = 2000


def ask_findings(*, asked: str, has_place: bool, phone: str, phone_is_real: bool) -> list[Finding]:
    """Is there enough to begin with? Only what and where is asked for; a phone is optional."""
    found = []
    if len(asked.strip()) < 4:
        found.append(Finding("matter.asked", "请说一句是什么事，四个字以上。", HOUSE))
    if len(asked) > LONGEST:
        found.append(
            Finding("matter.asked_long", "写得太长，请在{n}字以内，其余见面再说。", HOUSE,
                    {"n": LONGEST})
        )  # fmt: skip
    if not has_place:
        found.append(Finding("matter.place", "请选是哪个社区或者村的事。", HOUSE))
    if phone.strip() and not phone_is_real:
        found.append(Finding("matter.phone", "电话的位数不对，请核对，不留电话就空着。", HOUSE))
    return found


def bounce_findings(*, bounces: int, most: int) -> list[Finding]:
    """A matter may be handed back only so often; then the level above says who does it."""
    if bounces < most:
        return []
    return [
        Finding("matter.bounced", "已经退回{n}次，不能再退，请报上级定由谁办。", FIRST_TAKER,
                {"n": bounces})
    ]  # fmt: skip


def assign_findings(*, known: bool, same: bool) -> list[Finding]:
    """Somebody in sight, and somebody else than now."""
    if not known:
        return [Finding("matter.assignee", "没有这个组织，或者不在您的范围里。", HOUSE)]
    if same:
        return [Finding("matter.assigned", "现在就是这个组织在办，请选别的。", HOUSE)]
    return []


def dispute_findings(*, reopened: int) -> list[Finding]:
    """One reopening is of right. Source: the loop of the hotline, 国办发〔2020〕53号."""
    if reopened == 0:
        return []
    return [Finding("matter.reopened", "已经重办过一次，还不满意可以打12345。", SERVICE)]


def top_findings(*, has_superior: bool) -> list[Finding]:
    if has_superior:
        return []
    return [Finding("matter.top", "上面没有更高一级了，请直接交办。", HOUSE)]


def category_findings(*, former: str, said: str) -> list[Finding]:
    if former and former == said:
        return [Finding("matter.category_same", "类别没有变，不用改。", HOUSE)]
    return []


def amend_findings(
    *, is_open: bool, title: str | None, long: list[Any], changed: list[tuple[Any, str]]
) -> list[Finding]:
    """May these words be put right? ``changed``: labels of fields with what others wrote there."""
    found = []
    if not is_open:
        found.append(Finding("matter.ended", "这件事已经办结，不再改。", HOUSE))
    if title is not None and len(title) < 2:
        found.append(Finding("matter.title", "请用几个字写是什么事。", HOUSE))
    found += [
        Finding("matter.long", "“{label}”写得太长，请改短。", HOUSE, {"label": one}) for one in long
    ]
    found += [
        Finding("version.changed", "“{label}”别人改过了，现在是“{now}”，请选留哪一个。", HOUSE,
                {"label": label, "now": now})
        for label, now in changed
    ]  # fmt: skip
    return found


def title_of(asked: str) -> str:
    """A few words for lists, where nobody has written any yet: the beginning of the first line."""
    first = next((line.strip() for line in asked.splitlines() if line.strip()), "")
    short = first[:24]
    return short + "…" if len(first) > len(short) else short
