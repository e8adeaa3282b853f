"""How is a sheet of meetings read? Names in a list, reasons in brackets, kinds by their words."""

import re
from collections.abc import Collection
from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future

APART = re.compile(r"[、，,；;\s]+")
REASON = re.compile(r"[（(]([^）)]*)[）)]")
KINDS: Final = {
    "党员大会": "member_meeting", "支部党员大会": "member_meeting",
    "支委会": "committee_meeting", "支部委员会": "committee_meeting",
    "支部委员会会议": "committee_meeting", "党小组会": "group_meeting", "党课": "lecture",
    "主题党日": "theme_day", "主题党日活动": "theme_day", "组织生活会": "org_life_meeting",
    "民主评议党员": "appraisal", "民主评议": "appraisal",
}  # fmt: skip
EXCUSES: Final = (
    ("work", ("工作", "值班", "出差", "加班", "开会")), ("away", ("外出", "外地", "在外")),
    ("personal", ("事假", "私事", "个人", "家")),
)  # fmt: skip


def names(text: str | None) -> list[tuple[str, str]]:
    """``东乙（出差）、东丙`` as names with what stood in the brackets."""
    found = []
    for part in APART.split(REASON.sub(lambda m: f"\x00{m[1]}\x00", text or "")):
        name, _dash, why = part.partition("\x00")
        if name:
            found.append((name, why.strip("\x00")))
    return found


def names_of(text: str | None, known: Collection[str]) -> list[tuple[str, str]]:
    """The same, where names that were written without anything between them are told apart by
    those that are known."""
    return [(one, why) for name, why in names(text) for one in _apart(name, known)]


def _apart(name: str, known: Collection[str]) -> list[str]:
    rest, found = name, []
    while rest:
        hit = max((one for one in known if rest.startswith(one)), key=len, default="")
        if not hit:
            return [name]
        found.append(hit)
        rest = rest[len(hit) :]
    return found


def kinds(text: str | None) -> tuple[list[str], list[str]]:
    """Codes of the kinds that are named, each once, and words that name none."""
    codes, strange = [], []
    for word in APART.split(text or ""):
        code = KINDS.get(word)
        if code and code not in codes:
            codes.append(code)
        elif word and not code:
            strange.append(word)
    return codes, strange


def excuse(why: str) -> str:
    """The kind of reason; what exactly it was, an illness for example, is not kept."""
    return next((code for code, words in EXCUSES if any(w in why for w in words)), "other")


def held(rows: Rows) -> None:
    """A record tells of a meeting that was."""
    no_future(rows, ("on",))


CHECKS: Final = (held,)
DERIVE: Final = ()
