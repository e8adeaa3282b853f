"""What would clerks' ledgers of communities say? Records of new buildings and grids, contacts,
centres with what they offer, and work orders of 12345, in the demo city's communities.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Final

from jingwei.ops.demo import roster_benefit as benefit
from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import City, Unit
from jingwei.ops.demo.grids import NUMBERS, SURNAMES
from jingwei.ops.demo.grids_map import cells, ring_text
from jingwei.ops.demo.roster_rows import Record
from jingwei.ops.demo.services import CATALOGUE

MOST: Final = 8  # communities or villages in one list
GRIDS: Final = 3  # new ones of each community
HOUSES: Final = 4  # new buildings of each new grid
CONTACTS_OF: Final = 8
SURVEYED: Final = 0.999  # of the former border's reach


def _of_kind(city: City, inside: set[int], *kinds: str) -> list[tuple[int, Unit]]:
    """Units of a kind in the order in which the demo city lays them out, with their place in it."""
    every = sorted(
        (unit for unit in city.units if unit.kind in kinds), key=lambda one: (one.division, one.at)
    )
    found = [(at, unit) for at, unit in enumerate(every) if unit.org in inside]
    return found[:MOST]


def _code(grid: int, house: int) -> str:
    return f"新区{grid * HOUSES + house + 1}幢"


def borders(city: City, inside: set[int]) -> Iterator[Record]:
    """The border of each community surveyed anew, a metre or so within the former one."""
    for at, unit in _of_kind(city, inside, "community"):
        laid = cells(at, GRIDS, chance(f"rosters borders {at}"))
        middle = [sum(point[axis] for point in laid.outline) / 4 for axis in (0, 1)]
        ring = [
            (round(middle[0] + (lon - middle[0]) * SURVEYED, 7),
             round(middle[1] + (lat - middle[1]) * SURVEYED, 7))
            for lon, lat in laid.outline
        ]  # fmt: skip
        yield {
            "community": unit.name, "outline": ring_text(tuple(ring)), "datum": "CGCS2000",
            "since": str(city.today - timedelta(days=2)),
        }  # fmt: skip


def buildings(city: City, inside: set[int]) -> Iterator[Record]:
    """New buildings inside the border of each community."""
    for at, unit in _of_kind(city, inside, "community"):
        draw = chance(f"rosters buildings {at}")
        for grid, cell in enumerate(cells(at, GRIDS, draw).cells):
            for house, (lon, lat) in enumerate(cell.points(HOUSES)):
                stairs = int(draw.integers(1, 4))
                yield {
                    "community": unit.name, "code": _code(grid, house), "compound": "新区",
                    "use": "住宅", "stairwells": str(stairs), "households": str(stairs * 12),
                    "lon": f"{lon:.6f}", "lat": f"{lat:.6f}", "datum": "CGCS2000",
                }  # fmt: skip


def grids(city: City, inside: set[int]) -> Iterator[Record]:
    """New grids of the new buildings, each with somebody who leads it."""
    for at, unit in _of_kind(city, inside, "community"):
        draw = chance(f"rosters grids {at}")
        for grid in range(GRIDS):
            lead, other = (f"{SURNAMES[at % len(SURNAMES)]}示新{NUMBERS[grid * 2 + one]}"
                           for one in range(2))  # fmt: skip
            since = city.today - timedelta(days=int(draw.integers(20, 300)))
            yield {
                "community": unit.name, "code": f"{unit.division}9{grid + 1:02}",
                "name": f"新区第{grid + 1}网格", "kind": "基础网格",
                "buildings": "、".join(_code(grid, house) for house in range(HOUSES)),
                "lead": lead, "grid_worker": f"{lead}、{other}", "since": str(since),
            }  # fmt: skip


def contacts(city: City, inside: set[int]) -> Iterator[Record]:
    """Members who agreed to be asked in a stairwell of the new buildings."""
    one = city.persons()
    for at, unit in _of_kind(city, inside, "community"):
        draw = chance(f"rosters contacts {at}")
        under = city.orgs[unit.org].path
        near = [
            who
            for who in range(one.today)
            if city.orgs[int(one.home[who])].path.startswith(under) and one.id_number[who]
        ]
        order = draw.permutation(len(near))[:CONTACTS_OF].tolist()
        for number, who in enumerate(near[place] for place in order):
            on = city.today - timedelta(days=int(draw.integers(10, 300)))
            yield {
                "community": unit.name, "building": _code(0, number % HOUSES), "stairwell": "1单元",
                "name": str(one.name[who]), "id_number": str(one.id_number[who]),
                "consented": "是", "consent_on": str(on),
            }  # fmt: skip


def _centres(city: City, inside: set[int]) -> Iterator[tuple[Unit, str, str]]:
    for _at, unit in _of_kind(city, inside, "community", "village"):
        short = unit.name.removesuffix("居民委员会").removesuffix("村民委员会")
        for what in ("党群驿站", "便民服务点"):
            yield unit, f"{short}{what}", "社区" if unit.kind == "community" else "村"


def centres(city: City, inside: set[int]) -> Iterator[Record]:
    """Two new centres of each community or village."""
    draw = chance("rosters centres")
    for unit, name, level in _centres(city, inside):
        yield {
            "org": city.orgs[unit.org].name, "name": name, "level": level, "unit": unit.name,
            "address": unit.address, "phone": f"0300-8{int(draw.integers(10**6)):06d}",
            "lon": f"{120.7 + float(draw.random()) / 10:.6f}",
            "lat": f"{31.9 + float(draw.random()) / 10:.6f}", "datum": "CGCS2000",
            "hours": "周一至周五 8:30-11:30、14:00-17:30；周六 9:00-11:00",
        }  # fmt: skip


def centre_shut(city: City, inside: set[int]) -> Iterator[Record]:
    """A holiday and a repair at each of the new centres."""
    for unit, name, _level in _centres(city, inside):
        yield from benefit.closed(city, unit, name)


def offerings(city: City, inside: set[int]) -> Iterator[Record]:
    """Three items of public services at each of the new centres."""
    public = [titles for _category, _ring, kind, titles in CATALOGUE if kind == "public"]
    for at, (_unit, name, _level) in enumerate(_centres(city, inside)):
        for window in range(3):
            titles = public[(at + window) % len(public)]
            yield {
                "centre": name, "item": titles[at % len(titles)], "kind": "公共服务",
                "price": "0", "bring": "身份证", "never_ask": "同一人证明",
                "hours": ("", "周三 9:00-11:00", "")[window], "desk": f"{window + 1}号窗口",
            }  # fmt: skip


ASKED: Final = (
    ("路灯不亮", "三幢门口的路灯三天没亮了"), ("井盖松动", "路口的井盖踩上去会翻"),
    ("噪声扰民", "楼下的空调外机夜里太响"), ("垃圾没有清", "垃圾房两天没有清运"),
    ("停车占道", "消防通道一直停着车"), ("水压不足", "六楼早晚没有热水"),
)  # fmt: skip


def hotline(city: City, inside: set[int]) -> Iterator[Record]:
    """Work orders of the last weeks, four a community or village."""
    draw = chance("rosters hotline")
    number = 0
    for at, unit in _of_kind(city, inside, "community", "village"):
        for turn in range(4):
            number += 1
            title, words = ASKED[(at + turn) % len(ASKED)]
            on = city.today - timedelta(days=int(draw.integers(1, 20)))
            yield {
                "number": f"SL{city.today:%Y%m}{number:04}",
                "received": f"{on} {int(draw.integers(8, 18)):02}:{int(draw.integers(60)):02}",
                "topic": title, "words": words, "place": unit.name, "spot": f"{unit.name}门口",
                "name": f"{SURNAMES[number % len(SURNAMES)]}示{NUMBERS[number % 9]}",
                "phone": f"199{int(draw.integers(10**8)):08d}",
                "due": str(on + timedelta(days=25)),
            }  # fmt: skip


PLACES: Final[dict[str, Callable[[City, set[int]], Iterator[Record]]]] = {
    "borders": borders, "buildings": buildings, "grids": grids, "contacts": contacts,
    "centres": centres, "offerings": offerings, "centre_shut": centre_shut,
    "stations": benefit.stations,
    "staff": benefit.staff, "station_shut": benefit.station_shut,
    "providers": benefit.providers, "agents": benefit.agents, "studios": benefit.studios,
    "delegates": benefit.delegates,
    "hotline": hotline,
}  # fmt: skip
"""In the order in which they are brought in: grids name buildings, offerings name centres."""
