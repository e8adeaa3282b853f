"""How is a body with so many members organised? A branch, a general branch, or a committee."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from jingwei.ops.demo.chance import Chance, shared
from jingwei.ops.demo.city import City, Org
from jingwei.ops.demo.wording import ordinal

HAS_RETIRED: Final = {"organ", "school", "hospital", "state_firm"}
"""Bodies whose retired members have a branch of their own where there are several branches."""

FOUNDED: Final = {
    "village": (1956, 2005), "community": (1996, 2020), "organ": (1955, 2012),
    "school": (1955, 2015), "university": (1955, 2005), "hospital": (1956, 2010),
    "state_firm": (1958, 2015), "private_firm": (1999, 2023), "social": (2003, 2023),
    "joint": (2008, 2023), "retired": (1985, 2015), "temporary": (2024, 2024),
    "floating": (2010, 2022), "functional": (2012, 2023), "student": (1985, 2020),
}  # fmt: skip
"""Years in which the Party organisations of a sector were set up, all before the demo's history."""


@dataclass
class Growth:
    """What the modules that grow the tree share while they do."""

    city: City
    draw: Chance
    code: Callable[[str], str]  # a free code for an organisation of a division

    def founded(self, sector: str) -> tuple[date, str]:
        """A day and how precisely it is known: old ones often by month or year only."""
        first, last = FOUNDED.get(sector, (1950, 1996))
        day = date(int(self.draw.integers(first, last + 1)), 1, 1)
        day += timedelta(days=int(self.draw.integers(0, 365)))
        chance = self.draw.random()
        if day.year < 2000 and chance < 0.08:
            return day.replace(month=1, day=1), "y"
        if day.year < 2010 and chance < 0.25:
            return day.replace(day=1), "m"
        return day, "d"

    def org(
        self, parent: Org, kind: str, name: str, short: str, division: str,
        sector: str = "", members: int = 0,
    ) -> Org:  # fmt: skip
        day, precision = self.founded(sector)
        return self.city.add_org(
            code=self.code(division),
            name=name,
            short=short,
            kind=kind,
            parent=parent.at,
            division=division,
            sector=sector,
            members=members,
            founded=day,
            precision=precision,
        )


@dataclass(frozen=True)
class Body:
    """What is to be organised: its names without 中共, where it lies, and of what sector it is."""

    name: str
    short: str
    division: str
    sector: str


def grow_branch(growth: Growth, parent: Org, body: Body, members: int) -> Org:
    ending = "支部委员会" if members >= 7 else "支部"
    return growth.org(
        parent, "party_branch", f"中共{body.name}{ending}", f"{body.short}党支部",
        body.division, body.sector, members,
    )  # fmt: skip


def grow_general(
    growth: Growth, parent: Org, body: Body, members: int, *, branches: int = 0
) -> Org:
    """A general branch with branches of about 25 below it."""
    top = growth.org(
        parent, "general_branch", f"中共{body.name}总支部委员会", f"{body.short}党总支",
        body.division, body.sector,
    )  # fmt: skip
    _grow_below(growth, top, body, members, branches or max(2, round(members / 26)))
    return top


def grow_committee(
    growth: Growth, parent: Org, body: Body, members: int, *, kind: str = "party_committee"
) -> Org:
    """A committee with branches below it; above 450 members with general branches between."""
    top = growth.org(
        parent, kind, f"中共{body.name}委员会", f"{body.short}党委", body.division, body.sector
    )
    if members > 450:
        parts = round(members / 80)
        for at, part in enumerate(shared(growth.draw, members, parts, 52), 1):
            word = f"第{ordinal(at)}"
            below = Body(body.name + word, body.short + word, body.division, body.sector)
            grow_general(growth, top, below, min(part, 99), branches=max(2, round(part / 26)))
    else:
        _grow_below(growth, top, body, members, max(3, round(members / 25)))
    return top


def _grow_below(growth: Growth, top: Org, body: Body, members: int, branches: int) -> None:
    sizes = shared(growth.draw, members, branches, min(5, members // branches))
    retired = body.sector in HAS_RETIRED and branches >= 3
    for at, size in enumerate(sizes, 1):
        last = retired and at == branches
        word = "离退休" if last else f"第{ordinal(at)}"
        growth.org(
            top, "party_branch", f"中共{body.name}{word}支部委员会", f"{body.short}{word}党支部",
            body.division, "retired" if last else body.sector, size,
        )  # fmt: skip
