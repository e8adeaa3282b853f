"""Which organisations do private firms, social organisations, parks and business districts have?"""

from typing import Final

from jingwei.ops.demo.city import Org
from jingwei.ops.demo.hosts import Body, Growth, grow_branch, grow_committee, grow_general
from jingwei.ops.demo.wording import DIGITS, JOINT, Firms, listed, ordinal

COMMITTEES, GENERALS, JOINTS, SOCIALS = 390, 330, 1_400, 600
TEMPORARY, FLOATING, FUNCTIONAL, DISTRICTS, PARKS_OF_COUNTY = 120, 150, 220, 14, 3
MANY_UNITS, SMALL_COMMITTEES, SMALL_GENERALS, LARGE_GENERALS = 35, 24, 40, 15
SECTORS: Final = listed("""
    律师行业 会计行业 物流行业 快递行业 互联网行业 物业行业 民办教育行业 民办医疗行业
    养老行业 家政行业 建筑行业 家纺行业
""")


def grow(growth: Growth, counties: dict[str, Org], tops: dict[str, Org], two_new: Org) -> None:
    """Everything but the last single branches, which make the number of organisations exact."""
    firms = Firms(growth.draw)
    towns = [org for code, org in sorted(tops.items()) if code.endswith("000")]
    streets = [org for org in towns if org.kind == "working_committee"]
    places = [*_parks(growth, counties), *towns, *towns]  # towns twice: they have most firms
    _firms(growth, firms, places)
    _joint(growth, places)
    for at in range(SOCIALS):
        name = firms.social()
        place = towns[at % len(towns)]
        grow_branch(growth, place, Body(name, name, place.division, "social"), _small(growth))
    for at in range(DISTRICTS):
        _district(growth, streets[at * 3 % len(streets)], at + 1)
    for name in SECTORS:
        growth.org(
            two_new, "sector_committee", f"中共示例市{name}委员会", f"示例市{name}党委",
            two_new.division,
        )  # fmt: skip
    _special(growth, places, towns)


def fill_up(growth: Growth, tops: dict[str, Org], count: int) -> None:
    """``count`` single branches of small firms, spread over parks and towns."""
    firms = Firms(growth.draw)
    parks = [org for org in growth.city.orgs if org.kind in ("park_committee", "sector_committee")]
    towns = [org for code, org in sorted(tops.items()) if code.endswith("000")]
    places = [*parks, *towns, *towns]
    taken = {org.short for org in growth.city.orgs}
    while count:
        name = firms.firm()
        if f"{name}党支部" in taken:
            continue
        place = places[int(growth.draw.integers(len(places)))]
        body = Body(name + "有限公司", name, place.division, "private_firm")
        grow_branch(growth, place, body, _small(growth))
        count -= 1


def _small(growth: Growth) -> int:
    return min(48, 3 + round(float(growth.draw.gamma(1.8, 6.0))))


def _parks(growth: Growth, counties: dict[str, Org]) -> list[Org]:
    found = []
    for code, county in counties.items():
        name = county.short.removesuffix("委")
        for word in ("经济开发区", "高新园区", "临港园区")[:PARKS_OF_COUNTY]:
            found.append(
                growth.org(
                    county, "park_committee", f"中共{name}{word}委员会", f"{name}{word}党委",
                    code.ljust(12, "0"),
                )
            )  # fmt: skip
    return found


def _firms(growth: Growth, firms: Firms, places: list[Org]) -> None:
    draw = growth.draw
    for at in range(COMMITTEES + GENERALS):
        name, place = firms.firm(), places[int(draw.integers(len(places)))]
        body = Body(name + "有限公司", name, place.division, "private_firm")
        if at < COMMITTEES:
            few = at < SMALL_COMMITTEES
            size = int(draw.integers(72, 99)) if few else max(101, int(draw.normal(140, 40)))
            grow_committee(growth, place, body, size)
        else:
            odd = at - COMMITTEES
            low, high = (30, 49) if odd < SMALL_GENERALS else (51, 96)
            if SMALL_GENERALS <= odd < SMALL_GENERALS + LARGE_GENERALS:
                low, high = 101, 130
            grow_general(growth, place, body, int(draw.integers(low, high)))


def _joint(growth: Growth, places: list[Org]) -> None:
    seen: dict[tuple[int, str], int] = {}
    for at in range(JOINTS):
        place = places[int(growth.draw.integers(len(places)))]
        word = JOINT[at % len(JOINT)]
        number = seen[place.at, word] = seen.get((place.at, word), 0) + 1
        name = place.name.removeprefix("中共").removesuffix("工作委员会").removesuffix("委员会")
        name += word + ("" if number == 1 else f"第{ordinal(number)}")
        growth.org(
            place, "joint_branch", f"中共{name}联合支部委员会", f"{name}联合党支部",
            place.division, "joint", min(48, max(4, round(float(growth.draw.normal(14, 6))))),
        )  # fmt: skip


def _district(growth: Growth, street: Org, number: int) -> None:
    name = street.short.removesuffix("党工委") + f"{DIGITS[(number - 1) % 10]}号街区"
    top = growth.org(
        street, "district_committee", f"中共{name}委员会", f"{name}党委", street.division
    )
    for at in range(1, int(growth.draw.integers(4, 8))):
        whole = f"{name}第{ordinal(at)}"
        growth.org(
            top, "joint_branch", f"中共{whole}联合支部委员会", f"{whole}联合党支部",
            street.division, "joint", int(growth.draw.integers(12, 34)),
        )  # fmt: skip


def _special(growth: Growth, places: list[Org], towns: list[Org]) -> None:
    draw = growth.draw
    for at in range(TEMPORARY):
        place = places[int(draw.integers(len(places)))]
        name = place.short.rstrip("委工党") + f"重点项目{at + 1:03}"
        growth.org(
            place, "temporary_branch", f"中共{name}临时支部委员会", f"{name}临时党支部",
            place.division, "temporary",
        )  # fmt: skip
    for at in range(FLOATING):
        place = towns[at % len(towns)]
        name = place.short.rstrip("委工党") + ("驻外" if at < len(towns) else "外埠")
        growth.org(
            place, "floating_branch", f"中共{name}流动党员支部", f"{name}流动党员党支部",
            place.division, "floating", int(draw.integers(8, 30)),
        )  # fmt: skip
    for at in range(FUNCTIONAL):
        place = towns[at % len(towns)]
        name = place.short.rstrip("委工党") + ("志愿服务" if at < len(towns) else "文艺骨干")
        growth.org(
            place, "functional_org", f"{name}功能型党组织", f"{name}功能型党组织",
            place.division, "functional",
        )  # fmt: skip
