"""What was said and attached at a step? Typed text becomes values; what is missing is found."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import rules
from jingwei.kernel.flows.models import Taken
from jingwei.kernel.flows.parts import Kind, Slot, Step, Word
from jingwei.kernel.privacy import sealing
from jingwei.kernel.privacy.classes import Class

COLUMN = "flow_step.sealed"
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
YES = {"1", "on", "yes", "true"}


def read(step: Step, said: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The values of what was said, and what is missing or cannot be read. Names that the step does
    not know are left out."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for word in step.says:
        value, faults = _word(word, said.get(word.name))
        found += faults
        if not faults and value not in (None, ""):
            values[word.name] = value
    return values, found


def _word(word: Word, raw: Any) -> tuple[Any, list[Finding]]:
    if word.kind is Kind.YES:
        value = raw is True or str(raw).lower() in YES
        missing = word.required and not value
        return value, [_missing(word)] if missing else []
    text = "" if raw is None else str(raw).strip()
    if not text:
        if not word.required:
            return None, []
        return None, [_missing(word)]
    if len(text) > word.most:
        return None, [
            rules.long_word(what=word.label, field=word.name, most=word.most, n=len(text))
        ]
    return _value(word, text)


def _missing(word: Word) -> Finding:
    if word.asked_by:
        return rules.missing_item(
            office=word.asked_by, what=word.label, source=word.source, field=word.name
        )
    return rules.missing_word(what=word.label, field=word.name)


def _value(word: Word, text: str) -> tuple[Any, list[Finding]]:
    if word.kind is Kind.CHOICE and text not in {value for value, _label in word.choices}:
        return None, [rules.unknown_choice(what=word.label, field=word.name)]
    if word.kind is Kind.DAY:
        day = _day(text)
        if day is None:
            like = "2026-07-02"
            return None, [rules.unreadable_word(what=word.label, field=word.name, like=like)]
        return day, []
    if word.kind is Kind.NUMBER:
        number = _number(text)
        if number is None:
            return None, [rules.unreadable_word(what=word.label, field=word.name, like="12")]
        return number, []
    return text, []


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def _number(text: str) -> Decimal | None:
    # Python would take digits of any script; a form means the plain ones.
    if not text.isascii():
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**12 else None


def paper_findings(slots: tuple[Slot, ...], attached: Mapping[str, int]) -> list[Finding]:
    """``attached``: how many papers wait for each slot."""
    found = []
    for slot in slots:
        count = attached.get(slot.name, 0)
        if slot.required and not count:
            found.append(rules.missing_paper(what=slot.label, field=slot.name))
        if count > slot.most:
            found.append(rules.many_papers(what=slot.label, field=slot.name, most=slot.most))
    return found


def facts_and_values(step: Step, said: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What may stand in a ledger line in the clear (class P, and never free text), and the rest,
    of which it keeps commitments only."""
    facts: dict[str, Any] = {}
    values: dict[str, Any] = {}
    for word in step.says:
        if word.name in said:
            free = word.kind in (Kind.TEXT, Kind.LINE)
            open_to_all = word.privacy is Class.P and not free
            (facts if open_to_all else values)[word.name] = said[word.name]
    return facts, values


def sealed(said: Mapping[str, Any], row: UUID) -> bytes | None:
    if not said:
        return None
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return sealing.seal(text, column=COLUMN, row=row)


def opened(taken: Taken) -> dict[str, Any]:
    """What was said at a step, as text and truth values."""
    if taken.sealed is None:
        return {}
    text = sealing.unseal(taken.sealed, column=COLUMN, row=taken.public_id)
    told: dict[str, Any] = json.loads(text)
    return told


def reason_in(step: Step, said: Mapping[str, Any]) -> str:
    """The sentence that says why a limit stands still: what was said as ``reason``, else the first
    free text of the step."""
    if "reason" in said:
        return str(said["reason"])[:300]
    texts = (word.name for word in step.says if word.kind in (Kind.TEXT, Kind.LINE))
    return str(next((said[name] for name in texts if name in said), ""))[:300]
