"""Which members' rows contradict themselves, the ID number, or each other?"""

from datetime import date
from typing import Final

import numpy as np

from jingwei.kernel.rulebook.codes.identity import Verdict
from jingwei.ops.imports.cells.dates import Dated
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.rows import Days, Mask, Rows
from jingwei.ops.imports.rules.days import in_order, no_future, years_later
from jingwei.ops.imports.rules.shared import twice

PROBATION_KEPT_SINCE: Final = date(1978, 1, 1)
"""From 1969 to 1977 the constitutions knew no probation; one joined as a full member."""


def identity_of(rows: Rows) -> tuple[Mask, Days, Mask]:
    """For each row: whether an ID number holds, the day of birth in it, whether it says male."""
    nothing = np.zeros(len(rows), np.bool_)
    if not rows.has("id_number"):
        return nothing, np.zeros(len(rows), np.int32), nothing
    cells = rows.cells["id_number"]
    column = cells.parsed.identity
    if column is None:
        return nothing, np.zeros(len(rows), np.int32), nothing
    holds = (column.verdict <= Verdict.LEGACY)[cells.codes]
    return holds, column.born[cells.codes], column.male[cells.codes]


def from_id_number(rows: Rows) -> None:
    """Sex and birth where the roster leaves them out but the ID number says them."""
    holds, born, male = identity_of(rows)
    where = holds & ~rows.written("sex")
    rows.fill("sex", where, ["1", "2"], np.where(male, 0, 1))
    where = holds & ~rows.written("birth_on")
    if where.any():
        days, which = np.unique(born, return_inverse=True)
        dated = [Dated(date.fromordinal(int(day)), "day") if day else None for day in days]
        rows.fill("birth_on", where, dated, which)


def matches_id_number(rows: Rows) -> None:
    """Sex and birth as written agree with the ID number."""
    holds, born, male = identity_of(rows)
    rows.say("sex", "match.sex", holds & male & rows.equal("sex", "2"), "男")
    rows.say("sex", "match.sex", holds & ~male & rows.equal("sex", "1"), "女")
    first, last = rows.span("birth_on")
    wrong = np.flatnonzero(holds & (first > 0) & ((born < first) | (born > last)))
    days = [date.fromordinal(int(born[at])).isoformat() for at in wrong]
    rows.say_each("birth_on", wrong.tolist(), [Find("match.birth", day) for day in days])


def days_in_order(rows: Rows) -> None:
    """Birth, admission, full membership and lost contact follow each other."""
    no_future(rows, ("birth_on", "joined_on", "full_on", "lost_since", "applied_on"))
    in_order(rows, "birth_on", "joined_on", "order.joined_before_birth")
    in_order(rows, "joined_on", "full_on", "order.full_before_joined")
    in_order(rows, "birth_on", "lost_since", "order.lost_before_birth")


def ages(rows: Rows) -> None:
    """Nobody joins under 18 (Party Constitution, article 1); nobody on a roster is over 120."""
    first, last = rows.span("birth_on")
    _, joined = rows.span("joined_on")
    young = (first > 0) & (joined >= first) & (joined < years_later(first, 18))
    rows.say("joined_on", "age.under_18", young)
    old = (last > 0) & (years_later(last, 120) < rows.today.toordinal())
    rows.say("birth_on", "age.over_120", old)


def probation(rows: Rows) -> None:
    """A year of probation, two at most; a category that agrees with the dates."""
    first, last = rows.span("joined_on")
    _, full = rows.span("full_on")
    soon = (first > PROBATION_KEPT_SINCE.toordinal()) & (full >= first)
    rows.say("full_on", "order.full_too_soon", soon & (full < years_later(first, 1)))
    probationary = rows.equal("category", "probationary")
    past = (full > 0) & (full <= rows.today.toordinal())
    rows.say("full_on", "order.full_but_probationary", probationary & past)
    long = (last > 0) & (years_later(last, 2) < rows.today.toordinal())
    rows.say("category", "order.probation_long", probationary & ~past & long)


def away(rows: Rows) -> None:
    """Lost contact and floating: the flag and its particulars go together."""
    lost, since = rows.equal("lost", value=True), rows.known("lost_since")
    if rows.has("lost"):
        rows.say("lost_since", "lost.without_flag", since & ~lost)
    if rows.has("lost_since"):
        rows.say("lost_since", "lost.without_date", lost & ~rows.written("lost_since"))
    floating, to = rows.equal("floating", value=True), rows.known("floating_to")
    if rows.has("floating"):
        rows.say("floating_to", "floating.without_flag", to & ~floating)
    if rows.has("floating_to"):
        rows.say("floating_to", "floating.without_place", floating & ~rows.written("floating_to"))


def dues(rows: Rows) -> None:
    """Dues are not paid more than a year ahead."""
    first, _ = rows.span("dues_paid_to")
    rows.say("dues_paid_to", "dues.far_ahead", first > rows.today.toordinal() + 366)


def once(rows: Rows) -> None:
    """Each ID number once; without one, each name and birth once."""
    twice(rows, ("id_number",), "id.twice")
    if rows.has("id_number"):
        rows.say("id_number", "id.missing", ~rows.written("id_number"))
    if rows.has("name", "birth_on"):
        nameless = ~rows.written("id_number") & rows.known("birth_on")
        twice(rows, ("name", "birth_on"), "person.maybe_same", only=nameless)


DERIVE: Final = (from_id_number,)
CHECKS: Final = (matches_id_number, days_in_order, ages, probation, away, dues, once)
