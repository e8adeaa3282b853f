"""Which posts do the organisations have, who holds them, and until when does the term run?"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Final

import numpy as np

from jingwei.kernel.days import years_before
from jingwei.ops.demo.cast import CAST
from jingwei.ops.demo.chance import Chance, chance
from jingwei.ops.demo.city import City, Column, Org, Seat, Spell

SEATS: Final = {
    "local_committee": ("secretary", "deputy", "deputy", "organisation", "publicity", "discipline",
                        "united_front"),
    "working_committee": ("secretary", "deputy", "organisation", "publicity", "discipline"),
    "committee": ("secretary", "deputy", "organisation", "publicity", "discipline",
                  "united_front", "youth"),
    "general_branch": ("secretary", "deputy", "organisation", "publicity", "discipline"),
    "branch": ("secretary", "organisation", "publicity", "discipline", "deputy", "youth",
               "member"),
    "temporary_branch": ("secretary",),
    "floating_branch": ("secretary", "organisation"),
}  # fmt: skip
COMMITTEES: Final = ("party_committee", "sector_committee", "park_committee", "district_committee")
BRANCHES: Final = ("party_branch", "joint_branch")
WITHOUT_COMMITTEE, NO_TERM, OVERDUE = 160, 0.008, 0.032
VACANT_SECRETARY, VACANT, CHANGED = 0.01, 0.035, 0.10


def draw(city: City) -> None:
    """Seats, their holders and the terms of all open organisations."""
    draw = chance("posts")
    staff = Staff(city, draw)
    fixed = _fixed(city)
    bare = _without_committee(city, draw, staff)
    for org in city.open_orgs():
        titles = _titles(org, draw, len(staff.of(org)), bare=org.at in bare)
        if not titles:
            continue
        term = _term(city, draw, org)
        holders = staff.some(org, len(titles) + 2)
        numbers: dict[str, int] = {}
        for title in titles:
            numbers[title] = numbers.get(title, 0) + 1
            seat = Seat(org.at, title, numbers[title], org.founded)
            person = fixed.get((org.at, title)) if numbers[title] == 1 else None
            _fill(city, draw, seat, term, next(holders) if person is None else person, holders)
            city.seats.append(seat)


class Staff:
    """Who may hold a post where: full members of working age, of the branch or of one below."""

    def __init__(self, city: City, draw: Chance) -> None:
        self.city, self.draw = city, draw
        people = city.persons()
        age = city.today.toordinal() - people.birth[: people.today]
        fit = ~(people.suspended | people.probationary)[: people.today]
        fit &= people.lost[: people.today] == 0
        working = fit & (age < 62 * 365)
        self.fit = _by_home(people.home[: people.today], fit, len(city.orgs))
        self.working = _by_home(people.home[: people.today], working, len(city.orgs))
        self.below: dict[int, list[int]] = {}
        for org in city.branches():
            above = org.parent
            while above is not None:
                if city.orgs[above].kind != "local_committee" or org.sector == "organ":
                    self.below.setdefault(above, []).append(org.at)
                above = city.orgs[above].parent

    def of(self, org: Org) -> Column:
        return self.fit[org.at]

    def some(self, org: Org, count: int) -> Iterator[int]:
        """Persons without end: of the branch itself, each once in turn; else of branches below."""
        own = self.working[org.at] if len(self.working[org.at]) >= count else self.fit[org.at]
        if len(own):
            yield from cycle(int(one) for one in self.draw.permutation(own))
        places = self.below.get(org.at) or [self.city.marks["data"]]
        while True:
            place = places[int(self.draw.integers(len(places)))]
            options = self.working[place]
            if len(options):
                yield int(options[int(self.draw.integers(len(options)))])


def _by_home(home: Column, mask: Column, count: int) -> list[Column]:
    who = np.flatnonzero(mask)
    who = who[np.argsort(home[who], kind="stable")]
    return np.split(who, np.searchsorted(home[who], np.arange(1, count)))


def _fixed(city: City) -> dict[tuple[int, str], int]:
    """Posts that the people of the prototypes hold; -1 is vacant."""
    found = {
        (city.marks[part.of or part.branch], part.title): city.cast[part.key]
        for part in CAST
        if part.title
    }
    found[city.marks["electronics"], "secretary"] = -74
    found[city.marks["heavy"], "discipline"] = -35
    return found


def _without_committee(city: City, draw: Chance, staff: Staff) -> set[int]:
    """Branches of seven and more that have a secretary only."""
    bare = {city.marks["tang"]}
    if len(city.orgs) > 100:
        large = [org.at for org in city.branches() if org.kind in BRANCHES
                 and len(staff.of(org)) >= 8 and org.at not in city.marks.values()]  # fmt: skip
        bare |= {large[at] for at in draw.permutation(len(large))[: WITHOUT_COMMITTEE - 1]}
    return bare


def _titles(org: Org, draw: Chance, full: int, *, bare: bool) -> tuple[str, ...]:
    if org.kind in COMMITTEES:
        return SEATS["committee"][: int(draw.integers(5, 8))]
    if org.kind not in BRANCHES:
        return SEATS.get(org.kind, ())
    if bare or full < 7:
        return SEATS["branch"][:1]
    return SEATS["branch"][: 3 if full < 16 else int(draw.integers(3, 6)) if full < 41 else 5]


def _term(city: City, draw: Chance, org: Org) -> tuple[date, date | None]:
    """The first day of the running term and the day it is due; writes the terms down."""
    years = 5 if org.sector in ("village", "community") or org.kind in COMMITTEES else 3
    if org.kind in ("local_committee", "working_committee"):
        years = 5
    left = int(draw.integers(8, years * 365))
    if draw.random() < OVERDUE:
        left = -int(draw.integers(3, 420))
    left = {
        city.marks["qiao"]: -60, city.marks["heavy"]: 102, city.marks["xinyuan"]: years * 365 - 140,
    }.get(org.at, left)  # fmt: skip
    due = city.today + timedelta(days=left)
    since = years_before(due, years)
    if since < org.founded:
        since = org.founded
        due = years_before(since, -years)
    if org.kind in ("temporary_branch", "floating_branch") or draw.random() < NO_TERM:
        return since, None
    city.terms.append(Spell(org.at, since, due, due_on=due))
    before = years_before(since, years)
    if since > city.opened and before > org.founded:
        city.terms.append(Spell(org.at, before, since, due_on=since))
    return since, due


def _fill(
    city: City, draw: Chance, seat: Seat, term: tuple[date, date | None], person: int,
    others: Iterator[int],
) -> None:  # fmt: skip
    """Who holds the seat today, and who held it before within the history."""
    since, due = term
    chance = draw.random()
    limit = VACANT_SECRETARY if seat.title == "secretary" else VACANT
    first = max(city.opened, since)
    if person < 0 or (chance < limit and seat.org not in city.marks.values()):
        days = -person if person < 0 else int(draw.integers(15, 300))
        until = city.today - timedelta(days=days)
        if until > since:
            seat.holders.append((next(others), since, until, due))
        return
    room = (city.today - first).days
    if chance > 1 - CHANGED and room > 40 and seat.org not in city.marks.values():
        turned = first + timedelta(days=int(draw.integers(10, room - 10)))
        former = next(others)
        if former != person and turned > since:
            seat.holders.append((former, since, turned, due))
            running = due if due is None or due > turned else None
            seat.holders.append((person, turned, None, running))
            return
    elif since > city.opened and years_before(since, 3) > seat.since:
        seat.holders.append((next(others), years_before(since, 3), since, since))
    seat.holders.append((person, since, None, due))
