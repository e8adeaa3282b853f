"""Which organisations do towns, streets, villages and communities have?"""

from jingwei.ops.demo import core
from jingwei.ops.demo.city import Org, Place
from jingwei.ops.demo.hosts import Body, Growth, grow_branch, grow_committee, grow_general
from jingwei.ops.demo.wording import MARK

INSTITUTIONS = (
    ("中心小学", "school", 27), ("初级中学", "school", 31), ("卫生院", "hospital", 23),
    ("农业服务中心", "organ", 15), ("综合执法局", "organ", 19),
)  # fmt: skip


def grow(growth: Growth, counties: dict[str, Org], known: dict[str, Org]) -> dict[str, Org]:
    """Organisations of the territory by the code of their division. ``known`` are those of core."""
    tops = dict(known)
    for place in growth.city.places:
        if place.level == 4:
            if place.code not in tops:
                tops[place.code] = _township(growth, counties[place.code[:6]], place)
            _bodies_of_township(growth, tops[place.code], place, is_core=place.code in known)
    for place in growth.city.places:
        if place.level == 5 and place.code not in tops:
            tops[place.code] = _village(growth, tops[place.parent], place)
    return tops


def _township(growth: Growth, county: Org, place: Place) -> Org:
    if place.name.endswith("街道"):
        return growth.org(
            county, "working_committee", f"中共{place.name}工作委员会", f"{place.name}党工委",
            place.code,
        )  # fmt: skip
    return growth.org(
        county, "party_committee", f"中共{place.name}委员会", f"{place.name}党委", place.code
    )


def _bodies_of_township(growth: Growth, top: Org, place: Place, *, is_core: bool) -> None:
    draw = growth.draw
    if not is_core:
        body = Body(place.name + "机关", place.name + "机关", place.code, "organ")
        if draw.random() < 0.5:
            grow_general(growth, top, body, int(draw.integers(52, 88)))
        else:
            grow_branch(growth, top, body, int(draw.integers(20, 45)))
        retired = Body(place.name + "离退休", place.name + "离退休", place.code, "retired")
        grow_branch(growth, top, retired, int(draw.integers(20, 50)))
    for word, sector, mean in INSTITUTIONS:
        if draw.random() < 0.85:
            body = Body(place.name + word, place.name + word, place.code, sector)
            grow_branch(growth, top, body, max(4, int(draw.normal(mean, 6))))


def _village(growth: Growth, top: Org, place: Place) -> Org:
    draw = growth.draw
    township = top.name.removeprefix("中共").removesuffix("工作委员会").removesuffix("委员会")
    body_name = township + place.name.removeprefix(MARK)
    is_village = place.name.endswith("村")
    body = Body(body_name, place.name, place.code, "village" if is_village else "community")
    chance = draw.random()
    committees, generals = (0.145, 0.735) if is_village else (0.46, 0.84)
    if chance < committees:
        mean = 135 if is_village else 190
        return grow_committee(growth, top, body, max(101, int(draw.normal(mean, 35))))
    if chance < generals:
        return grow_general(growth, top, body, int(draw.integers(55, 99)))
    return grow_branch(growth, top, body, int(draw.integers(18, 49)))


def county_tops(orgs: dict[str, Org]) -> dict[str, Org]:
    """Organisations of core that stand for a division, by its full code."""
    tops = {}
    for place in core.PLACES:
        tops[place[0].ljust(12, "0")] = orgs[_KEYS[place[0]]]
    return tops


_KEYS = {
    "990102100": "t4", "990102100200": "tian", "990102100201": "tang", "990103001": "s1",
    "990103001001": "xinyuan", "990103001002": "nanyuan", "990103001003": "beiyuan",
    "990103002": "s2", "990103002001": "dongyuan", "990103100": "t3", "990103100200": "he",
    "990103100201": "qiao",
}  # fmt: skip
