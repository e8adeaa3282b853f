"""Which firms, villages, schools and organs lie behind the organisations, or have none yet?"""

from datetime import date
from typing import Final

from jingwei.kernel.rulebook.codes.credit_code import check_character, organisation_check
from jingwei.ops.demo import core
from jingwei.ops.demo.chance import Chance, chance
from jingwei.ops.demo.city import City, Org, Unit
from jingwei.ops.demo.private import MANY_UNITS
from jingwei.ops.demo.wording import STREETS_OF_TOWN, Firms

UNCOVERED = {"small": 12, "full": 9_000}
KINDS: Final = {
    "village": "village", "community": "community", "organ": "organ", "school": "school",
    "university": "school", "hospital": "institution", "state_firm": "state_firm",
    "private_firm": "private_firm", "social": "social_org", "temporary": "project",
    "park_committee": "park", "district_committee": "business_district",
}  # fmt: skip
_LETTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_AUTHORITY: Final = {
    "organ": "11", "institution": "12", "school": "12", "social_org": "52", "village": "55",
    "community": "54", "street": "11", "town": "11",
}  # fmt: skip


def draw(city: City) -> None:
    draw = chance("units")
    _of_core(city)
    core_orgs = set(city.marks.values())
    for org in city.orgs:
        if org.at not in core_orgs:
            _of_org(city, draw, org)
    if len(city.orgs) > 100:
        _of_joint_branches(city, draw)
    _uncovered(city, draw)
    for unit in city.units:
        _details(draw, unit)


def _of_core(city: City) -> None:
    for row in core.units():
        org = city.orgs[city.marks[row["organisation"]]]
        unit = city.add_unit(name=row["name"], kind=row["kind"], division=org.division, org=org.at)
        own = org.unit is None and org.kind != "joint_branch"
        if own and row["kind"] not in ("business_district",):
            org.unit, org.situation = unit.at, "legal_unit"
    for key in city.marks:
        org = city.orgs[city.marks[key]]
        if org.kind == "joint_branch":
            org.situation = "joint"
        elif not org.situation and org.members:
            org.situation = "same"


def body_name(org: Org) -> str:
    """The body behind an organisation's full name."""
    name = org.name.removeprefix("中共")
    for ending in ("总支部委员会", "支部委员会", "工作委员会", "委员会", "支部", "功能型党组织"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


def _of_org(city: City, draw: Chance, org: Org) -> None:
    above = city.orgs[org.parent] if org.parent is not None else None
    township = (
        above is not None and above.kind == "local_committee" and (org.division[6:9] != "000")
    )
    name, kind = body_name(org), KINDS.get(org.sector) or KINDS.get(org.kind)
    if township:
        is_street = org.kind == "working_committee"
        name += "办事处" if is_street else "人民政府"
        kind = "street" if is_street else "town"
    elif kind is None or (above is not None and above.sector and above.sector == org.sector):
        org.situation = "joint" if org.kind == "joint_branch" else "same"
        return
    if org.sector == "village":
        name += "村民委员会"
    elif org.sector == "community":
        name += "居民委员会"
    unit = city.add_unit(name=name, kind=kind, division=org.division, org=org.at)
    unit.headcount = _headcount(draw, org) if org.sector in ("private_firm", "state_firm") else None
    org.unit, org.situation = unit.at, "legal_unit"


def _headcount(draw: Chance, org: Org) -> int:
    members = org.members or 120
    return int(members * draw.uniform(4, 22)) + 3


def _of_joint_branches(city: City, draw: Chance) -> None:
    firms = Firms(draw)
    known = set(city.marks.values())
    joints = [org for org in city.orgs if org.kind == "joint_branch" and org.at not in known]
    taken = {unit.name for unit in city.units}
    for at, org in enumerate(joints):
        count = int(draw.integers(6, 10)) if at < MANY_UNITS else int(draw.integers(2, 6))
        for _ in range(count):
            _add_firm(city, draw, firms, org, taken)


def _uncovered(city: City, draw: Chance) -> None:
    """Firms without an organisation of their own; the town answers for them."""
    firms = Firms(draw)
    taken = {unit.name for unit in city.units}
    towns = [
        org for org in city.orgs
        if org.division.endswith("000") and org.division[6:9] != "000"
        and org.kind in ("working_committee", "party_committee")
    ]  # fmt: skip
    towns = [org for org in towns if city.orgs[org.parent or 0].kind == "local_committee"]
    for at in range(UNCOVERED[city.size.key]):
        _add_firm(city, draw, firms, towns[at % len(towns)], taken)


def _add_firm(city: City, draw: Chance, firms: Firms, org: Org, taken: set[str]) -> None:
    name = next(name for name in iter(firms.firm, "") if name + "有限公司" not in taken)
    name += "商行" if draw.random() < 0.1 else "有限公司"
    taken.add(name)
    unit = city.add_unit(name=name, kind="private_firm", division=org.division, org=org.at)
    unit.headcount = int(draw.gamma(2.0, 14.0)) + 2


def _details(draw: Chance, unit: Unit) -> None:
    unit.founded = date(int(draw.integers(1985, 2022)), int(draw.integers(1, 13)), 1)
    street = STREETS_OF_TOWN[int(draw.integers(len(STREETS_OF_TOWN)))]
    unit.address = f"{street}{int(draw.integers(1, 400))}号"
    unit.phone = f"0300-8{int(draw.integers(0, 10_000_000)):07}"
    odd = draw.random()
    if unit.kind == "project" or odd < 0.004:
        return  # has no code yet
    if unit.kind == "private_firm" and odd < 0.012:
        unit.legacy = f"{unit.division[:6]}{unit.at:09}"
        return
    unit.code = credit_code(unit)


def credit_code(unit: Unit) -> str:
    """A code with right check characters whose area no division of the country has."""
    head = _AUTHORITY.get(unit.kind, "91")
    if unit.name.endswith(("商行", "店", "馆", "屋")):
        head = "92"
    elif unit.name.endswith("合作社"):
        head = "93"
    serial, digits = unit.at, ""
    for _ in range(6):
        serial, rest = divmod(serial, len(_LETTERS))
        digits = _LETTERS[rest] + digits
    eight = "MA" + digits
    seventeen = head + unit.division[:6] + eight + organisation_check(eight)
    return seventeen + check_character(seventeen)
