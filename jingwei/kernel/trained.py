"""Which classes did somebody on the way into the Party attend? Parts of work say it, others ask.

Declared at import, in a manifest, like everything of the register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jingwei.kernel.register import register


@dataclass(frozen=True)
class Trained:
    """One class that somebody attended, as the records of a part say.

    ``days`` are whole days that a record states; ``url`` opens the record, ``held_by`` names who
    held the class.
    """

    on: date
    title: str
    hours: Decimal
    days: Decimal = Decimal(0)
    held_by: str = ""
    url: str = ""


type Source = Callable[[Any], list[Trained]]
_sources: list[Source] = []


def trainings(source: Source) -> None:
    """``source(case)`` lists the classes that the person of a case of development attended."""
    if source not in _sources:
        _sources.append(source)


def classes_of(case: Any) -> list[Trained]:
    """What all parts say of a case, in no order."""
    register()  # every manifest has been imported then
    return [one for source in _sources for one in source(case)]
