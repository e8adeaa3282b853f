"""When is a centre open, as clerks write it? Stretches of the week as ``[day, opens, closes]``."""

import itertools
import re
from typing import Final

import numpy as np

from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules import places

type Week = list[list[object]]

_DAY: Final = "一二三四五六日天"
_NAMED: Final = re.compile(
    rf"(?:(?:周|星期|礼拜)([{_DAY}1-7])(?:(?:至|到|-|~|—|－|～)(?:周|星期|礼拜)?([{_DAY}1-7]))?"
    r"|(每天|每日|全周|全年无休|天天)|(工作日|法定工作日|上班日)|(双休日|周末))"
)
_SPAN: Final = re.compile(
    r"(上午|下午|晚上|晚|中午|早上)?(\d{1,2})[:时点](\d{2}|半)?分?(?:-|~|至|到|—|－|～)"
    r"(?:上午|下午|晚上|晚|中午)?(\d{1,2})[:时点](\d{2}|半)?分?"
)
_LEFT: Final = re.compile(r"[、，,；;。.\s()和及与:每]+|上午|下午|开门|开放|办公|服务|时间")
_CLOSED: Final = frozenset(
    ("休", "休息", "不开", "不开门", "关门", "闭馆", "不上班", "无", "-", "—", "")
)


def clock(hour: str, minute: str | None, half: str | None = "") -> str | None:
    """``14:30``; None for what no clock shows."""
    at, past = int(hour), 30 if minute == "半" else int(minute or 0)
    if half in ("下午", "晚上", "晚") and at < 12:
        at += 12
    return f"{at:02}:{past:02}" if at < 24 and past < 60 else None


def spans(text: str) -> list[tuple[str, str]] | None:
    """Stretches of one day in their order; None where something else stands there too."""
    plain = half_width(text).replace("：", ":").strip()
    if plain in _CLOSED:
        return []
    found = []
    for one in _SPAN.finditer(plain):
        opens = clock(one[2], one[3], one[1])
        closes = clock(one[4], one[5], one[1])
        if opens is None or closes is None or opens >= closes:
            return None
        found.append((opens, closes))
    rest = _LEFT.sub("", _SPAN.sub("", plain))
    found.sort()
    meet = any(two[0] < one[1] for one, two in itertools.pairwise(found))
    return found if found and not rest and not meet else None


def _days(one: re.Match[str]) -> list[int]:
    if one[3]:
        return [1, 2, 3, 4, 5, 6, 7]
    if one[4]:
        return [1, 2, 3, 4, 5]
    if one[5]:
        return [6, 7]
    first, last = _number(one[1]), _number(one[2] or one[1])
    if first <= last:
        return list(range(first, last + 1))
    return [*range(first, 8), *range(1, last + 1)]


def _number(sign: str) -> int:
    return 7 if sign == "天" else int(sign) if sign.isdigit() else _DAY.index(sign) + 1


def week(text: str) -> Week | None:
    """``周一至周五 8:30-11:30；周六 9:00-11:00`` as stretches; hours without a day are of the
    working days. None for what cannot be read."""
    plain = half_width(text).replace("：", ":")
    parts: list[tuple[list[int], str]] = []
    days: list[int] = []
    end = 0
    for one in _NAMED.finditer(plain):
        between = plain[end : one.start()]
        if _SPAN.search(between) or between.strip(" ,、;；和及") in _CLOSED - {""}:
            parts.append((days or [1, 2, 3, 4, 5], between))
            days = []
        elif between.strip(" ,，、;；和及()"):
            return None
        days = [*days, *_days(one)]
        end = one.end()
    parts.append((days or [1, 2, 3, 4, 5], plain[end:]))
    found: Week = []
    for which, said in parts:
        stretches = spans(said)
        if stretches is None:
            return None
        found += [[day, *span] for day in which for span in stretches]
    found = sorted(found, key=str)
    return found if found and not _meets(found) else None


def _meets(found: Week) -> bool:
    pairs = itertools.pairwise(found)
    return any(one[0] == two[0] and str(two[1]) < str(one[2]) for one, two in pairs)


def hours_readable(rows: Rows) -> None:
    """Hours can be read, each stretch ends after it begins and meets no other."""
    if rows.has("hours"):
        bad = rows.cells["hours"].map(lambda v: v is not None and week(str(v)) is None, np.bool_)
        rows.say("hours", "centre.hours", bad)
    for at in range(1, 8):
        if rows.has(f"day{at}"):
            bad = rows.cells[f"day{at}"].map(
                lambda v: v is not None and spans(str(v)) is None, np.bool_
            )
            rows.say(f"day{at}", "centre.hours", bad)


DERIVE: Final = places.DERIVE
CHECKS: Final = (hours_readable, *places.CHECKS)
