"""What would lists of public benefit say: stations, studios, who is there, helpers, errands?

All are new ones of the demo city's communities and villages, beside those it has already.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import City, Unit
from jingwei.ops.demo.roster_rows import Record

MOST: Final = 8  # places in one list
GATES: Final = ("东门", "西门")
AGENTS: Final = 3  # of each place
POSTS: Final = ("代办员", "调解员")
SIGNS: Final = "甲乙丙丁戊己庚辛"
ERRANDS: Final = ("取药、送餐、陪诊", "水电报修、邮寄", "年审、补办证件、上门认证")
HELPERS: Final = (
    ("农技服务社", "企业"), ("邻里互助队", "社会组织、志愿队伍"), ("卫生服务站", "机关、事业单位"),
)  # fmt: skip


def _places(city: City, inside: set[int]) -> Iterator[tuple[Unit, str]]:
    """Communities and villages, each with its name as people say it."""
    every = sorted(
        (unit for unit in city.units if unit.kind in ("community", "village")),
        key=lambda one: (one.division, one.at),
    )
    for unit in [unit for unit in every if unit.org in inside][:MOST]:
        yield unit, unit.name.removesuffix("居民委员会").removesuffix("村民委员会")


def _door(city: City, unit: Unit, gate: str, number: int) -> Record:
    return {
        "org": city.orgs[unit.org].name, "unit": unit.name, "place": f"{unit.name}{gate}",
        "phone": f"0300-8{number:06d}",
    }  # fmt: skip


def stations(city: City, inside: set[int]) -> Iterator[Record]:
    """Two more stations of each place, open on Saturdays too."""
    draw = chance("rosters stations")
    for unit, short in _places(city, inside):
        for gate in GATES:
            yield {
                **_door(city, unit, gate, int(draw.integers(10**6))),
                "name": f"{short}{gate}代办点", "level": "村、社区",
                "hours": "周一至周五 8:30-11:30、14:00-17:00；周六 9:00-11:00",
            }  # fmt: skip


def providers(city: City, inside: set[int]) -> Iterator[Record]:
    """Three helpers of each place with agreements that began lately."""
    draw = chance("rosters providers")
    for unit, short in _places(city, inside):
        for name, kind in HELPERS:
            since = city.today - timedelta(days=int(draw.integers(10, 200)))
            yield {
                "org": city.orgs[unit.org].name, "name": f"{short}{name}", "kind": kind,
                "agreement": "示例共建协议，一年一签", "since": str(since),
                "until": str(since + timedelta(days=365)),
            }  # fmt: skip


def staff(city: City, inside: set[int]) -> Iterator[Record]:
    """Two people at each of those stations; each for a year."""
    draw = chance("rosters staff")
    for unit, short in _places(city, inside):
        for gate in GATES:
            for number, post in enumerate(POSTS):
                since = city.today
                yield {
                    "org": city.orgs[unit.org].name, "station": f"{short}{gate}代办点",
                    "name": f"示例{SIGNS[int(draw.integers(len(SIGNS) // 2)) * 2 + number]}",
                    "post": post, "since": str(since),
                    "until": str(since + timedelta(days=365)),
                }  # fmt: skip


def station_shut(city: City, inside: set[int]) -> Iterator[Record]:
    """A holiday and a repair at each of those stations."""
    for unit, short in _places(city, inside):
        for gate in GATES:
            yield from closed(city, unit, f"{short}{gate}代办点")


def closed(city: City, unit: Unit, door: str) -> Iterator[Record]:
    """A door's closed days."""
    for after, lasting, why in ((20, 3, "元旦放假"), (40, 1, "停电检修")):
        first = city.today + timedelta(days=after)
        yield {
            "org": city.orgs[unit.org].name, "door": door, "first": str(first),
            "last": str(first + timedelta(days=lasting - 1)), "why": why,
        }  # fmt: skip


def _members(city: City, unit: Unit, seed: str) -> Iterator[tuple[str, str]]:
    """Some members of a place, each with the number."""
    one, under = city.persons(), city.orgs[unit.org].path
    near = [
        who
        for who in range(one.today)
        if city.orgs[int(one.home[who])].path.startswith(under) and one.id_number[who]
    ]
    for place in chance(seed).permutation(len(near))[:AGENTS].tolist():
        yield str(one.name[near[place]]), str(one.id_number[near[place]])


def agents(city: City, inside: set[int]) -> Iterator[Record]:
    """Members of each place who run errands."""
    for at, (unit, _short) in enumerate(_places(city, inside)):
        for number, (name, id_number) in enumerate(_members(city, unit, f"rosters agents {at}")):
            yield {
                "unit": unit.name, "name": name, "id_number": id_number,
                "does": ERRANDS[number % len(ERRANDS)],
            }  # fmt: skip


def delegates(city: City, inside: set[int]) -> Iterator[Record]:
    """Members of each place who receive at those studios, with their consent."""
    for at, (unit, short) in enumerate(_places(city, inside)):
        for number, (name, id_number) in enumerate(_members(city, unit, f"rosters delegates {at}")):
            gate = GATES[number % len(GATES)]
            yield {
                "org": city.orgs[unit.org].name, "studio": f"{short}{gate}代表工作室",
                "name": name, "id_number": id_number,
                "consent_on": str(city.today - timedelta(days=10 + at)),
            }  # fmt: skip


def studios(city: City, inside: set[int]) -> Iterator[Record]:
    """Two more delegates' studios of each place."""
    draw = chance("rosters studios")
    kinds = ("集体工作室", "个人工作室", "网上工作室")
    for at, (unit, short) in enumerate(_places(city, inside)):
        for gate in GATES:
            yield {
                **_door(city, unit, gate, int(draw.integers(10**6))),
                "name": f"{short}{gate}代表工作室", "kind": kinds[at % len(kinds)],
                "hours": "周二 9:00-11:00；周六 9:00-11:00",
            }  # fmt: skip
