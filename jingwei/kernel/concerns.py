"""How do many things that wait become a few lines? The nearest few, then one line for the rest."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from jingwei.kernel.register import Concern

WHOLE, FIRST = 5, 3
LOOK = WHOLE + 1  # rows a source asks for, with ``count(*) OVER ()`` beside each


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
