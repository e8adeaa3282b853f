"""How does a declaration become SQL? Marks are filled in for one period; nothing else is clever."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal

from jingwei.kernel.days import years_before
from jingwei.kernel.figures.declare import MARK
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.ranges import mostly
from jingwei.kernel.rulebook.queries import value_of

RANGES = re.compile(r"\b(HOLDS|HELD_BEFORE|BEGAN|ENDED)\(([\w.]+)\)")

# By path: each scoped table has an index on it; as an array, which is read once. Of many the table
# is read whole, and the planner must see how many: it would else do all again for each of them.
OF_THESE = """
<table>.org_path = ANY (ARRAY(SELECT path::text FROM organisation WHERE id = ANY (<ids>)))"""
OF_MANY = "<table>.org_id = ANY (<ids>)"
MANY = 50

# For a thousand organisations the planner goes through each list of ids anew for each row, unless
# it is told that most hold.
VERY_MANY = 200

Relations = Callable[[str], str]
"""From the code of records to a relation with what their figures came to."""

Rules = Callable[[str, date], Decimal]
"""From the name of a number of the rulebook and a day to its value."""


Days = Callable[[str, Period], str]
"""From ``on``, ``since``, ``before`` or ``years_ago 36`` and a period to SQL for that day."""


def in_days(said: str, period: Period) -> str:
    """A day of a period as it stands in the calendar."""
    kind, _space, count = said.partition(" ")
    if kind == "years_ago":
        return day(years_before(period.on, int(count)))
    return day(getattr(period, kind))


def no_relations(code: str) -> str:
    raise LookupError(f"these records do not look at {code}")


def render(
    text: str,
    period: Period,
    relations: Relations = no_relations,
    only: Collection[int] | None = None,
    rule: Rules = value_of,
    days: Days = in_days,
) -> str:
    """``text`` of a declaration as PostgreSQL's SQL, for one period.

    ``days`` says how a day is written where the same SQL is to hold for many months.

    ``only`` names the organisations to which the caller keeps the rows anyway, so that what is
    gathered by organisation need not be gathered for all.
    """

    of_very_many = only is not None and len(only) > VERY_MANY

    def mark(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if kind == "rule":
            return number(rule(name, period.on))
        if kind == "figures":
            return relations(name)
        if kind == "only":
            return "true" if only is None else _of(name, only)
        return days(f"{kind} {name}" if name else kind, period)

    def span(found: re.Match[str]) -> str:
        kind, column = found[1], found[2]
        if kind in ("HOLDS", "HELD_BEFORE"):
            when = days("on" if kind == "HOLDS" else "before", period)
            return mostly(column, when) if of_very_many else f"{column} @> {when}"
        end = f"{'lower' if kind == 'BEGAN' else 'upper'}({column})"
        return f"({end} >= {days('since', period)} AND {end} <= {days('on', period)})"

    return RANGES.sub(span, MARK.sub(mark, text))


def _of(table: str, ids: Collection[int]) -> str:
    return put(OF_MANY if len(ids) > MANY else OF_THESE, table=table, ids=array(ids))


def array(ids: Collection[int]) -> str:
    return "'{" + ",".join(map(str, ids)) + "}'::bigint[]"


def put(statement: str, **parts: object) -> str:
    """``statement`` with ``<name>`` replaced; for SQL of our own making only, never for input."""
    for name, part in parts.items():
        statement = statement.replace(f"<{name}>", str(part))
    return statement


def day(value: date) -> str:
    return f"DATE '{value:%Y-%m-%d}'"


def number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def in_words(text: object, on: date, rule: Rules = value_of) -> str:
    """Words of a declaration with the rulebook's numbers of that day."""
    return MARK.sub(lambda found: number(rule(found[2], on)), str(text))
