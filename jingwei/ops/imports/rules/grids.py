"""What does a row of the grids' ledger say of buildings and people, read as clerks write it?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules import places
from jingwei.ops.imports.rules.days import in_order, no_future

APART: Final = re.compile(r"[、，,；;\s|]+")
SPAN: Final = re.compile(
    r"(?P<head>\D{0,40}?)0*(?P<first>\d{1,4})(?P<unit>幢|栋|号楼|号|#)?[-－—~～至到]"
    r"(?P=head)?0*(?P<last>\d{1,4})(?P<tail>幢|栋|号楼|号|#|楼)?",
    re.ASCII,
)
BRACKETS: Final = re.compile(r"[（(][^）)]*[）)]")
ROLES: Final = ("cadre", "grid_worker", "member_household")
MOST_IN_SPAN: Final = 200
LEAD_WORDS: Final = "网格长"


def listed(text: str | None, is_known: Callable[[str], bool] = lambda _part: False) -> list[str]:
    """``1幢、3-5幢`` as names of buildings, each once and in order; a building may itself be called
    ``3-5``."""
    found: dict[str, None] = {}
    for part in APART.split(text or ""):
        span = None if is_known(part) else SPAN.fullmatch(part)
        first, last = (int(span["first"]), int(span["last"])) if span else (1, 0)
        if span and first <= last < first + MOST_IN_SPAN:
            tail = span["tail"] or span["unit"] or ""
            found |= dict.fromkeys(f"{span['head']}{at}{tail}" for at in range(first, last + 1))
        elif part:
            found[part] = None
    return list(found)


def people(text: str | None) -> list[str]:
    """``东甲、东乙（兼）`` as names."""
    return list(dict.fromkeys(filter(None, APART.split(BRACKETS.sub("", text or "")))))


@dataclass(frozen=True)
class Named:
    """Somebody whom a row puts to its grid."""

    name: str
    role: str
    is_lead: bool
    words: str = ""


def named(lead: str | None, lead_role: str | None, said: dict[str, str | None]) -> list[Named]:
    """Everybody in a row, each once: the lead in the role in which the row names him."""
    found: dict[str, Named] = {}
    for role in ROLES:
        for name in people(said.get(role)):
            found.setdefault(name, Named(name, role, is_lead=False))
    if lead:
        role = lead_role or (found[lead].role if lead in found else "other")
        others = {name: one for name, one in found.items() if name != lead}
        words = LEAD_WORDS if role == "other" else ""
        return [Named(lead, role, is_lead=True, words=words), *others.values()]
    return list(found.values())


def whole_terms(rows: Rows) -> None:
    """Terms begin no later than today, end after they began, and are written to the day."""
    for key in ("since", "until"):
        if rows.has(key):
            short = rows.cells[key].map(
                lambda value: isinstance(value, Dated) and value.precision in ("month", "year"),
                np.bool_,
            )
            rows.say(key, "grid.day", short)
    no_future(rows, ("since",))
    if rows.has("since", "until"):
        in_order(rows, "since", "until", "order.until_before_since")


def names_readable(rows: Rows) -> None:
    """No name of a list is longer than a name can be."""
    for key in ROLES:
        if rows.has(key):
            long = rows.cells[key].map(
                lambda value: any(len(name) > 50 for name in people(value)), np.bool_
            )
            rows.say(key, "grid.names", long)


DERIVE: Final = ()
CHECKS: Final = (whole_terms, names_readable, places.datum_named)
