"""What would the demo city's rosters say, if clerks kept them well? One record for each row."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from jingwei.kernel.rulebook.codes import membership, organisations, people
from jingwei.ops.demo.city import City, Org

Record = dict[str, str]
LEVELS: Final = {1: "省", 2: "市", 3: "县", 4: "乡镇", 5: "村"}
_WIDTHS: Final = {"d": 10, "m": 7, "y": 4}


def day_text(ordinal: int, precision: str = "d") -> str:
    """``1990-05-01``, ``1990-05`` or ``1990``; nothing for 0."""
    return date.fromordinal(ordinal).isoformat()[: _WIDTHS[precision]] if ordinal else ""


def divisions(city: City, _inside: set[int]) -> Iterator[Record]:
    for place in city.places:
        yield {
            "code": place.code, "name": place.name, "level": LEVELS[place.level],
            "parent_code": place.parent, "urban_rural": place.urban_rural,
        }  # fmt: skip


def units(city: City, inside: set[int]) -> Iterator[Record]:
    for unit in city.units:
        if unit.org in inside:
            yield {
                "name": unit.name, "credit_code": unit.code or unit.legacy,
                "kind": organisations.UNIT_KIND.title(unit.kind), "division": unit.division,
                "org": city.orgs[unit.org].name, "address": unit.address, "phone": unit.phone,
                "headcount": "" if unit.headcount is None else str(unit.headcount),
            }  # fmt: skip


def organisation_rows(city: City, inside: set[int]) -> Iterator[Record]:
    """All but the uppermost, which is there before anything is brought in."""
    terms = {term.org: term for term in sorted(city.terms, key=lambda one: one.since)}
    secretaries = {
        seat.org: holder for seat in city.seats if seat.title == "secretary" and seat.number == 1
        for holder in seat.holders if holder[2] is None
    }  # fmt: skip
    for org in city.open_orgs():
        if org.at not in inside or org.parent not in inside:
            continue
        unit = None if org.unit is None else city.units[org.unit]
        term = terms.get(org.at)
        holder = secretaries.get(org.at)
        yield {
            "name": org.name, "short_name": org.short, "code": org.code,
            "kind": organisations.ORG_KIND.title(org.kind),
            "superior": city.orgs[org.parent].name,
            "founded_on": day_text(org.founded.toordinal(), org.precision),
            "secretary": str(city.persons().name[holder[0]]) if holder else "",
            "phone": org.phone, "situation": organisations.SITUATION.title(org.situation),
            "unit_name": unit.name if unit else "", "credit_code": unit.code if unit else "",
            "unit_kind": organisations.UNIT_KIND.title(unit.kind) if unit else "",
            "term_began": str(term.since) if term else "",
            "term_due": str(term.due_on) if term else "", "division": org.division,
        }  # fmt: skip


def members(city: City, inside: set[int]) -> Iterator[Record]:
    """Members of today, branch by branch."""
    one = city.persons()
    names = {org.at: org.name for org in city.orgs}
    for at in range(one.today):
        home = int(one.home[at])
        if home not in inside:
            continue
        lost, away = int(one.lost[at]), str(one.floating_to[at])
        yield {
            "name": str(one.name[at]), "sex": people.SEX.title(str(one.sex[at])),
            "ethnicity": people.ETHNICITY.title(str(one.ethnicity[at])),
            "id_number": str(one.id_number[at]),
            "birth_on": day_text(int(one.birth[at]), str(one.birth_precision[at])),
            "education": people.EDUCATION.title(str(one.education[at])),
            "degree": people.DEGREE.title(str(one.degree[at])) if one.degree[at] else "",
            "category": membership.CATEGORY.title(
                "probationary" if one.probationary[at] else "full"
            ),
            "branch": names[home],
            "joined_on": day_text(int(one.joined[at]), str(one.joined_precision[at])),
            "full_on": day_text(int(one.full[at]), str(one.full_precision[at])),
            "work_post": str(one.work_post[at]), "unit_title": str(one.unit_title[at]),
            "phone": str(one.phone[at]), "landline": str(one.landline[at]),
            "address": str(one.address[at]), "native_place": str(one.native_place[at]),
            "state": membership.STATE.title("suspended" if one.suspended[at] else "normal"),
            "lost": "是" if lost else "否", "lost_since": day_text(lost),
            "floating": "是" if away else "否", "floating_to": away,
        }  # fmt: skip


def positions(city: City, inside: set[int]) -> Iterator[Record]:
    """Who holds which post today; a post that nobody holds says 空缺."""
    one = city.persons()
    for seat in city.seats:
        if seat.org not in inside:
            continue
        holder = next((held for held in seat.holders if held[2] is None), None)
        yield {
            "org": city.orgs[seat.org].name, "title": membership.TITLE.title(seat.title),
            "name": str(one.name[holder[0]]) if holder else "空缺",
            "id_number": str(one.id_number[holder[0]]) if holder else "",
            "since": str(holder[1]) if holder else "",
            "due_on": str(holder[3] or "") if holder else "",
        }  # fmt: skip


ROWS: Final[dict[str, Callable[[City, set[int]], Iterator[Record]]]] = {
    "divisions": divisions, "organisations": organisation_rows, "units": units,
    "members": members, "positions": positions,
}  # fmt: skip
"""In the order in which they are brought in: a unit names the organisation responsible for it."""


def inside_of(city: City, top: Org) -> set[int]:
    """Open organisations at and below ``top``; paths must have been given."""
    return {org.at for org in city.open_orgs() if org.path.startswith(top.path)}
