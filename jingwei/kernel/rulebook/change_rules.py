"""When may a number of the rulebook or a day of the calendar change? Two people, and pure rules."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook import rates
from jingwei.kernel.rulebook.calendar import SATURDAY

HOUSE: Final = "本系统规则"
REASON_LENGTH: Final = 300
SOURCE_LENGTH: Final = 200
MOST: Final = Decimal(99_999_999)
PLACES: Final = 4
FIRST, LAST = date(1990, 1, 1), date(2999, 12, 31)


def asking_findings(
    *, is_table: bool, value: Decimal | None, table: Sequence[Any], source: str, reason: str,
    from_on: date, next_from: date | None, same: bool, under_way: bool,
) -> list[Finding]:  # fmt: skip
    """``next_from``: a version that begins on or after the day; ``same``: nothing would differ."""
    found = _reason_findings(reason)
    if not source.strip():
        found.append(
            Finding("rulebook.source", "请写出处：哪份文件第几条。", HOUSE, {"field": "source"})
        )
    elif len(source) > SOURCE_LENGTH:
        found.append(_long(source, "source", SOURCE_LENGTH))
    found += _table_findings(table) if is_table else _value_findings(value)
    if not FIRST <= from_on <= LAST:
        found.append(
            Finding("rulebook.from", "起始日期写1990年以后的日子。", HOUSE, {"field": "from_on"})
        )
    if next_from is not None:
        found.append(
            Finding("rulebook.later", "已有从{day}起的数，请写更晚的日期。", HOUSE,
                    {"day": next_from, "field": "from_on"})
        )  # fmt: skip
    if same:
        found.append(
            Finding("rulebook.same", "和现在的一样，没有要改的。", HOUSE, {"field": "value"})
        )
    if under_way:
        found.append(Finding("rulebook.open", "这个数已有一件修改在等核定，请等结果。", HOUSE))
    return found


def deciding_findings(
    *, same_account: bool, is_open: bool, agree: bool, answer: str, overtaken: bool
) -> list[Finding]:
    """``overtaken``: another version came in since, so what was asked no longer fits."""
    found = []
    if not is_open:
        found.append(Finding("rulebook.decided", "这件修改已经有了结果。", HOUSE))
    if same_account:
        found.append(Finding("rulebook.two_people", "要由另一个人核定，请找有权的同事。", HOUSE))
    if not agree and not answer.strip():
        found.append(
            Finding(
                "rulebook.why", "不同意时请写明原因，提出的人要看。", HOUSE, {"field": "answer"}
            )
        )
    if len(answer) > REASON_LENGTH:
        found.append(_long(answer, "answer", REASON_LENGTH))
    if agree and overtaken:
        found.append(
            Finding("rulebook.overtaken", "这个数后来又改过，请答复不同意，再重新提出。", HOUSE)
        )
    return found


def day_findings(
    *, day: date, is_working: bool | None, year_known: bool, same: bool, reason: str
) -> list[Finding]:
    """``is_working`` None: as a plain week has it."""
    found = _reason_findings(reason)
    if not year_known:
        found.append(
            Finding("calendar.year", "{year}年的安排还没有录入，请先录入整年。", HOUSE,
                    {"year": day.year, "field": "day"})
        )  # fmt: skip
    elif same:
        found.append(
            Finding("calendar.same", "这一天现在就是这样，不用改。", HOUSE, {"field": "day"})
        )
    if is_working is True and day.weekday() < SATURDAY:
        found.append(
            Finding("calendar.weekday", "平日本来上班，请选“照平常”。", HOUSE, {"field": "day"})
        )
    return found


def year_findings(
    *, year: int, days: Sequence[tuple[date, bool]], source: str, reason: str
) -> list[Finding]:
    """A whole year as it is entered: days of that year, each once, weekends swapped only."""
    found = _reason_findings(reason)
    if not source.strip():
        found.append(
            Finding(
                "calendar.source",
                "请写出处，例如国务院办公厅通知的文号。",
                HOUSE,
                {"field": "source"},
            )
        )
    elif len(source) > SOURCE_LENGTH:
        found.append(_long(source, "source", SOURCE_LENGTH))
    if not 1990 <= year <= 2999:
        found.append(
            Finding("calendar.which", "年份写四位数字，例如2027。", HOUSE, {"field": "year"})
        )
    if not any(not is_working for _day, is_working in days):
        found.append(
            Finding(
                "calendar.empty", "一天放假都没有，请把通知里的日子写全。", HOUSE, {"field": "days"}
            )
        )
    if len({day for day, _ in days}) != len(days):
        found.append(
            Finding("calendar.twice", "有的日子写了两遍，请只留一遍。", HOUSE, {"field": "days"})
        )
    return (found + _days_findings(year, days))[:20]


def _days_findings(year: int, days: Sequence[tuple[date, bool]]) -> list[Finding]:
    found = []
    for day, is_working in days:
        if day.year != year:
            found.append(
                Finding("calendar.other_year", "{day}不在{year}年，请核对。", HOUSE,
                        {"day": day, "year": year, "field": "days"})
            )  # fmt: skip
        elif is_working and day.weekday() < SATURDAY:
            found.append(
                Finding("calendar.not_weekend", "{day}不是周末，不用写成上班。", HOUSE,
                        {"day": day, "field": "days"})
            )  # fmt: skip
    return found


def _value_findings(value: Decimal | None) -> list[Finding]:
    if value is None or not value.is_finite():
        return [Finding("rulebook.value", "请写数，例如5或0.5。", HOUSE, {"field": "value"})]
    exponent = value.as_tuple().exponent
    if not 0 <= value <= MOST or (isinstance(exponent, int) and -exponent > PLACES):
        return [Finding("rulebook.range", "数不能小于0，小数最多四位。", HOUSE, {"field": "value"})]
    return []


def _table_findings(table: Sequence[Any]) -> list[Finding]:
    try:
        rates.brackets(table)
    except rates.WrongTable:
        return [
            Finding(
                "rulebook.table", "档次要从低到高，最后一档写“以上”。", HOUSE, {"field": "value"}
            )
        ]
    return []


def _reason_findings(reason: str) -> list[Finding]:
    if not reason.strip():
        return [
            Finding(
                "rulebook.no_reason", "请写明为什么改，别人查得到。", HOUSE, {"field": "reason"}
            )
        ]
    return [_long(reason, "reason", REASON_LENGTH)] if len(reason) > REASON_LENGTH else []


def _long(text: str, where: str, most: int) -> Finding:
    return Finding(
        "rulebook.long", "这里有{n}个字，最多{most}个字，请写短些。", HOUSE,
        {"n": len(text), "most": most, "field": where},
    )  # fmt: skip
