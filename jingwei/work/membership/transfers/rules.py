"""When may a relation go, arrive, be sent back; how long does a letter hold? Pure rules.

No finding here changes a membership: it names what is missing and who puts it right.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

EDUCATION: Final = "《中国共产党党员教育管理工作条例》"
LETTER: Final = "组织关系介绍信的通行说明"
HOUSE: Final = "本系统规则"
NAME_LENGTH: Final = 120
NOTE_LENGTH: Final = 300


UNDER_WAY: Final = Finding("transfers.under_way", "这名党员已有一件转接在办，请先办完。", HOUSE)


@dataclass(frozen=True)
class Leaving:
    """What a member's side looks like on the day. ``is_member``: there is an open home here."""

    is_member: bool
    is_merged: bool = False
    is_suspended: bool = False
    is_lost: bool = False
    under_way: bool = False
    same_branch: bool = False
    posts: int = 0


def request_findings(
    seen: Leaving, *, to_name: str, why: str, known_whys: frozenset[str], note: str
) -> list[Finding]:
    """May this member's relation be asked to go there?"""
    found = _standing(seen)
    if seen.under_way:
        found.append(UNDER_WAY)
    if seen.same_branch:
        found.append(
            Finding("transfers.same", "组织关系已经在这个支部，不用转接。", HOUSE, {"field": "to"})
        )
    return found + _wish_findings(to_name, why, known_whys, note)


def _wish_findings(to_name: str, why: str, known: frozenset[str], note: str) -> list[Finding]:
    found = []
    if not to_name.strip():
        found.append(
            Finding("transfers.to", "还没有写转到哪里，请选支部或写全称。", EDUCATION,
                    {"field": "to"})
        )  # fmt: skip
    elif len(to_name) > NAME_LENGTH:
        found.append(_too_long("to", NAME_LENGTH, len(to_name)))
    if why not in known:
        found.append(
            Finding("transfers.why", "还没有选转接的原因，请选一项。", EDUCATION,
                    {"field": "why"})
        )  # fmt: skip
    if len(note) > NOTE_LENGTH:
        found.append(_too_long("note", NOTE_LENGTH, len(note)))
    return found


def _standing(seen: Leaving) -> list[Finding]:
    found = []
    if seen.is_merged:
        found.append(Finding("transfers.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    elif not seen.is_member:
        found.append(
            Finding("transfers.not_member", "组织关系不在本组织，不能从这里转出。", EDUCATION)
        )
    if seen.is_suspended:
        found.append(
            Finding("transfers.suspended", "党籍停止期间不转接，请先办恢复党籍。", EDUCATION)
        )
    return found


def sending_findings(seen: Leaving) -> list[Finding]:
    """May it be sent now? Seats must be vacated first, or nobody would fill them."""
    found = _standing(seen)
    if seen.posts:
        found.append(
            Finding("transfers.holds_posts", "还担任{n}个职务，请先免去职务再转出。", HOUSE,
                    {"n": seen.posts})
        )  # fmt: skip
    return found


def gone_findings(is_member: bool) -> list[Finding]:
    """A transfer ends by itself only when the relation is with the sender no longer."""
    if not is_member:
        return []
    return [Finding("transfers.still_here", "组织关系还在这里，不能自动作废。", HOUSE)]


def validity_findings(until: date | None, on: date) -> list[Finding]:
    """A letter is good through its last day; afterwards the sender writes a new one."""
    if until is None or on <= until:
        return []
    return [
        Finding("transfers.expired", "介绍信{day}到期，请转出方重开，再接收。", LETTER,
                {"day": until})
    ]  # fmt: skip


def reissue_findings(
    *, first_on: date | None, most_until: date | None, on: date, checked: bool
) -> list[Finding]:
    """Letters that follow one another for longer than a letter may hold: ask the member first."""
    if first_on is None or most_until is None or on <= most_until or checked:
        return []
    return [
        Finding(
            "transfers.ask_member", "首次开信已超过最长有效期，请先和本人核对去向。", LETTER,
            {"field": "checked"},
        )
    ]  # fmt: skip


def receipt_findings(*, letter_on: date | None, receipt_on: date | None, on: date) -> list[Finding]:
    """A receipt comes after its letter and not before today is over."""
    if receipt_on is None:
        return []
    if receipt_on > on:
        return [
            Finding("transfers.receipt.future", "回执日期晚于今天，请改成今天或更早。", LETTER,
                    {"field": "receipt_on"})
        ]  # fmt: skip
    if letter_on is not None and receipt_on < letter_on:
        return [
            Finding("transfers.receipt.early", "回执早于开信日{day}，请核对日期。", LETTER,
                    {"day": letter_on, "field": "receipt_on"})
        ]  # fmt: skip
    return []


@dataclass(frozen=True)
class Brought:
    """What a letter from outside the city says. ``number_verdict``: the ID number reads well."""

    name: str
    from_name: str
    letter_no: str
    letter_on: date | None
    until: date | None
    number_read: bool
    number_known: bool = False


def letter_findings(seen: Brought, on: date) -> list[Finding]:
    """May the bearer of this letter be taken in? All that is missing at once."""
    found = []
    if not seen.name.strip():
        found.append(
            Finding(
                "transfers.letter.name", "还没有写姓名，请照介绍信写。", LETTER, {"field": "name"}
            )
        )
    if not seen.from_name.strip():
        found.append(
            Finding(
                "transfers.letter.from",
                "还没有写从哪里来，请照介绍信写。",
                LETTER,
                {"field": "from_name"},
            )
        )
    if not seen.letter_no.strip():
        found.append(
            Finding(
                "transfers.letter.number",
                "还没有写介绍信编号，请照介绍信写。",
                LETTER,
                {"field": "letter_no"},
            )
        )
    return found + _day_findings(seen, on) + _number_findings(seen)


def _day_findings(seen: Brought, on: date) -> list[Finding]:
    found = []
    if seen.letter_on is None:
        found.append(
            Finding("transfers.letter.day", "还没有写开信日期，请照介绍信写。", LETTER,
                    {"field": "letter_on"})
        )  # fmt: skip
    elif seen.letter_on > on:
        found.append(
            Finding("transfers.letter.future", "开信日期晚于今天，请改成今天或更早。", LETTER,
                    {"field": "letter_on"})
        )  # fmt: skip
    if seen.until is not None and seen.until < on:
        found.append(
            Finding("transfers.letter.expired", "介绍信{day}到期，请本人找转出方重开。", LETTER,
                    {"day": seen.until, "field": "letter_on"})
        )  # fmt: skip
    return found


def _number_findings(seen: Brought) -> list[Finding]:
    if not seen.number_read:
        return [
            Finding("transfers.letter.id", "身份证号读不出来，请对照证件再写一遍。", HOUSE,
                    {"field": "id_number"})
        ]  # fmt: skip
    if seen.number_known:
        return [
            Finding("transfers.letter.here", "本市已有这个身份证号的档案，请走市内转接。", HOUSE,
                    {"field": "id_number"})
        ]  # fmt: skip
    return []


def held_by(state: str, *, from_name: str, to_name: str) -> str:
    """Who has to act next: the name of a side, empty when nobody has."""
    if state in ("requested", "returned", "prepared"):
        return from_name
    return to_name if state in ("sent", "letter", "received") else ""


def _too_long(field: str, most: int, n: int) -> Finding:
    return Finding(
        "transfers.long", "这里有{n}个字，最多{most}个字，请写短些。", HOUSE,
        {"n": n, "most": most, "field": field},
    )  # fmt: skip
