"""Which day does a cell mean, and how exactly does it say so? Every form that rosters use."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.cells.values import Context, Find, Parsed, sort_out
from jingwei.ops.imports.reading.columns import Raw, from_serial

YEARS: Final = range(1870, 2151)


class Dated(NamedTuple):
    """A day and its precision: ``day``, ``month`` or ``year``; ``unknown`` has no day.

    The day of a month or year is its first. Never through a moment: no clock, no zone.
    """

    day: date | None
    precision: str

    @property
    def text(self) -> str:
        """``1990-05-01``, ``1990-05``, ``1990`` or nothing: what ``read_day`` reads back."""
        if self.day is None:
            return ""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]

    def span(self) -> tuple[int, int]:
        """First and last day it may mean, as ``date.toordinal``; zeros where unknown."""
        if self.day is None:
            return 0, 0
        first = self.day.toordinal()
        return first, last_day(self.day, self.precision).toordinal()


UNKNOWN: Final = Dated(None, "unknown")

_TIME: Final = re.compile(r"[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", re.ASCII)
_NOT_SAID: Final = frozenset(
    """
    / \\ - -- — —— 无 没有 空 至今 现在 长期 未转正 未到期 null NULL 0 00000000
    """.split()  # noqa: SIM905
) | {""}
_NOT_KNOWN: Final = frozenset(
    """
    不详 未知 不清 不明 不清楚 记不清 无法确定 无法查实 待查 待核实 不祥 ? ？ 时间不详 年月不详
    """.split()  # noqa: SIM905
)
_LUNAR: Final = re.compile(
    r"农历|阴历|旧历|夏历|正月|腊月|冬月|闰|初[一二三四五六七八九十]|廿"
    r"|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
)
_SIGNS: Final = re.compile(r"[./\\年月。．·・、,，:：_—–－~～\-]+")
_END: Final = re.compile(r"[日号]?[;；。.]*$")
_FULL: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_PACKED: Final = re.compile(r"(\d{4})-?(\d{2})(\d{2})?", re.ASCII)
_SHORT: Final = re.compile(r"(\d{2})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", re.ASCII)
_TURNED: Final = re.compile(r"(\d{1,2})-(\d{1,2})-(\d{4})", re.ASCII)
_INSIDE: Final = re.compile(r"((?:19|20)\d{2})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_ONE_DIGIT: Final = re.compile(r"\d{4}[.．]1", re.ASCII)
_TWO_DIGITS: Final = re.compile(r"\d{4}[.．]0\d", re.ASCII)
_NUMERAL: Final = "一二三四五六七八九"
_CHINESE_YEAR: Final = re.compile(
    rf"([〇零○0{_NUMERAL}]{{4}})年(?:([{_NUMERAL}十]{{1,2}})月(?:([{_NUMERAL}十]{{1,3}})[日号]?)?)?"
)
_DIGIT: Final = {sign: at for at, sign in enumerate("〇" + _NUMERAL)} | dict.fromkeys("零○0", 0)
_USUAL: Final = re.compile(r"(\d{4})[.\-/](\d\d)(?:[.\-/](\d\d))?", re.ASCII)


def days(raws: Sequence[Raw], context: Context) -> Parsed:
    """The parser of columns of dates."""
    two = any(_TWO_DIGITS.fullmatch(raw if isinstance(raw, str) else repr(raw)) for raw in raws
              if isinstance(raw, (str, float)))  # fmt: skip
    context = Context(context.today, two)
    parsed = sort_out([read_day(raw, context) for raw in raws])
    parsed.serials = [at for at, raw in enumerate(raws) if _is_serial(raw) and parsed.values[at]]
    return parsed


def months(raws: Sequence[Raw], context: Context) -> Parsed:
    """The parser of columns that name months: the day within the month is of no matter."""
    parsed = days(raws, context)
    for at, value in enumerate(parsed.values):
        if not isinstance(value, Dated):
            continue
        if value.precision == "day" and value.day is not None:
            parsed.values[at] = Dated(value.day.replace(day=1), "month")
        elif value.precision == "year":
            parsed.values[at], parsed.finds[at] = None, Find("date.too_precise")
    return parsed


def read_day(raw: Raw, context: Context) -> object:
    """A Dated, None where nothing is said, or what is wrong."""
    if isinstance(raw, datetime):
        return _checked(raw.year, raw.month, raw.day)
    if isinstance(raw, date):
        return _checked(raw.year, raw.month, raw.day)
    if isinstance(raw, float):
        return _from_number(raw, context)
    return _from_text(raw, context)


def _from_number(value: float, context: Context) -> object:
    if not value.is_integer() and value < YEARS.start and value >= 100:
        return Find("date.unreadable")
    if _is_serial(value):
        return Dated(from_serial(value), "day")
    text = str(int(value)) if value.is_integer() else repr(value)
    if _ONE_DIGIT.fullmatch(text):  # 1990.1 and 1990.10 are the same number
        year = text[:4]
        return Find("date.lost_zero", f"{year}-10" if context.two_digit_months else None)
    return _from_text(text, context)


def _is_serial(raw: Raw) -> bool:
    if isinstance(raw, str):
        return len(raw) < 20 and _SERIAL.fullmatch(raw.strip()) is not None
    return isinstance(raw, float) and 3_000 <= raw < 109_575


def _from_text(text: str, context: Context) -> object:
    if usual := _USUAL.fullmatch(text):
        return _checked(int(usual[1]), int(usual[2]), int(usual[3] or 0))
    text = _TIME.sub("", half_width(text).strip().lstrip("'‘’`"))
    plain = "".join(text.split())
    if plain in _NOT_SAID:
        return None
    if plain in _NOT_KNOWN:
        return UNKNOWN
    if _LUNAR.search(plain):
        return Find("date.lunar")
    if _SERIAL.fullmatch(plain):
        return Dated(from_serial(float(plain)), "day")
    if context.two_digit_months and _ONE_DIGIT.fullmatch(plain):
        return Find("date.lost_zero", f"{plain[:4]}-10")
    return _from_digits(_SIGNS.sub("-", _END.sub("", _in_digits(plain))).strip("-"), context)


def _from_digits(plain: str, context: Context) -> object:
    if len(plain) == 4 and plain.isascii() and plain.isdigit():
        return _checked(int(plain), 0, 0)
    if found := _FULL.fullmatch(plain) or _PACKED.fullmatch(plain):
        year, month, day = (int(part or 0) for part in found.groups())
        return _checked(year, month, day)
    if found := _SHORT.fullmatch(plain):
        return _short_year(found, context)
    if (found := _TURNED.fullmatch(plain)) and int(found[2]) > 12:
        return Find("date.unreadable", _suggest(int(found[3]), int(found[1]), int(found[2])))
    inside = _INSIDE.search(plain)
    parts = [int(part or 0) for part in inside.groups()] if inside else []
    return Find("date.unreadable", _suggest(*parts) if parts else None)


def _in_digits(text: str) -> str:
    found = _CHINESE_YEAR.fullmatch(text)
    if not found:
        return text
    year = "".join(str(_DIGIT[sign]) for sign in found[1])
    return "-".join([year, *(str(_count(part)) for part in found.groups()[1:] if part)])


def _count(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    whole = 10 * (_DIGIT[tens] if tens else 1) if ten else 0
    return whole + (_DIGIT[ones] if ones else 0)


def _checked(year: int, month: int, day: int) -> Dated | Find:
    """Zeros for a month or day that is not known, as official lists write them."""
    if year not in YEARS:
        return Find("date.impossible")
    if not month:
        return Find("date.impossible") if day else Dated(date(year, 1, 1), "year")
    try:
        return Dated(date(year, month, day or 1), "day" if day else "month")
    except ValueError:
        return Find("date.impossible")


def _short_year(found: re.Match[str], context: Context) -> Find:
    short, month, day = (int(part or 0) for part in found.groups())
    century = 1900 if short > context.today.year % 100 else 2000
    return Find("date.two_digit_year", _suggest(century + short, month, day))


def _suggest(year: int, month: int, day: int) -> str | None:
    dated = _checked(year, month, day)
    return dated.text if isinstance(dated, Dated) else None


def last_day(day: date, precision: str) -> date:
    """The last day that a date of this precision may mean."""
    if precision == "year":
        return date(day.year, 12, 31)
    if precision == "month":
        later = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return later - timedelta(days=1)
    return day
