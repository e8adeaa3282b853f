"""Which rows of grades contradict themselves or each other?"""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future
from jingwei.ops.imports.rules.shared import twice


def begun(rows: Rows) -> None:
    """A past grade has begun."""
    no_future(rows, ("since",))


def once(rows: Rows) -> None:
    """Nobody begins two grades on a day in one post."""
    keys = ("id_number", "org", "title", "since"), ("name", "org", "title", "since")
    if rows.has("id_number"):
        twice(rows, keys[0], "work.twice")
        twice(rows, keys[1], "work.twice", only=~rows.written("id_number"))
    else:
        twice(rows, keys[1], "work.twice")


CHECKS: Final = (begun, once)
DERIVE: Final = ()
