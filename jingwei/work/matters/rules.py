"""May this be asked, taken on, passed on, answered, disputed? Plain values in, findings out."""

from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SINCE = date(2021, 1, 1)
FIRST_TAKER = "《北京市接诉即办工作条例》（2021年）"
SERVICE = "国办发〔2020〕53号"
PETITION = "《信访工作条例》"
PETITION_BASIS = "《信访工作条例》第二十二条"
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


def hand_findings(
    *, may_redirect: bool, body: str, what: str, basis: str, next_door: str, is_known: bool,
    is_handed: bool,
) -> list[Finding]:  # fmt: skip
    """May a matter be handed to the petition system, and is all said that goes with it?

    Source: 信访工作条例, articles 22 and 43: who takes it writes down what was handed to whom, and
    nothing reaches those whom it is about.
    """
    found = []
    if is_handed:
        return [Finding("petition.handed", "已经转给信访机构，不用再转。", PETITION)]
    if not may_redirect:
        found.append(Finding("petition.state", "已经开始办，不能再转信访，请先答复。", PETITION))
    said = (
        (body, Finding("petition.body", "请写转给哪个信访机构。", PETITION, {"field": "body"})),
        (what, Finding("petition.what", "请写转了什么，比如原话和材料。", PETITION,
                       {"field": "what"})),
        (basis, Finding("petition.basis", "请写依据哪一条。", PETITION, {"field": "basis"})),
        (next_door, Finding("petition.next_door", "请写告诉办事人的话。", PETITION,
                            {"field": "next_door"})),
    )  # fmt: skip
    found += [finding for text, finding in said if len(text.strip()) < 2]
    if not is_known:
        found.append(Finding("petition.accused", "没有这个组织，请照名册写代码或者不写。", PETITION,
                             {"field": "accused"}))  # fmt: skip
    return found


def their_receipt_findings(
    *, number: str, on: date | None, handed_on: date, today: date, is_noted: bool
) -> list[Finding]:
    """The receipt of the petition office: a number and a day that can be."""
    found = []
    if is_noted:
        found.append(Finding("petition.noted", "对方的回执已经记过。", PETITION))
    if len(number.strip()) < 2:
        found.append(Finding("petition.number", "请写对方回执上的编号。", PETITION,
                             {"field": "number"}))  # fmt: skip
    if on is None or not handed_on <= on <= today:
        found.append(Finding("petition.day", "请写对方哪天收到，从转交那天到今天。", PETITION,
                             {"field": "on"}))  # fmt: skip
    return found


def title_of(asked: str) -> str:
    """A few words for lists, where nobody has written any yet: the beginning of the first line."""
    first = next((line.strip() for line in asked.splitlines() if line.strip()), "")
    short = first[:24]
    return short + "…" if len(first) > len(short) else short
