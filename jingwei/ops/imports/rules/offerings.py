"""On which weekdays and between which hours is an item done at a centre?"""

import re
from typing import Final

import numpy as np

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.centres import week

APART: Final = re.compile(r"[、，,；;\n]+")
ALWAYS: Final = frozenset(("开门就办", "随到随办", "全天", "同开放时间", "开放时间", "工作时间"))


def doing(text: str) -> tuple[list[int], str, str] | None:
    """Weekdays, begin and end: one stretch a day, the same on each. None for what cannot be."""
    if text in ALWAYS:
        return [], "", ""
    found = week(text)
    if not found:
        return None
    spans = {(str(one[1]), str(one[2])) for one in found}
    if len(spans) > 1:
        return None
    ((opens, closes),) = spans
    return sorted({int(str(one[0])) for one in found}), opens, closes


def papers(text: str | None) -> set[str]:
    """``身份证、户口簿`` as single papers."""
    return {part.strip() for part in APART.split(text or "") if part.strip()}


def hours_readable(rows: Rows) -> None:
    """One stretch a day can be kept."""
    if rows.has("hours"):
        bad = rows.cells["hours"].map(lambda v: v is not None and doing(str(v)) is None, np.bool_)
        rows.say("hours", "offering.hours", bad)


CHECKS: Final = (hours_readable,)
DERIVE: Final = ()
