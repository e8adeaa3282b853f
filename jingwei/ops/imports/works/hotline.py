"""How do work orders of the hotline come in? Each is received as at the window, when it comes."""

from typing import Any, Final

from jingwei.ops.imports.brought import Brought, Confirmed
from jingwei.ops.imports.staging import hotline as staging
from jingwei.ops.imports.staging.layout import HOTLINE
from jingwei.ops.imports.writing import hotline as writing


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Received now, whatever day the export speaks of; how many, and none is changed."""
    return writing.write_new(cursor, done.batch.pk, done.entry, done.now, done.by), 0


BROUGHT: Final = Brought(
    "hotline", HOTLINE, staging.stage, write, "topic", stale=(writing.STALE,),
    undo=writing.take_back, before_undo=writing.put_away,
)  # fmt: skip
