"""Which organisations does the demo city have, above whom, and on which path?"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

import numpy as np

from jingwei.kernel.access import paths
from jingwei.ops.demo import bodies, core, private, territory
from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import ROOT_CODE, City, Org
from jingwei.ops.demo.hosts import Growth
from jingwei.ops.demo.places import full_code

OVER_FIFTY, UNDER_THREE = 170, 60


def draw(city: City) -> None:
    """All organisations of today, superiors before those below them."""
    growth = Growth(city, chance("tree"), _codes(city))
    orgs = _core(growth)
    if city.size.counties > 2:
        counties = bodies.grow(growth, orgs)
        tops = territory.grow(growth, counties, territory.county_tops(orgs))
        private.grow(growth, counties, tops, orgs["two_new"])
        private.fill_up(growth, tops, city.size.organisations - len(city.orgs))
        _make_sizes_exact(growth)
    _contacts(city)


def _codes(city: City) -> Callable[[str], str]:
    """Codes such as DEMO-0203-0017: county, town, number there."""
    counties: dict[str, int] = {}
    towns: dict[str, int] = {}
    for place in city.places:
        if place.level == 3:
            counties[place.code[:6]] = len(counties) + 1
    seen: dict[str, int] = defaultdict(int)
    for place in city.places:
        if place.level == 4:
            seen[place.code[:6]] += 1
            towns[place.code[:9]] = seen[place.code[:6]]
    numbers: dict[str, int] = defaultdict(int)

    def code(division: str) -> str:
        head = f"{counties.get(division[:6], 0):02}{towns.get(division[:9], 0):02}"
        numbers[head] += 1
        return f"{ROOT_CODE}-{head}-{numbers[head]:04}"

    return code


def _core(growth: Growth) -> dict[str, Org]:
    orgs: dict[str, Org] = {}
    for row in core.organisations():
        day, precision = growth.founded(row["sector"])
        division = full_code(row["division"])
        orgs[row["key"]] = growth.city.add_org(
            code=growth.code(division) if row["superior"] else ROOT_CODE,
            name=row["name"], short=row["short"], kind=row["kind"],
            parent=orgs[row["superior"]].at if row["superior"] else None,
            division=division, sector=row["sector"], members=int(row["members"]),
            founded=day, precision=precision,
        )  # fmt: skip
    growth.city.marks.update({key: org.at for key, org in orgs.items()})
    orgs["heavy"].founded = date(2011, 3, 10)
    orgs["tang"].has_committee = False
    return orgs


def give_paths(city: City, root_label: int = 0) -> None:
    """Paths by today's superiors. Who was founded later stands later under one superior."""
    below: dict[int, int] = defaultdict(int)
    for org in city.orgs:
        if org.parent is None:
            org.path = paths.label(root_label)
            continue
        org.path = city.orgs[org.parent].path + paths.label(below[org.parent])
        below[org.parent] += 1


def _make_sizes_exact(growth: Growth) -> None:
    """Single branches of firms take up what is missing to the exact number of members."""
    city, draw = growth.city, growth.draw
    singles = [
        org for org in city.orgs
        if org.sector in ("private_firm", "joint", "social") and org.members
        and city.orgs[org.parent or 0].kind not in ("general_branch", "district_committee")
        and org.at > max(city.marks.values())
    ]  # fmt: skip
    order = draw.permutation(len(singles))
    for at in order[:OVER_FIFTY]:
        singles[at].members = int(draw.integers(51, 86))
    firms = [singles[at] for at in order if singles[at].kind == "party_branch"]
    few = [org for org in firms if 0 < org.members <= 6][:UNDER_THREE]
    for org in few:
        org.members = int(draw.integers(1, 4))
    chosen = {org.at for org in few} | {singles[at].at for at in order[:OVER_FIFTY]}
    rest = [org for org in singles if org.at not in chosen]
    sizes = np.array([org.members for org in rest])
    wanted = city.size.members - sum(org.members for org in city.orgs) + int(sizes.sum())
    while missing := wanted - int(sizes.sum()):
        step = 1 if missing > 0 else -1
        room = np.flatnonzero(sizes < 48 if step > 0 else sizes > 4)
        sizes[draw.permutation(room)[: abs(missing)]] += step
    for org, size in zip(rest, sizes, strict=True):
        org.members = int(size)


def _contacts(city: City) -> None:
    """A fictional landline for every body that has an office."""
    draw = chance("contacts")
    for org in city.orgs:
        org.phone = f"0300-8{int(draw.integers(0, 10_000_000)):07}"
