"""How do the shares stand for each formation type, for one organisation in one month?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.figures import queries
from jingwei.systems.community.grids.kinds import Formation
from jingwei.systems.community.measures.indicators import SPLIT, code_of


@dataclass(frozen=True)
class Line:
    """One share with its figure for each type; ``figures`` are (code, type, figure)."""

    title: str
    figures: tuple[tuple[str, str, Any], ...]


@dataclass(frozen=True)
class Compared:
    """The types there are, how many communities of each, and the shares over them."""

    types: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]


def compared(org: int, month: date) -> Compared:
    """Types without a community are left out; three queries."""
    counts = [code_of("communities", one.value) for one in Formation]
    shares = [code_of(share, one.value) for share, *_more in SPLIT for one in Formation]
    found = queries.in_month([org], month, codes=[*counts, *shares])
    here = [
        one for one, code in zip(Formation, counts, strict=True) if int(found[org, code].n or 0)
    ]
    return Compared(
        tuple(
            (str(one.label), int(found[org, code_of("communities", one.value)].n or 0))
            for one in here
        ),
        tuple(
            Line(
                str(title),
                tuple(
                    (code_of(share, one.value), str(one.label),
                     found[org, code_of(share, one.value)])
                    for one in here
                ),
            )
            for share, title, *_more in SPLIT
        ),
    )  # fmt: skip
