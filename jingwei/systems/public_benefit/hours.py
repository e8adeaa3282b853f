"""When is a place open? Lines as people write them, kept as weekday, opening and closing."""

import re

from django.utils.translation import gettext as _

DAYS = "一二三四五六日"
ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LINE = re.compile(
    r"^(?:周|星期)([一二三四五六日天])(?:[至到-](?:周|星期)?([一二三四五六日天]))?\s*"
    r"(\d{1,2})[:：](\d{2})\s*[-至到]\s*(\d{1,2})[:：](\d{2})$"
)
Hours = list[tuple[int, str, str]]


def read(text: str) -> tuple[Hours, tuple[str, ...]]:
    """``周一至周五 9:00-11:30`` as rows, and the lines that cannot be read."""
    found: Hours = []
    unread = []
    for line in filter(None, (one.strip() for one in text.replace("；", "\n").splitlines())):
        rows = _line(line)
        found += rows
        if not rows:
            unread.append(line[:30])
    return sorted(set(found)), tuple(unread)


def _line(line: str) -> Hours:
    said = line.lower()
    for name, sign in zip(ENGLISH, DAYS, strict=True):
        said = said.replace(name, f"周{sign}")
    seen = LINE.match(said)
    if seen is None:
        return []
    first, last, *clock = seen.groups()
    since, until = _day(first), _day(last or first)
    opens, closes = (int(clock[0]), int(clock[1])), (int(clock[2]), int(clock[3]))
    sound = since <= until and opens < closes <= (24, 0) and max(opens[1], closes[1]) < 60
    if not sound:
        return []
    return [
        (day, f"{opens[0]:02}:{opens[1]:02}", f"{closes[0]:02}:{closes[1]:02}")
        for day in range(since, until + 1)
    ]


def _day(sign: str) -> int:
    return DAYS.index("日" if sign == "天" else sign) + 1


def written(hours: Hours) -> str:
    """As it is typed again."""
    return "\n".join(f"周{DAYS[day - 1]} {opens}-{closes}" for day, opens, closes in hours)


def line(hours: Hours) -> str:
    """In one cell of a workbook; ``read`` takes it line by line, split at ``；``."""
    return "；".join(written(hours).splitlines())


def told(hours: Hours) -> list[tuple[str, str]]:
    """Each stretch of weekdays with the same times once, for a table."""
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    found: dict[int, list[str]] = {}
    for day, opens, closes in hours:
        found.setdefault(day, []).append(f"{opens}-{closes}")
    runs: list[tuple[int, int, str]] = []
    for day, times in sorted(found.items()):
        said = "，".join(times)
        if runs and runs[-1][1:] == (day - 1, said):
            runs[-1] = (runs[-1][0], day, said)
        else:
            runs.append((day, day, said))
    return [
        (names[first - 1] if first == last
         else _("{first}至{last}").format(first=names[first - 1], last=names[last - 1]), said)
        for first, last, said in runs
    ]  # fmt: skip
