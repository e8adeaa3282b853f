"""Which organisations do organs, schools, hospitals and state firms of city and counties have?"""

from dataclasses import dataclass
from typing import Final

from jingwei.ops.demo import core
from jingwei.ops.demo.city import Org
from jingwei.ops.demo.hosts import Body, Growth, grow_branch, grow_committee, grow_general
from jingwei.ops.demo.wording import CITY_BODIES, FACULTIES, STATE_FIRMS, UNIVERSITIES, ordinal


@dataclass(frozen=True)
class Mix:
    """How many committees, general branches and branches, and how large on average."""

    committees: tuple[int, int]
    generals: tuple[int, int]
    branches: tuple[int, int]


CITY_ORGANS: Final = Mix((24, 165), (26, 72), (9, 30))
CITY_FIRMS: Final = Mix((22, 300), (12, 70), (6, 30))
COUNTY_ORGANS: Final = Mix((9, 150), (23, 70), (26, 27))
COUNTY_SCHOOLS: Final = Mix((6, 150), (19, 68), (40, 29))
COUNTY_HOSPITALS: Final = Mix((2, 260), (3, 72), (4, 28))
COUNTY_FIRMS: Final = Mix((7, 170), (9, 68), (14, 26))


def grow(growth: Growth, orgs: dict[str, Org]) -> dict[str, Org]:
    """Grow them; returns the county committees by the six digits of their division."""
    city = orgs["city"]
    _city_level(growth, orgs)
    counties = {}
    for code, name, *_ in core.COUNTIES:
        key = {"990102": "c1", "990103": "c2"}.get(code)
        top = orgs[key] if key else _county(growth, city, code, name)
        counties[code] = top
        _county_level(growth, top, code, name)
    return counties


def _county(growth: Growth, city: Org, code: str, name: str) -> Org:
    top = growth.org(city, "local_committee", f"中共{name}委员会", f"{name}委", _full(code))
    growth.org(top, "department", f"中共{name}委组织部", f"{name}委组织部", _full(code))
    return top


def _city_level(growth: Growth, orgs: dict[str, Org]) -> None:
    city, place = orgs["city"], _full("9901")
    names = [f"示例市{word}" for word in CITY_BODIES]
    _fill(growth, orgs["city.organs"], names, place, "organ", CITY_ORGANS)
    schools = _working(growth, city, "中共示例市委教育工作委员会", "市委教育工委", place)
    for name in UNIVERSITIES:
        _university(growth, schools, name, place)
    health = growth.org(
        city, "party_committee", "中共示例市卫生健康委员会委员会", "市卫健委党委", place
    )
    for at in range(1, 7):
        body = Body(f"示例市第{ordinal(at)}医院", f"示例市第{ordinal(at)}医院", place, "hospital")
        grow_committee(growth, health, body, int(growth.draw.integers(460, 720)))
    firms = growth.org(
        city, "party_committee", "中共示例市国有资产监督管理委员会委员会", "市国资委党委", place
    )
    names = [f"示例市{word}" for word in STATE_FIRMS]
    _fill(growth, firms, names, place, "state_firm", CITY_FIRMS)


def _university(growth: Growth, above: Org, name: str, place: str) -> None:
    top = growth.org(above, "party_committee", f"中共{name}委员会", f"{name}党委", place,
                     "university")  # fmt: skip
    for faculty in FACULTIES:
        whole = name + faculty
        general = growth.org(
            top, "general_branch", f"中共{whole}总支部委员会", f"{whole}党总支", place, "university"
        )
        for at in range(1, int(growth.draw.integers(4, 8))):
            staff = Body(f"{whole}教工第{ordinal(at)}", f"{whole}教工第{ordinal(at)}", place,
                         "university")  # fmt: skip
            grow_branch(growth, general, staff, int(growth.draw.integers(12, 34)))
        if faculty != "后勤":
            students = Body(f"{whole}学生", f"{whole}学生", place, "student")
            grow_branch(growth, general, students, int(growth.draw.integers(14, 45)))


def _county_level(growth: Growth, top: Org, code: str, name: str) -> None:
    place = _full(code)
    growth.org(top, "department", f"中共{name}委社会工作部", f"{name}委社会工作部", place)
    organs = _working(growth, top, f"中共{name}委机关工作委员会", f"{name}委机关工委", place)
    names = [name + word for word in CITY_BODIES]
    _fill(growth, organs, names, place, "organ", COUNTY_ORGANS)
    schools = _working(growth, top, f"中共{name}委教育工作委员会", f"{name}委教育工委", place)
    names = [f"{name}第{ordinal(at)}{word}" for at in range(1, 24)
             for word in ("中学", "小学", "幼儿园")]  # fmt: skip
    _fill(growth, schools, names, place, "school", COUNTY_SCHOOLS)
    health = growth.org(
        top, "party_committee", f"中共{name}卫生健康委员会委员会", f"{name}卫健委党委", place
    )
    names = [f"{name}第{ordinal(at)}医院" for at in range(1, 10)]
    _fill(growth, health, names, place, "hospital", COUNTY_HOSPITALS)
    office = f"{name}国有资产监督管理办公室"
    firms = growth.org(top, "party_committee", f"中共{office}委员会", f"{name}国资办党委", place)
    names = [name + word for word in STATE_FIRMS]
    _fill(growth, firms, names, place, "state_firm", COUNTY_FIRMS)


def _fill(growth: Growth, top: Org, names: list[str], place: str, sector: str, mix: Mix) -> None:
    shapes = [
        (shape, mean)
        for shape, (count, mean) in (
            (grow_committee, mix.committees), (grow_general, mix.generals),
            (grow_branch, mix.branches),
        )
        for _ in range(count)
    ]  # fmt: skip
    lows = {grow_committee: (102, 900), grow_general: (51, 99), grow_branch: (4, 49)}
    for name, (shape, mean) in zip(names, shapes, strict=False):
        low, high = lows[shape]
        size = min(high, max(low, round(float(growth.draw.normal(mean, mean / 4)))))
        shape(growth, top, Body(name, name, place, sector), size)


def _working(growth: Growth, above: Org, name: str, short: str, place: str) -> Org:
    return growth.org(above, "working_committee", name, short, place)


def _full(code: str) -> str:
    return code.ljust(12, "0")
