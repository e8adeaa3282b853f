"""How are hours, days, times and lists in a cell read? As numbers and times, never guessed."""

import re
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import Final

from jingwei.kernel.rulebook.codes.tables import CodeTable
from jingwei.kernel.rulebook.codes.text import half_width, squeezed
from jingwei.ops.imports.cells.values import Context, Find, Parser, each, shown
from jingwei.ops.imports.reading.columns import Raw

_NOTHING: Final = frozenset(("", "/", "\\", "-", "--", "—", "——", "无"))
_NUMBER: Final = re.compile(r"\d{1,4}(\.\d)?", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{1,2})[:时](\d{2})?分?(?::\d{2})?", re.ASCII)
_AFTERNOON: Final = ("下午", "晚上", "晚")
_MORNING: Final = ("上午", "早上")
APART: Final = re.compile(r"[、，,；;/\s]+")


def _amount(suffixes: tuple[str, ...], most: Decimal) -> Callable[[Raw, Context], object]:
    def one(raw: Raw, _: Context) -> object:
        text = squeezed(shown(raw))
        for suffix in suffixes:
            text = text.removesuffix(suffix)
        if text in _NOTHING:
            return None
        if not _NUMBER.fullmatch(text):
            return Find("number.unreadable")
        amount = Decimal(text)
        return amount if 0 < amount <= most else Find("number.out_of_range")

    return one


hours: Final = each(_amount(("个学时", "个课时", "学时", "课时", "小时"), Decimal(999)))
"""Hours of class with at most one decimal place."""
days_of: Final = each(_amount(("天", "日"), Decimal(99)))
"""Days of class; half days are said with one decimal place."""


def _time(raw: Raw, _: Context) -> object:
    if isinstance(raw, datetime):
        return raw.time().isoformat("minutes")
    if isinstance(raw, float) and 0 <= raw < 1:  # a part of a day, as sheets keep times
        minutes = round(raw * 24 * 60)
        return time(minutes // 60 % 24, minutes % 60).isoformat("minutes")
    text = squeezed(half_width(shown(raw))).replace("：", ":")
    if text in _NOTHING:
        return None
    late = any(text.startswith(word) for word in _AFTERNOON)
    for word in (*_AFTERNOON, *_MORNING):
        text = text.removeprefix(word)
    found = _CLOCK.fullmatch(text)
    if found is None:
        return Find("time.unreadable")
    hour, minute = int(found[1]), int(found[2] or 0)
    hour += 12 if late and hour < 12 else 0
    if hour > 23 or minute > 59:
        return Find("time.unreadable")
    return time(hour, minute).isoformat("minutes")


times: Final = each(_time)
"""A time of the day: ``9:00``, ``09：00``, ``下午2时30分``, or a sheet's part of a day."""


def several(table: CodeTable) -> Parser:
    """Codes of a table with commas between them, as ``code,code``."""

    def one(raw: Raw, _: Context) -> object:
        words = [word for word in APART.split(shown(raw).strip()) if word not in _NOTHING]
        whole = table.find(shown(raw))  # a title may itself hold a sign that sets words apart
        codes = [whole] if whole else [table.find(word) for word in words]
        unknown = [word for word, code in zip(words, codes, strict=False) if code is None]
        if unknown:
            return Find("code.unknown", table.nearest(unknown[0]))
        return ",".join(dict.fromkeys(code for code in codes if code)) or None

    return each(one)
