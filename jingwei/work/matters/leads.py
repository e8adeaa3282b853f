"""Who answers for a matter on the spot? Parts that keep grids say so; this folder knows none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jingwei.kernel.access.scope import Scope
from jingwei.work.matters.models import Matter


@dataclass(frozen=True)
class Answering:
    """A grid and who leads it now; empty where nobody does.

    ``is_asked``: the lead was asked, by a rule or a person; else the place only suggests it.
    """

    name: str
    url: str
    lead: str
    how: str
    is_asked: bool
    spot: str = ""


@dataclass(frozen=True)
class Leads:
    """``answering(scope, matter)`` says who answers on the spot, None where it does not know;
    ``page`` names the page, by the matter's public id, on which a worker says another;
    ``put_away(ids, by, at)`` takes back what leads were told of matters that are taken back."""

    answering: Callable[[Scope, Matter], Answering | None]
    page: str
    put_away: Callable[[Sequence[UUID], Scope, datetime], None]


_known: list[Leads] = []


def leads(one: Leads) -> None:
    """Said in the manifest of the part that keeps the grids."""
    if one not in _known:
        _known.append(one)


def answering(scope: Scope, row: Matter) -> Answering | None:
    """What the first part that knows says."""
    return next((said for one in _known if (said := one.answering(scope, row))), None)


def put_away(ids: Sequence[UUID], *, by: Scope, at: datetime) -> None:
    """These matters are taken back as if they had never come; so is what was told of them."""
    for one in _known:
        one.put_away(ids, by, at)


def page() -> str:
    """The page on which a worker says of whom a matter is asked; empty where no part has one."""
    return _known[0].page if _known else ""
