"""What is a building called, and which stairwells does a cell list?"""

import re
from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules import places

type Stairs = list[tuple[str, int | None]]

APART: Final = re.compile(r"[、，,；;\s/]+")
HOUSEHOLDS: Final = re.compile(r"([^（(：:]+?)[（(：:]?(?:(\d{1,4})户?)?[）)]?", re.ASCII)
COUNT: Final = re.compile(r"(?:共)?(\d{1,2})个?(?:单元|楼道|梯)?", re.ASCII)
RANGE: Final = re.compile(r"(\d{1,2})(?:单元)?[-~～至到](\d{1,2})(?:个?单元|楼道)?", re.ASCII)
NAMED: Final = re.compile(
    r"第?([0-9A-Za-z一二三四五六七八九十]{1,3}|[东西南北中甲乙丙丁])(?:单元|楼道|梯|门洞)"
)
MOST: Final = 60


def stairwells(text: str) -> Stairs | None:
    """Names and households, ``3`` as three stairwells; None for what cannot be read."""
    close = "".join(text.split())
    if (count := COUNT.fullmatch(close)) and not NAMED.fullmatch(close):
        return _numbered(1, int(count[1]))
    if span := RANGE.fullmatch(close):
        return _numbered(int(span[1]), int(span[2]))
    found: Stairs = []
    for part in filter(None, APART.split(text)):
        one = HOUSEHOLDS.fullmatch(part)
        if one is None or len(one[1]) > 30:
            return None
        name = f"{one[1]}单元" if one[1].isdigit() else one[1]
        found.append((name, int(one[2]) if one[2] else None))
    return found if found and len({name for name, _n in found}) == len(found) <= MOST else None


def _numbered(first: int, last: int) -> Stairs | None:
    if not 0 < first <= last <= MOST:
        return None
    return [(f"{at}单元", None) for at in range(first, last + 1)]


def numbered_by_name(rows: Rows) -> None:
    """A building with a name only has that for a number."""
    codes, names = _texts(rows, "code"), _texts(rows, "name")
    _fill(rows, "code", [
        name if name and not code and len(name) <= 20 else None
        for code, name in zip(codes, names, strict=True)
    ])  # fmt: skip


def called(code: str, compound: str | None) -> str:
    """What a building is called that has a number only: by it, with its compound."""
    return code if not compound or compound in code else f"{compound}{code}"


def _texts(rows: Rows, key: str) -> list[str]:
    if not rows.has(key):
        return [""] * len(rows)
    cells = rows.cells[key]
    values = ["" if value is None else str(value) for value in cells.values]
    return [values[code] for code in cells.codes.tolist()]


def _fill(rows: Rows, key: str, said: list[str | None]) -> None:
    where = np.array([one is not None for one in said], np.bool_)
    if rows.has(key):
        where &= ~rows.written(key)
    if where.any():
        number = {one: at for at, one in enumerate(dict.fromkeys(filter(None, said)))}
        which = np.array([number.get(one or "", 0) for one in said], np.int32)
        rows.fill(key, where, list(number), which)


def has_a_name(rows: Rows) -> None:
    """A building has a number or a name."""
    nothing = ~rows.known("code") & ~rows.known("name")
    for key in ("code", "name"):
        if rows.has(key):
            nothing &= ~rows.found_fault(key)
    key = "code" if rows.has("code") else "name"
    rows.say(key, "building.unnamed", nothing)
    rows.say("name", "building.code_long", ~nothing & rows.known("name") & ~rows.known("code"))


def stairs_readable(rows: Rows) -> None:
    """Every list of stairwells can be read."""
    if rows.has("stairwells"):
        bad = rows.cells["stairwells"].map(
            lambda value: value is not None and stairwells(str(value)) is None, np.bool_
        )
        rows.say("stairwells", "building.stairs", bad)


DERIVE: Final = (numbered_by_name, *places.DERIVE)
CHECKS: Final = (has_a_name, stairs_readable, *places.CHECKS)
