"""Which rows of posts contradict themselves, and which seats are vacant?"""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import in_order, no_future
from jingwei.ops.imports.rules.shared import twice


def terms(rows: Rows) -> None:
    """A post begins before it ends, and has begun."""
    no_future(rows, ("since",))
    in_order(rows, "since", "until", "order.until_before_since")
    in_order(rows, "since", "due_on", "order.term_due_before_began")


def vacant(rows: Rows) -> None:
    """A row without a name is a seat that nobody holds."""
    if rows.has("name"):
        said = rows.known("title") & ~rows.known("name") & ~rows.known("id_number")
        rows.say("name", "position.vacant", said & ~rows.found_fault("name"))


def once(rows: Rows) -> None:
    """The same person in the same post of the same organisation once."""
    if rows.has("org", "title", "name"):
        twice(rows, ("name", "org", "title"), "key.maybe_twice", {"title": "姓名、党组织、职务"})


CHECKS: Final = (terms, vacant, once)
DERIVE: Final = ()
