"""What would lists of public benefit say: stations, helpers, who runs errands, studios?

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


def agents(city: City, inside: set[int]) -> Iterator[Record]:
    """Members of each place who run errands."""
    one = city.persons()
    for at, (unit, _short) in enumerate(_places(city, inside)):
        draw = chance(f"rosters agents {at}")
        under = city.orgs[unit.org].path
        near = [
            who
            for who in range(one.today)
            if city.orgs[int(one.home[who])].path.startswith(under) and one.id_number[who]
        ]
        order = draw.permutation(len(near))[:AGENTS].tolist()
        for number, who in enumerate(near[place] for place in order):
            yield {
                "unit": unit.name, "name": str(one.name[who]),
                "id_number": str(one.id_number[who]), "does": ERRANDS[number % len(ERRANDS)],
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
