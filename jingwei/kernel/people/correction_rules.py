"""When may two files be made one, or a number be put right? Two people, and pure rules."""

from dataclasses import dataclass
from typing import Final

from jingwei.kernel.findings import Finding
from jingwei.kernel.people.rules import ADDRESS_LENGTH, HOUSE

REASON_LENGTH: Final = 300
MOST_WAITING: Final = 5


@dataclass(frozen=True)
class Pair:
    """Two files that may be one person's. Numbers are compared by their blind index."""

    same_file: bool
    keep_merged: bool
    other_merged: bool
    two_numbers: bool
    under_way: bool


def merging_findings(seen: Pair, *, reason: str) -> list[Finding]:
    found = _reason_findings(reason)
    if seen.same_file:
        found.append(Finding("people.merge.same", "选的是同一份档案，请选另一份。", HOUSE))
    if seen.keep_merged or seen.other_merged:
        found.append(Finding("people.merge.done", "其中一份已经并入别的档案，请重新选。", HOUSE))
    if seen.two_numbers:
        found.append(
            Finding("people.merge.two_numbers", "两份的身份证号不同，请先更正错的号码。", HOUSE)
        )
    if seen.under_way:
        found.append(
            Finding("people.correction.open", "已有一件更正待核定，请等核定后再提。", HOUSE)
        )
    return found


def renumbering_findings(
    *, same: bool, taken: bool, under_way: bool, merged: bool, reason: str
) -> list[Finding]:
    """``taken`` in sight or out of it: the sentence is the same, and says nobody's name."""
    found = _reason_findings(reason)
    if merged:
        found.append(Finding("people.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    if same:
        found.append(
            Finding("people.id.same", "和现在的号码一样，不用更正。", HOUSE,
                    {"field": "id_number"})
        )  # fmt: skip
    if taken:
        found.append(number_taken())
    if under_way:
        found.append(
            Finding("people.correction.open", "已有一件更正待核定，请等核定后再提。", HOUSE)
        )
    return found


def number_taken() -> Finding:
    """A file with this number exists, here or elsewhere; whose and where is not said."""
    return Finding(
        "people.id.taken", "这个号码已有档案，请核对；人在外地请办组织关系转接。", HOUSE,
        {"field": "id_number"},
    )  # fmt: skip


def second_entry_findings(*, same: bool) -> list[Finding]:
    """Two people read the same document; a number nobody sees on the page is typed twice."""
    if same:
        return []
    return [
        Finding(
            "people.id.differs", "和提出的号码不一样，请对照证件原件再核对。", HOUSE,
            {"field": "id_number"},
        )
    ]  # fmt: skip


def deciding_findings(
    *, same_account: bool, is_open: bool, agree: bool, answer: str
) -> list[Finding]:
    """The second person is another account; who declines says why."""
    found = []
    if not is_open:
        found.append(Finding("people.correction.decided", "这件更正已经有了结果。", HOUSE))
    if same_account:
        found.append(
            Finding("people.correction.two_people", "要由另一个人核定，请找有核定权的同事。", HOUSE)
        )
    if not agree and not answer.strip():
        found.append(
            Finding("people.correction.why", "不同意时请写明原因，申请的人要看。", HOUSE,
                    {"field": "answer"})
        )  # fmt: skip
    if len(answer) > REASON_LENGTH:
        found.append(_too_long(answer, "answer"))
    return found


def withdrawing_findings(*, same_account: bool, is_open: bool) -> list[Finding]:
    """Only what one asked for oneself is taken back, and only before it was decided."""
    found = []
    if not is_open:
        found.append(Finding("people.correction.decided", "这件更正已经有了结果。", HOUSE))
    if not same_account:
        found.append(
            Finding("people.correction.not_yours", "谁提出的谁撤回；不同意就在核定里说明。", HOUSE)
        )
    return found


def own_findings(
    *, field: str, value: str, words: str, known: tuple[str, ...], open_before: int
) -> list[Finding]:
    """A member names a field and what is right, or says it in words; five may wait at a time."""
    found = []
    if field not in known:
        found.append(
            Finding("people.own.field", "还没有选哪一项，请选一项。", HOUSE, {"field": "field"})
        )
    elif field == "other" and not words.strip():
        found.append(
            Finding("people.own.words", "请写明哪里不对、应该是什么。", HOUSE, {"field": "words"})
        )
    elif field != "other" and not value.strip():
        found.append(
            Finding("people.own.value", "请写正确的内容，核对后改进档案。", HOUSE,
                    {"field": "value"})
        )  # fmt: skip
    if len(value) > ADDRESS_LENGTH:
        found.append(_too_long(value, "value", ADDRESS_LENGTH))
    if len(words) > REASON_LENGTH:
        found.append(_too_long(words, "words"))
    if open_before >= MOST_WAITING:
        found.append(
            Finding("people.own.many", "已有{n}件在等支部核对，请等答复后再提。", HOUSE,
                    {"n": open_before})
        )  # fmt: skip
    return found


def _reason_findings(reason: str) -> list[Finding]:
    if not reason.strip():
        return [
            Finding("people.no_reason", "请写明原因，核定的人要看。", HOUSE, {"field": "reason"})
        ]
    return [_too_long(reason, "reason")] if len(reason) > REASON_LENGTH else []


def _too_long(text: str, field: str, most: int = REASON_LENGTH) -> Finding:
    return Finding(
        "people.text.long", "这里有{n}个字，最多{most}个字，请写短些。", HOUSE,
        {"n": len(text), "most": most, "field": field},
    )  # fmt: skip
