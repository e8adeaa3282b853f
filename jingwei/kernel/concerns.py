"""How do many things that wait become a few lines? The nearest few, then one line for the rest."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from jingwei.kernel.register import Concern

WHOLE, FIRST = 5, 3
LOOK = WHOLE + 1  # rows a source asks for, with ``count(*) OVER ()`` beside each
MANY = 300  # where an exact number costs too much, counting ends here and says so: 300+


class AtLeast(int):
    """As many as were counted before counting ended; it reads 300+, so that nobody takes it for
    all."""

    def __str__(self) -> str:
        return f"{int(self)}+"

    def __format__(self, spec: str) -> str:
        return str(self)

    def __sub__(self, other: int) -> "AtLeast":
        return AtLeast(int(self) - other)


def nearest[Row: Model](
    rows: QuerySet[Row], day: str, *, of: QuerySet[Row]
) -> tuple[list[Row], int]:
    """The few of ``rows`` whose ``day`` is nearest, read from ``of``, and how many there are.

    Two queries. Only the first ``MANY`` in the order of ``rows`` are looked at and counted; an
    index should keep that order.
    """
    most = MANY + FIRST
    seen = list(rows.values_list("pk", day)[: most + 1])
    days = dict(sorted(seen[:most], key=lambda one: (one[1], one[0]))[:LOOK])
    found = of.in_bulk(days) if days else {}
    for pk, row in found.items():
        setattr(row, day, days[pk])
    return [found[pk] for pk in days if pk in found], (
        AtLeast(most) if len(seen) > most else len(seen)
    )


def listed[Row](
    rows: Sequence[Row], total: int, *, one: Callable[[Row], Concern],
    rest: Callable[[int], Concern],
) -> list[Concern]:  # fmt: skip
    """Up to five things one by one; of more, the three nearest and a line that leads to the list.

    A secretary sees each thing; the officer of a city of 25,000 branches sees how many.
    """
    if total <= WHOLE:
        return [one(row) for row in rows]
    return [*(one(row) for row in rows[:FIRST]), rest(total - FIRST)]


def address(name: str, *args: object, **asked: str) -> str:
    """Address of a page by its url name; empty where it does not exist (yet)."""
    try:
        path = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    return f"{path}?{urlencode(asked)}" if asked else path


def first_address(*choices: tuple[str, tuple[Any, ...]]) -> str:
    """The first page of several that exists."""
    return next((found for name, args in choices if (found := address(name, *args))), "")
