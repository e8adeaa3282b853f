"""How did the tree change during the demo's months? Founding, new names, moves, ends."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from jingwei.ops.demo.chance import Chance, chance
from jingwei.ops.demo.city import City, Org, Spell

MOVE_DAYS = (45, 120, 210)  # days ago; offices settle such moves a few times a year
RENAMED, MOVED, FOUNDED, DISSOLVED, DUAL = 45, 24, 150, 60, 21


def draw(city: City) -> None:
    """Names, superiors and ties with their days; dissolved organisations are added."""
    draw = chance("org history")
    _core_story(city)
    if len(city.orgs) > 100:
        _change_some(city, draw)
    _finish(city)
    _ties(city, draw)


def day_before(city: City, days: int) -> date:
    return city.today - timedelta(days=days)


def _core_story(city: City) -> None:
    orgs = {key: city.orgs[at] for key, at in city.marks.items()}
    _founded(city, orgs["electronics"], day_before(city, 300))
    _moved(city, orgs["block"], orgs["s1"], day_before(city, 210), "街道党工委批复")
    _renamed(city, orgs["qiao"], "中共示例三镇小桥村支部委员会", "示例小桥村党支部",
             day_before(city, 150), "镇党委批复")  # fmt: skip
    gone = _dissolved(
        city, orgs["nanyuan"], "中共示例一街道南苑社区活动站支部", "示例南苑社区活动站党支部",
        orgs["nanyuan.1"], day_before(city, 240),
    )  # fmt: skip
    gone.sector = "community"
    heavy = orgs["heavy"]
    for since, until, name, short, kind, basis in (
        (date(2011, 3, 10), date(2013, 6, 5), "中共示例重工有限公司工程指挥部临时支部委员会",
         "示例重工工程指挥部临时党支部", "temporary_branch", "建厂"),
        (date(2013, 6, 5), date(2018, 9, 20), "中共示例重工有限公司总支部委员会",
         "示例重工有限公司党总支", "general_branch", "投产，支部转到工区"),
    ):  # fmt: skip
        city.names.append(Spell(heavy.at, since, until, name, short, kind, basis=basis))


def _founded(city: City, org: Org, on: date) -> None:
    org.founded, org.precision = on, "d"
    city.new_orgs[org.at] = on


def _moved(city: City, org: Org, former: Org, on: date, basis: str) -> None:
    city.leads.append(Spell(org.at, org.founded, on, host=former.at, basis=""))
    city.move_basis[org.at] = basis


def _renamed(city: City, org: Org, name: str, short: str, on: date, basis: str) -> None:
    city.names.append(Spell(org.at, org.founded, on, name, short, org.kind))
    city.name_basis[org.at] = basis


def _dissolved(city: City, parent: Org, name: str, short: str, successor: Org, on: date) -> Org:
    """A branch that is no more; ``successor`` took its members."""
    org = city.add_org(
        code=f"{successor.code}-X", name=name, short=short, kind="party_branch",
        parent=parent.at, division=successor.division, sector=successor.sector,
        founded=date(2009, 5, 1), ended=on, situation="same",
    )  # fmt: skip
    city.gone_orgs[org.at] = successor.at
    city.ties.append(
        ("turned_into", Spell(successor.at, on, None, host=org.at, basis="党员太少，并入邻近支部"))
    )
    return org


def _change_some(city: City, draw: Chance) -> None:
    known = set(city.marks.values())
    singles = [
        org for org in city.orgs
        if org.members >= 9 and org.sector in ("private_firm", "joint", "social")
        and org.at not in known and city.orgs[org.parent or 0].kind != "general_branch"
        and not city.orgs[org.parent or 0].sector
    ]  # fmt: skip
    order = [singles[at] for at in draw.permutation(len(singles))]
    days = [int(one) for one in draw.integers(12, (city.today - city.opened).days - 12, len(order))]
    take = iter(zip(order, days, strict=True))
    for org, back in _next(take, FOUNDED):
        _founded(city, org, day_before(city, back))
    for org, back in _next(take, RENAMED):
        body = org.short.removesuffix("党支部").removesuffix("联合")
        name = org.name.replace("中共", "中共原", 1)
        _renamed(city, org, name, f"原{body}党支部", day_before(city, back), "单位更名")
    by_county = defaultdict(list)
    for org in city.orgs:
        if org.kind in ("park_committee", "party_committee") and not org.sector and org.parent:
            by_county[org.code[:7]].append(org)
    for at, (org, _back) in enumerate(_next(take, MOVED)):
        others = [one for one in by_county[org.code[:7]] if one.at != org.parent]
        if others:
            former = others[int(draw.integers(len(others)))]
            day = day_before(city, MOVE_DAYS[at % len(MOVE_DAYS)])
            _moved(city, org, former, day, "企业迁址，党委批复")
    for org, back in _next(take, DISSOLVED):
        body = org.short.removesuffix("党支部")
        parent = city.orgs[org.parent or 0]
        _dissolved(
            city, parent, f"中共{body}第二支部", f"{body}第二党支部", org, day_before(city, back)
        )


def _next(things: Iterator[tuple[Org, int]], count: int) -> list[tuple[Org, int]]:
    return list(islice(things, count))


def _finish(city: City) -> None:
    """Today's names and superiors hold since the last change, or since the founding."""
    named = {spell.org: spell.until for spell in city.names}
    led = {spell.org: spell.until for spell in city.leads}
    for org in city.orgs:
        city.names.append(
            Spell(
                org.at, named.get(org.at) or org.founded, org.ended, org.name, org.short, org.kind,
                basis=city.name_basis.get(org.at, ""),
            )
        )  # fmt: skip
        if org.parent is not None:
            since = led.get(org.at) or org.founded
            basis = city.move_basis.get(org.at, "")
            city.leads.append(Spell(org.at, since, org.ended, host=org.parent, basis=basis))


def _ties(city: City, draw: Chance) -> None:
    """Twenty-one firms are under dual management (DOMAIN 7.1, figure 11), one in a small city."""
    host = city.marks["two_new"]
    firms = [org for org in city.orgs if org.kind == "party_committee" and org.unit is not None
             and city.units[org.unit].kind == "private_firm"]  # fmt: skip
    heavy = city.orgs[city.marks["heavy"]]
    others = [org for org in firms if org.at != heavy.at]
    chosen = [heavy, *(others[at] for at in draw.permutation(len(others))[: DUAL - 1])]
    for at, org in enumerate(chosen):
        since = date(2023, 4, 18) if at == 0 else date(2023, 5, 1) + timedelta(days=9 * at)
        city.ties.append(
            ("dual_manages", Spell(org.at, since, None, host=host, basis="双重管理约定"))
        )
