"""Which number, sum, telephone, answer or official code does a cell hold?"""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from jingwei.kernel.rulebook.codes import credit_code, divisions, identity, phones
from jingwei.kernel.rulebook.codes.tables import CodeTable
from jingwei.kernel.rulebook.codes.text import squeezed
from jingwei.ops.imports.cells.values import (
    Context,
    Doubt,
    Find,
    Parsed,
    Parser,
    each,
    shown,
    text_of,
)
from jingwei.ops.imports.reading.columns import Raw

_NOTHING: Final = frozenset("/ \\ - -- — —— 无 没有 空 不详 未知 NULL 暂无".split()) | {""}  # noqa: SIM905
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)
_MONEY: Final = re.compile(r"-?\d{1,10}(?:\.\d{1,2})?", re.ASCII)
_COUNT: Final = re.compile(r"-?\d{1,9}", re.ASCII)
_BETWEEN_PHONES: Final = re.compile(r"[/、,，;；|]+|\s{1,}(?=1[3-9]\d{9})|(?<=\d{11})\s+")
_YES: Final = frozenset(("是", "Y", "YES", "有", "√", "✓", "1", "TRUE", "对", "已", "☑"))
_NO: Final = frozenset(("否", "N", "NO", "不是", "×", "X", "0", "FALSE", "没", "未", "☐"))

_ID_WORDS: Final = {
    identity.Verdict.FORM: "id.form",
    identity.Verdict.BIRTH: "id.birth",
    identity.Verdict.CHECK: "id.check",
    identity.Verdict.FUTURE: "id.future",
}


def id_numbers(raws: Sequence[Raw], context: Context) -> Parsed:
    """Citizens' ID numbers of a column, all check digits at once."""
    numbers = [_id_text(raw) for raw in raws]
    column = identity.check_many(numbers, today=context.today)
    parsed = Parsed([number or None for number in numbers], identity=column)
    for at in (column.verdict != identity.Verdict.GOOD).nonzero()[0].tolist():
        verdict = identity.Verdict(int(column.verdict[at]))
        if numbers[at] in _NOTHING:
            parsed.values[at] = None
        elif verdict is identity.Verdict.LEGACY:
            parsed.finds[at] = Find("id.legacy")
        else:
            parsed.values[at] = None
            parsed.finds[at] = Find(_id_problem(numbers[at], verdict))
    return parsed


def _id_text(raw: Raw) -> str:
    if type(raw) is str and len(raw) == 18 and raw.isalnum() and raw.isascii():
        return raw if raw[17] != "x" else raw.upper()
    return identity.normal(text_of(raw))


def _id_problem(number: str, verdict: identity.Verdict) -> str:
    if _is_lost(number):
        return "id.became_number"
    if number.endswith("000") and len(number) == 18 and number.isdigit():
        return "id.truncated"
    return _ID_WORDS[verdict]


def _is_lost(text: str) -> bool:
    """Digits that a spreadsheet has already rounded away: 3.2E+17 and its like."""
    return _SCIENTIFIC.fullmatch(text) is not None


def _credit(raw: Raw, _: Context) -> object:
    code = credit_code.normal(text_of(raw))
    if code in _NOTHING:
        return None
    if _is_lost(squeezed(text_of(raw))):
        return Find("credit.became_number")
    verdict = credit_code.verdict_of(code)
    if verdict is credit_code.Verdict.LEGACY:
        return Doubt(code, Find("credit.legacy"))
    if verdict is credit_code.Verdict.ORGANISATION:
        return Doubt(code, Find("credit.organisation"))
    if verdict is credit_code.Verdict.FORM:
        return Find("credit.form")
    return Find("credit.check") if verdict else code


credit: Final = each(_credit)
"""A unified social credit code. The part of GB 11714 only warns: old numbers were taken over."""


def _division(raw: Raw, _: Context) -> object:
    text = squeezed(text_of(raw))
    if text in _NOTHING:
        return None
    return divisions.normal(text) or Find("division.form")


division: Final = each(_division)


def _phone(raw: Raw, _: Context) -> object:
    if type(raw) is str and len(raw) == 11 and phones.is_mobile(raw):
        return raw
    text = text_of(raw)
    if squeezed(text) in _NOTHING:
        return None
    if _is_lost(squeezed(text)):
        return Find("phone.became_number")
    pieces = _BETWEEN_PHONES.split(text.replace("+86", " ").strip())
    parts = [phones.normal(part) for part in pieces if part.strip()]
    known = [n if phones.is_mobile(n) else phones.landline(n) for n in parts]
    good = sorted((n for n in known if n), key=lambda n: not phones.is_mobile(n))
    if not good:
        return Find("phone.form", _with_zero(raw, parts))
    return Doubt(good[0], Find("phone.two")) if len(parts) > 1 else good[0]


def _with_zero(raw: Raw, parts: list[str]) -> str | None:
    """051385110000 typed as a number has lost its 0; a person confirms."""
    if isinstance(raw, float) and len(parts) == 1 and len(parts[0]) in (10, 11):
        return phones.landline("0" + parts[0])
    return None


phone: Final = each(_phone)
"""A telephone number; the mobile one where a cell holds several."""


def _money(raw: Raw, _: Context) -> object:
    text = squeezed(shown(raw)).replace(",", "").strip("¥￥").removesuffix("元").removesuffix("/月")
    if text in _NOTHING:
        return None
    if not _MONEY.fullmatch(text):
        return Find("number.unreadable")
    try:
        amount = Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        return Find("number.unreadable")
    return Find("number.negative") if amount < 0 else amount


money: Final = each(_money)


def _whole(raw: Raw, _: Context) -> object:
    text = squeezed(shown(raw)).replace(",", "").rstrip("人名户个")
    if text in _NOTHING:
        return None
    if not _COUNT.fullmatch(text):
        return Find("number.unreadable")
    return Find("number.negative") if int(text) < 0 else int(text)


whole: Final = each(_whole)


def _yes_no(raw: Raw, _: Context) -> object:
    text = squeezed(shown(raw)).upper()
    if text in _YES:
        return True
    if text in _NO or text == "无":
        return False
    return None if text in _NOTHING else Find("yes_no.unreadable")


yes_no: Final = each(_yes_no)


def choice(table: CodeTable) -> Parser:
    """A code of the table, written as number, as name or as both; slips get a suggestion."""

    def one(raw: Raw, _: Context) -> object:
        text = text_of(raw)
        found = table.find(text)
        if found is not None:
            return found
        if squeezed(text) in _NOTHING:
            return None
        return Find("code.unknown", table.nearest(text))

    return each(one)
