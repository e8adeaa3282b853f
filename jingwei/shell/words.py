"""How is a value written for people? Dates, moments, counts, tails of numbers, findings."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from jingwei.kernel.findings import Finding, Word

SHANGHAI = ZoneInfo("Asia/Shanghai")
COUNT_CAP = 10_000
NONE = "-"


def sentence(finding: Finding) -> str:
    """The finding's sentence in the reader's language, its params filled in after translating."""
    params = {key: _param(value) for key, value in finding.params.items()}
    return gettext(finding.message).format(**params)


def _param(value: object) -> object:
    if isinstance(value, Word):
        return gettext(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    return value


KNOWN = {"year": 4, "month": 7}
"""How much of ``2026-07-02`` is known; a page of fifty rows asks this fifty times and more."""


def day(value: date | None, precision: str = "day") -> str:
    """``2026-07-02`` for tables; ``2026-07`` or ``2026`` where no more is known."""
    if value is None:
        return NONE
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat()[: KNOWN.get(precision, 10)]


def day_words(value: date | None, today: date | None = None) -> str:
    """``7月2日`` for sentences; with the year where it is not this year's."""
    if value is None:
        return NONE
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    with_year = today is not None and value.year != today.year
    if _chinese():
        return (
            f"{value.year}年{value.month}月{value.day}日"
            if with_year
            else f"{value.month}月{value.day}日"
        )
    return date_format(value, "j M Y" if with_year else "j M")


def weekday(value: date) -> str:
    """``周四``."""
    return f"周{'一二三四五六日'[value.weekday()]}" if _chinese() else date_format(value, "D")


def moment(value: datetime | None) -> str:
    """``2026-07-02 09:40`` in Shanghai's time."""
    return NONE if value is None else f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def moment_words(value: datetime | None, now: datetime | None = None) -> str:
    """``今天 09:40``, ``7月2日 09:40``, ``2025年7月2日 09:40``."""
    if value is None:
        return NONE
    local = value.astimezone(SHANGHAI)
    today = now.astimezone(SHANGHAI).date() if now else None
    said = gettext("今天") if local.date() == today else day_words(local.date(), today)
    return f"{said} {local:%H:%M}"


def thousands(value: object) -> str:
    """``1,284``; ``-`` where there is nothing."""
    if value is None or value == "":
        return NONE
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def capped(value: int | None) -> str:
    """``10,000+`` for what is more than is worth counting."""
    if value is not None and value > COUNT_CAP:
        return f"{COUNT_CAP:,}+"
    return thousands(value)


def tail(value: str | None, length: int = 4) -> str:
    """The last digits of a number that the server has masked already: ``尾号 4420``."""
    digits = (value or "").strip()
    if not digits:
        return NONE
    return gettext("尾号 {digits}").format(digits=digits[-length:])


def share(part: int | None, whole: int | None) -> str:
    """``62.3%``; ``-`` without a whole."""
    if not whole or part is None:
        return NONE
    return f"{part * 100 / whole:.1f}%"


def how_many(count: int, singular: str, plural: str) -> str:
    """A counted thing in the reader's language; ``{n}`` in the message is the number."""
    return ngettext(singular, plural, count).format(n=capped(count))


def _chinese() -> bool:
    return (translation.get_language() or "zh").startswith("zh")
