"""Which rows of training contradict themselves or each other?"""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import no_future
from jingwei.ops.imports.rules.shared import twice


def over(rows: Rows) -> None:
    """A class that was attended is over."""
    no_future(rows, ("on",))


def how_long(rows: Rows) -> None:
    """Hours or days must be said."""
    key = "hours" if rows.has("hours") or not rows.has("days") else "days"
    said = rows.written("hours") | rows.written("days")
    rows.say(key, "training.how_long", ~said)


def once(rows: Rows) -> None:
    """Somebody attends a class once."""
    if rows.has("id_number"):
        twice(rows, ("id_number", "title", "on"), "work.twice")
        unnumbered = ~rows.written("id_number")
        twice(rows, ("name", "title", "on", "branch"), "work.twice", only=unnumbered)
    else:
        twice(rows, ("name", "title", "on", "branch"), "work.twice")


CHECKS: Final = (over, how_long, once)
DERIVE: Final = ()
