"""Which problems contradict themselves? Nothing is closed without a result and a word."""

from typing import Final

from jingwei.ops.imports.rows import Rows
from jingwei.ops.imports.rules.days import in_order, no_future


def days_in_order(rows: Rows) -> None:
    """Listed, then solved, then confirmed; the last day for it lies after the listing."""
    no_future(rows, ("listed_on", "solved_on", "confirmed_on"))
    in_order(rows, "listed_on", "due_on", "order.due_before_listed")
    in_order(rows, "listed_on", "solved_on", "order.solved_before_listed")
    in_order(rows, "solved_on", "confirmed_on", "order.confirmed_before_solved")


def said(rows: Rows) -> None:
    """A solved problem has a result; a closed one has somebody who says so."""
    solved = rows.written("solved_on") | rows.written("confirmed_on")
    rows.say(_where(rows, "result", "solved_on"), "problem.no_result",
             solved & ~rows.written("result"))  # fmt: skip
    rows.say(_where(rows, "solved_on", "result"), "problem.no_day",
             rows.known("result") & ~rows.written("solved_on"))  # fmt: skip
    closed = rows.written("confirmed_on")
    rows.say(_where(rows, "confirmed_by", "confirmed_on"), "problem.no_word",
             closed & ~rows.written("confirmed_by"))  # fmt: skip


def _where(rows: Rows, wanted: str, else_: str) -> str:
    """The column to look at: the one that is missing, if the sheet has it."""
    return wanted if rows.has(wanted) else else_


CHECKS: Final = (days_in_order, said)
DERIVE: Final = ()
