"""Which divisions does the demo city have? Province 99, which no division of the country has.

Codes and ID numbers that begin with 99 belong to nobody: provinces end at 82, and the numbers of
foreign residents, which begin with 9, go on with a province.
"""

from typing import Final

import numpy as np

from jingwei.ops.demo import core
from jingwei.ops.demo.chance import Chance, chance, exactly, shared
from jingwei.ops.demo.city import City, Place
from jingwei.ops.demo.wording import MARK, places

PROVINCE, CITY = "99", "9901"
FIRST_STREET, FIRST_TOWN, FIRST_COMMUNITY, FIRST_VILLAGE = 1, 100, 1, 200
_RESERVED: Final = {"新苑", "南苑", "北苑", "东苑"}


def full_code(code: str) -> str:
    return code.ljust(12, "0")


def draw(city: City) -> None:
    """The divisions, above before below."""
    city.places = [
        Place(full_code(PROVINCE), "示例省", 1, ""),
        Place(full_code(CITY), "示例市", 2, full_code(PROVINCE)),
    ]
    for code, name, *_ in core.COUNTIES[: city.size.counties]:
        city.places.append(Place(full_code(code), name, 3, full_code(CITY)))
    for code, name, kind in core.PLACES:
        city.places.append(_place(code, name, kind, is_new_type=code in core.NEW_TYPE))
    if city.size.counties > 2:
        _grow(city, chance("places"))


def _place(code: str, name: str, urban_rural: str, *, is_new_type: bool = False) -> Place:
    above = code[:9] if len(code) == 12 else code[:6]
    level = 5 if len(code) == 12 else 4
    return Place(full_code(code), name, level, full_code(above), urban_rural, is_new_type)


def _grow(city: City, draw: Chance) -> None:
    taken = set(_RESERVED)
    for code, _, setting, streets, towns in core.COUNTIES:
        for first, wanted, word in (
            (FIRST_STREET, streets, "街道"), (FIRST_TOWN, towns, "镇"),
        ):  # fmt: skip
            there = sum(_is_of(place, code, word) for place in city.places)
            for at, name in enumerate(places(draw, wanted - there, taken)):
                number = f"{code}{first + there + at:03}"
                kind = "111" if word == "街道" and setting == "城" else "121"
                city.places.append(_place(number, MARK + name + word, kind))
    _add_villages(city, draw)


def _is_of(place: Place, county: str, word: str) -> bool:
    return place.level == 4 and place.code.startswith(county) and place.name.endswith(word)


def _add_villages(city: City, draw: Chance) -> None:
    townships = [place for place in city.places if place.level == 4]
    streets = [place for place in townships if place.name.endswith("街道")]
    towns = [place for place in townships if place.name.endswith("镇")]
    near, far = int(city.size.villages * 0.13), int(city.size.communities * 0.30)
    plan: dict[str, list[int]] = {place.code: [0, 0] for place in townships}
    for group, which, total, least in (
        (streets, 0, near, 1), (towns, 0, city.size.villages - near, 4),
        (towns, 1, far, 1), (streets, 1, city.size.communities - far, 3),
    ):  # fmt: skip
        for place, count in zip(group, shared(draw, total, len(group), least), strict=True):
            plan[place.code][which] = count
    for township in townships:
        villages, communities = plan[township.code]
        _add_below(city, draw, township, villages, communities)
    _mark_new_types(city, draw)


def _add_below(city: City, draw: Chance, township: Place, villages: int, communities: int) -> None:
    there = [place for place in city.places if place.parent == township.code]
    urban = township.name.endswith("街道")
    taken = set(_RESERVED)
    for word, wanted, first, kind in (
        ("社区", communities, FIRST_COMMUNITY, "111" if urban else "121"),
        ("村", villages, FIRST_VILLAGE, "112" if urban else "220"),
    ):
        known = sum(place.name.endswith(word) for place in there)
        for at, name in enumerate(places(draw, wanted - known, taken)):
            number = f"{township.code[:9]}{first + known + at:03}"
            city.places.append(_place(number, MARK + name + word, kind))


def _mark_new_types(city: City, draw: Chance) -> None:
    communities = [place for place in city.places if place.name.endswith("社区")]
    wanted = city.size.new_communities - sum(place.is_new_type for place in communities)
    free = [place for place in communities if not place.is_new_type]
    for place, chosen in zip(free, exactly(draw, np.ones(len(free)), wanted), strict=True):
        place.is_new_type = bool(chosen)
