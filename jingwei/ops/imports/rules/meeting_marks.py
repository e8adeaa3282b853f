"""Which column of a sheet is a meeting, of which kinds, on which day? Its title says so."""

import re
from datetime import date
from typing import Final

from jingwei.kernel.rulebook.codes.text import half_width
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.attendance import KINDS
from jingwei.ops.imports.rules.shared import twice

_YEAR: Final = re.compile(r"((?:19|20)\d{2})[年.\-/]?")
_DAY: Final = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])[月.\-/](3[01]|[12]\d|0?[1-9])(?:[日号]|(?!\d))")
_FULL: Final = re.compile(
    r"((?:19|20)\d{2})(?:[年.\-/](1[0-2]|0?[1-9])[月.\-/](3[01]|[12]\d|0?[1-9])"
    r"|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)
LONGEST: Final = 80
_WORDS: Final = sorted(KINDS, key=len, reverse=True)


def day_of(title: str, as_of: date) -> tuple[date | None, bool]:
    """The day that a title names, and whether its year was taken from the roster's day."""
    text = "".join(half_width(title).split())
    if full := _FULL.search(text):
        year, month, day = full[1], full[2] or full[4], full[3] or full[5]
        return _real(int(year), int(month), int(day)), False
    found = _DAY.search(text)
    if found is None:
        return None, False
    month, day = int(found[1]), int(found[2])
    if said := _YEAR.search(text[: found.start()]):
        return _real(int(said[1]), month, day), False
    on = _real(as_of.year, month, day)
    return (_real(as_of.year - 1, month, day) if on and on > as_of else on), True


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def kinds_of(title: str) -> list[str]:
    """Codes of the kinds of meeting that a title names, in the order of its words."""
    text = "".join(half_width(title).split())
    found: list[tuple[int, str]] = []
    for word in _WORDS:
        if (at := text.find(word)) >= 0:
            found.append((at, KINDS[word]))
            text = text.replace(word, "＿" * len(word), 1)
    return list(dict.fromkeys(code for _at, code in sorted(found)))


def called(kinds: list[str]) -> str:
    """Kinds of meeting in the usual words."""
    usual: dict[str, str] = {}
    for word, code in KINDS.items():
        usual.setdefault(code, word)
    return "、".join(usual[code] for code in kinds)


def meeting_of(title: str, as_of: date) -> str:
    """``党员大会 2026-03-12``: kind and day as they are read; the title where it lacks one."""
    on, _is_guessed = day_of(title, as_of)
    kinds = kinds_of(title)
    return f"{called(kinds)} {on.isoformat()}" if on and kinds else title


def is_meeting(title: str) -> bool:
    """Does the title name a day of a month?"""
    plain = "".join(half_width(title).split())
    return len(plain) <= LONGEST and bool(_FULL.search(plain) or _DAY.search(plain))


def worth(title: str) -> int:
    """How much the title of a meeting says: its kind and its year; 0 for others."""
    if not is_meeting(title):
        return 0
    return bool(kinds_of(title)) + bool(_YEAR.search("".join(half_width(title).split())))


def once(rows: Rows) -> None:
    """Each person once."""
    twice(rows, ("id_number",), "id.twice")
    if not rows.has("id_number"):
        twice(rows, ("name", "branch"), "key.twice", {"title": "姓名"})


CHECKS: Final = (once,)
DERIVE: Final = ()
