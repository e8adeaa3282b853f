"""What do the declarations read, and by which numbers of the rulebook? Asked without a database."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from jingwei.kernel.figures.declare import MARK, Records
from jingwei.kernel.figures.layout import layout_of
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.figures.sql import render
from jingwei.ops.analysis.portable import columns_read

ANY = Period(date(2000, 1, 1), date(2000, 1, 31))


def tables_read() -> dict[str, list[str]]:
    """Every table that an indicator reads, with the columns it reads, in order."""
    statements = [_shape(one) for one in registered().records.values()]
    return {table: sorted(columns) for table, columns in sorted(columns_read(statements).items())}


def rules_named() -> list[str]:
    """Numbers of the rulebook that decide what counts, or stand in a title."""
    said = [*(one.rows for one in registered().records.values())]
    for one in registered().indicators.values():
        said += [one.n, one.d, one.missing, one.value, str(one.title), str(one.note)]
    return sorted({"figures.denominator.least", *rules_in(said)})


def fingerprint() -> str:
    """Changes with any declaration: a snapshot is read by the program that wrote it."""
    said = []
    for records in registered().records.values():
        layout = layout_of(records)
        said += [records.code, records.statement, repr(layout.slots), repr(layout.places)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _shape(records: Records) -> str:
    """The SELECT with any day and any number: which columns it names does not depend on them."""
    return render(records.statement, ANY, lambda code: "(SELECT 1 AS figure_of)", rule=_any)


def _any(_name: str, _on: date) -> Decimal:
    return Decimal(1)


def rules_in(said: Iterable[str]) -> list[str]:
    """Numbers of the rulebook that these words name."""
    named = (found for text in said for found in re.finditer(MARK, text))
    return sorted({found[2] for found in named if found[1] == "rule"})
