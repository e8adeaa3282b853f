"""Who came, left, moved and became a full member during the demo's months?

Last year's members + in - out = this year's, for every organisation and month: each change closes
one stretch of belonging and opens the next on the same day.
"""

from typing import Any, Final

import numpy as np

from jingwei.ops.demo import sizes
from jingwei.ops.demo.cast import CAST
from jingwei.ops.demo.chance import Chance, chance, exactly
from jingwei.ops.demo.city import City, Column, Memberships, People

PROBATION: Final = 366
MARGIN: Final = 4  # days at either end of the history on which nothing happens
_COLUMNS: Final = ("person", "org", "kind", "category", "state", "since", "until", "began", "ended")


class Stretches:
    """Rows of ``Memberships`` while they are collected; a column may be one value for all."""

    def __init__(self) -> None:
        self.parts: dict[str, list[Column]] = {name: [] for name in _COLUMNS}

    def add(self, person: Column, org: Column, **said: Any) -> None:
        told = {
            "kind": "home", "category": "full", "state": "normal", "until": 0, "began": "opening",
            "ended": "", **said, "person": person, "org": org,
        }  # fmt: skip
        for name in _COLUMNS:
            self.parts[name].append(np.broadcast_to(np.asarray(told[name]), len(person)))

    def whole(self) -> Memberships:
        return Memberships(**{name: np.concatenate(self.parts[name]) for name in _COLUMNS})


def draw(city: City) -> None:
    """All stretches of belonging; sets who is on probation and who is suspended today."""
    draw = chance("member history")
    people, rows = city.persons(), Stretches()
    first, last = city.opened.toordinal(), city.today.toordinal()
    days = draw.integers(first + MARGIN, last - MARGIN, len(people))
    free = np.ones(len(people), bool)
    free[people.today :] = False
    _former(city, draw, people, rows, days)
    _through_the_tree(city, draw, people, rows, days, free)
    free[list(city.cast.values())] = False
    _admitted(city, draw, people, rows, days, free)
    _converted(city, draw, people, rows, free)
    _came(city, draw, people, rows, days, free)
    _moved(city, draw, people, rows, days, free)
    _suspended(city, draw, people, rows, days, free)
    _the_rest(city, people, rows, free)
    _guests(city, draw, people, rows)
    city.memberships = rows.whole()


def _take(draw: Chance, free: Column, weights: Column, count: int) -> Column:
    """``count`` persons nothing has happened to yet; they are free no longer."""
    mask = exactly(draw, np.where(free, weights, 0), count)
    free[mask] = False
    return np.flatnonzero(mask)


def _share(city: City, yearly: float) -> int:
    return max(1, round(city.size.members * yearly * sizes.MONTHS_OF_HISTORY / 12))


def _former(city: City, draw: Chance, people: People, rows: Stretches, days: Column) -> None:
    """Those who are members no longer: the old died, the others moved away, a few left."""
    gone = np.arange(people.today, len(people))
    age = city.today.toordinal() - people.birth[gone]
    died = exactly(draw, np.where(age > 61 * 365, age / 9_000.0, 0.08),
                   _share(city, sizes.DIED))  # fmt: skip
    left = exactly(draw, np.where(died, 0.0, 1.0), _share(city, sizes.LEFT))
    how = np.where(died, "died", np.where(left, "left", "transferred_out"))
    rows.add(gone, people.home[gone], since=city.opened.toordinal(), until=days[gone], ended=how)


def _through_the_tree(
    city: City, draw: Chance, people: People, rows: Stretches, days: Column, free: Column
) -> None:
    """Members of a new branch came from one beside it; those of a dissolved one went on."""
    of_today = people.home[: people.today]
    for at, on in city.new_orgs.items():
        there = np.flatnonzero(of_today == at)
        here = city.orgs[at]
        beside = [o.at for o in city.orgs if o.parent == here.parent and o.members
                  and o.at not in city.new_orgs]  # fmt: skip
        beside = beside or [city.marks["s1.organs"]]
        former = np.asarray(beside)[draw.integers(0, min(3, len(beside)), len(there))]
        _change(city, people, rows, there, former, np.full(len(there), on.toordinal()))
        free[there] = False
    for at, successor in city.gone_orgs.items():
        there = np.flatnonzero((of_today == successor) & free[: people.today])
        there = there[-max(2, len(there) // 3) :]
        last = (city.orgs[at].ended or city.today).toordinal()
        _change(city, people, rows, there, np.full(len(there), at), np.full(len(there), last))
        free[there] = False


def _change(
    city: City, people: People, rows: Stretches, who: Column, former: Column, on: Column
) -> None:
    state = np.where(people.suspended[who], "suspended", "normal")
    rows.add(who, former, state=state, since=city.opened.toordinal(), until=on, ended="moved")
    rows.add(who, people.home[who], state=state, since=on, began="moved")


def _admitted(
    city: City, draw: Chance, people: People, rows: Stretches, days: Column, free: Column
) -> None:
    """Admitted during the months; whose year is over has become a full member."""
    age = city.today.toordinal() - people.birth
    weights = np.where(age < 36 * 365, 3.0, np.where(age < 46 * 365, 1.0, 0.05))
    weights[people.suspended | (people.lost > 0)] = 0
    who = _take(draw, free, weights, _share(city, sizes.ADMITTED) - 1)
    feng = city.cast[next(part.key for part in CAST if part.name == "冯示四")]
    who = np.append(who, feng)
    days[feng] = city.today.toordinal() - 238
    people.joined[who], people.joined_precision[who] = days[who], "d"
    people.full_precision[who] = "d"
    full = days[who] + PROBATION + draw.integers(0, 30, len(who))
    over = full < city.today.toordinal()
    people.full[who] = np.where(over, full, 0)
    people.probationary[who] = ~over
    rows.add(who, people.home[who], category="probationary", since=days[who], began="admitted",
             until=np.where(over, full, 0), ended=np.where(over, "continued", ""))  # fmt: skip
    now = who[over]
    rows.add(now, people.home[now], since=full[over], began="continued")


def _converted(city: City, draw: Chance, people: People, rows: Stretches, free: Column) -> None:
    """On probation when the city began; a few had it extended and are on it still."""
    age = city.today.toordinal() - people.birth
    weights = np.where(age < 40 * 365, 3.0, np.where(age < 50 * 365, 0.6, 0.0))
    count = round(city.size.members * sizes.ADMITTED)
    weights[people.suspended | (people.lost > 0)] = 0
    who = _take(draw, free, weights, count)
    first = city.opened.toordinal()
    extended = np.arange(len(who)) >= len(who) - max(1, len(who) // 280)
    joined = first - np.where(extended, draw.integers(5, 200, len(who)),
                              draw.integers(5, 355, len(who)))  # fmt: skip
    full = joined + PROBATION + draw.integers(0, 30, len(who))
    full = np.where((full <= first) | extended, 0, full)
    people.joined[who], people.joined_precision[who] = joined, "d"
    people.full[who], people.full_precision[who] = full, "d"
    people.probationary[who] = full == 0
    rows.add(who, people.home[who], category="probationary", since=first, until=full,
             ended=np.where(full > 0, "continued", ""))  # fmt: skip
    done = who[full > 0]
    rows.add(done, people.home[done], since=full[full > 0], began="continued")


def _came(
    city: City, draw: Chance, people: People, rows: Stretches, days: Column, free: Column
) -> None:
    age = city.today.toordinal() - people.birth
    weights = np.where(age < 46 * 365, 2.0, np.where(age < 61 * 365, 0.8, 0.1))
    weights[people.suspended] = 0
    who = _take(draw, free, weights, _share(city, sizes.MOVED_IN))
    rows.add(who, people.home[who], since=days[who], began="transferred_in")
    back = _take(draw, free, weights, max(1, len(who) // 700))
    rows.add(back, people.home[back], since=days[back], began="restored")


def _moved(
    city: City, draw: Chance, people: People, rows: Stretches, days: Column, free: Column
) -> None:
    """From one branch of the county to another."""
    who = _take(draw, free, np.ones(len(people)), _share(city, sizes.MOVED_WITHIN))
    by_county: dict[str, list[int]] = {}
    for org in city.branches():
        if org.at not in city.new_orgs:
            by_county.setdefault(org.code[:7], []).append(org.at)
    former = np.empty(len(who), np.int64)
    for place, at in enumerate(who):
        options = by_county[city.orgs[people.home[at]].code[:7]]
        option = options[int(draw.integers(len(options)))]
        former[place] = option if option != people.home[at] else options[0]
    stays = former == people.home[who]
    free[who[stays]] = True
    _change(city, people, rows, who[~stays], former[~stays], days[who[~stays]])


def _suspended(
    city: City, draw: Chance, people: People, rows: Stretches, days: Column, free: Column
) -> None:
    """Suspended during the months: out of contact for half a year in spite of search."""
    weights = np.where(people.lost > 0, 6.0, np.where(people.floating_to == "境外", 1.0, 0.0))
    weights[people.suspended] = 0
    who = _take(draw, free, weights, max(1, round(city.size.members * 0.0011)))
    rows.add(who, people.home[who], since=city.opened.toordinal(), until=days[who],
             ended="continued")  # fmt: skip
    rows.add(who, people.home[who], since=days[who], began="continued", state="suspended")
    people.suspended[who] = True


def _the_rest(city: City, people: People, rows: Stretches, free: Column) -> None:
    who = np.flatnonzero(free)
    cast = np.array([at for at in city.cast.values() if not people.probationary[at]])
    who = np.union1d(who, cast)
    done = np.unique(np.concatenate(rows.parts["person"]))
    who = np.setdiff1d(who, done)
    state = np.where(people.suspended[who], "suspended", "normal")
    rows.add(who, people.home[who], state=state, since=city.opened.toordinal())


def _guests(city: City, draw: Chance, people: People, rows: Stretches) -> None:
    """Floating members are looked after elsewhere; activities gather members of many branches."""
    floating = np.flatnonzero((people.floating_to[: people.today] != "") & ~people.suspended[
        : people.today])  # fmt: skip
    first = city.opened.toordinal()
    for org in city.open_orgs():
        if org.kind == "floating_branch":
            count = min(len(floating), int(draw.integers(4, 16)))
            who = draw.choice(floating, count, replace=False)
            who = who[people.home[who] != org.at]
            rows.add(who, np.full(len(who), org.at), kind="host", since=first)
        elif org.kind in ("temporary_branch", "functional_org"):
            who = draw.choice(people.today, int(draw.integers(6, 15)), replace=False)
            rows.add(who, np.full(len(who), org.at), kind="activity", since=first)
