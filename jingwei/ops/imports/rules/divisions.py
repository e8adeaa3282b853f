"""Which rows of divisions contradict their code, and what does a code already say?"""

from collections.abc import Callable
from typing import Final

import numpy as np

from jingwei.kernel.rulebook.codes import divisions
from jingwei.ops.imports.rows import Rows


def _from_code(rows: Rows, key: str, said: Callable[[str], str]) -> None:
    cells = rows.cells["code"]
    values = [said(value) if isinstance(value, str) else "" for value in cells.values]
    different = sorted(set(values) - {""})
    number = {value: at for at, value in enumerate(different)}
    which = np.array([number.get(value, -1) for value in values], np.int32)[cells.codes]
    rows.fill(key, (which >= 0) & ~rows.written(key), different, which)


def level_and_parent_from_code(rows: Rows) -> None:
    """Level and parent where the table leaves them out; the code says both."""
    if rows.has("code"):
        _from_code(rows, "level", lambda code: str(divisions.level(code)))
        _from_code(rows, "parent_code", divisions.parent)


def _differs(rows: Rows, key: str, said: Callable[[str], str]) -> None:
    codes, others = rows.cells["code"], rows.cells[key]
    known = np.flatnonzero(rows.known("code") & rows.known(key))
    wanted = [said(value) if isinstance(value, str) else "" for value in codes.values]
    given = others.values
    pairs = zip(codes.codes[known].tolist(), others.codes[known].tolist(), strict=True)
    wrong = np.zeros(len(rows), np.bool_)
    wrong[known] = [wanted[code] != given[other] for code, other in pairs]
    rows.say(key, "division.level" if key == "level" else "division.parent", wrong)


def agrees_with_code(rows: Rows) -> None:
    """The level and the parent as written are those of the code."""
    if rows.has("code", "level"):
        _differs(rows, "level", lambda code: str(divisions.level(code)))
    if rows.has("code", "parent_code"):
        _differs(rows, "parent_code", divisions.parent)


DERIVE: Final = (level_and_parent_from_code,)
CHECKS: Final = (agrees_with_code,)
