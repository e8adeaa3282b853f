"""Who of a list of development is meant, who helps them, and whose case is under way already?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.kinds import Category, Home
from jingwei.kernel.people.kinds import State as Standing
from jingwei.kernel.people.models import Membership
from jingwei.ops.imports.cells.amounts import APART
from jingwei.ops.imports.cells.dates import Dated, read_day
from jingwei.ops.imports.cells.values import Context, Find
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.staging.lines import Prepared
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.work.membership.development.kinds import ENDS
from jingwei.work.membership.development.models import Development

type Said = dict[str, list[str | None]]
NAMED: Final = (
    ("contacts", "contact_two", "contact_one", "contact_two"),
    ("sponsors", "sponsor_two", "sponsor_one", "sponsor_two"),
)  # fmt: skip
SAME: Final = ("applied_on", "activist_on", "candidate_on", "voted_on")


@dataclass(frozen=True)
class Candidates:
    """For each row: checks that were made, and the files of contacts and sponsors by column."""

    checks: list[list[date]]
    helpers: list[dict[str, int]]


@dataclass(frozen=True)
class _Home:
    person: int
    name: str
    org: int
    category: str
    good: bool


def match(table: Table, scope: Scope, prepared: Prepared, said: Said) -> Candidates:
    """Set target and person of the rows, and say what stands against a case; six queries."""
    indexes = prepared.indexes.get("id_number", [None] * len(table))
    homes = _homes(scope, prepared.org)
    prepared.other = _members(table, scope, prepared, said, indexes, homes)
    cases = _cases(scope, prepared, said, indexes)
    prepared.target = [one.pk if one else None for one in cases]
    differ = [
        at
        for at, one in enumerate(cases)
        if one is not None and any(said[name][at] and str(getattr(one, name)) != said[name][at]
                                   for name in SAME)
    ]  # fmt: skip
    shared.on_file(table, "name", differ)
    helpers = [_helpers(said, at, homes.get(org or 0, []), prepared.other[at])
               for at, org in enumerate(prepared.org)]  # fmt: skip
    for typed, _second, *_columns in NAMED:
        lost = [at for at, one in enumerate(helpers) if one[1].get(typed)]
        shared.say(table, typed, "development.helper", lost)
    return Candidates(_checks(table, said), [one[0] for one in helpers])


def _homes(scope: Scope, orgs: Iterable[int | None]) -> dict[int, list[_Home]]:
    """Members of today of the branches that are named; one query."""
    rows = Membership.objects.within(scope).filter(
        org_id__in={one for one in orgs if one}, kind=Home.HOME, held__endswith=None,
        person__merged_into=None,
    )  # fmt: skip
    found: dict[int, list[_Home]] = {}
    for person, name, org, category, state in rows.values_list(
        "person_id", "person__name", "org_id", "category", "state"
    ):
        one = _Home(person, name, org, category,
                    category == Category.FULL and state == Standing.NORMAL)  # fmt: skip
        found.setdefault(org, []).append(one)
    return found


def _members(
    table: Table, scope: Scope, prepared: Prepared, said: Said, indexes: list[bytes | None],
    homes: dict[int, list[_Home]],
) -> list[int | None]:  # fmt: skip
    """Probationary members have a file; applicants must not have one, here or elsewhere."""
    known = people.on_file(scope, MEMBERS, indexes)
    by_person = {one.person: one for some in homes.values() for one in some}
    strange = [index for index in indexes if index and index not in known]
    outside = people.elsewhere(scope, strange) | _applied_elsewhere(strange)
    found: list[int | None] = []
    finds: dict[str, dict[int, Find]] = {"name": {}, "id_number": {}, "org": {}, "stage": {}}
    for at, (index, org) in enumerate(zip(indexes, prepared.org, strict=True)):
        on_file = known.get(index) if index else None
        if said["stage"][at] != "probationary":
            found.append(None)
            if on_file:
                finds["id_number"][at] = Find("development.is_member")
            elif index in outside:
                finds["id_number"][at] = Find("development.elsewhere")
            continue
        same = [one for one in homes.get(org or 0, []) if one.name == said["name"][at]]
        one = by_person.get(on_file.id) if on_file else same[0] if len(same) == 1 else None
        wrong = one is not None and one.name != said["name"][at]
        found.append(one.person if one and not wrong else None)
        if one is None or wrong:
            key = "org" if on_file and not wrong else "name"
            finds[key][at] = Find("development.other_branch" if key == "org" else "person.unknown")
        elif one.category == Category.FULL:
            finds["stage"][at] = Find("development.full")
    for key, some in finds.items():
        shared.say_each(table, key, some)
    return found


def _applied_elsewhere(wanted: list[bytes]) -> set[bytes]:
    """Numbers whose case is under way outside the scope; a narrow function answers."""
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM applied_elsewhere(%s)", [wanted])
        return {bytes(row[0]) for row in cursor.fetchall()}


def _cases(
    scope: Scope, prepared: Prepared, said: Said, indexes: list[bytes | None]
) -> list[Any | None]:
    """Cases under way of the same person: by file, by number, else by branch, name and day."""
    rows = Development.objects.within(scope).exclude(state__in=ENDS)
    orgs = {one for one in prepared.org if one}
    found = list(rows.filter(org_id__in=orgs))
    numbers = [one for one in indexes if one]
    found += list(rows.filter(id_index__in=numbers).exclude(org_id__in=orgs))
    by_person = {one.person_id: one for one in found if one.person_id}
    by_index = {bytes(one.id_index): one for one in found if one.id_index}
    by_name = {(one.org_id, one.name, str(one.applied_on)): one for one in found}
    told: list[Any | None] = []
    for at, (index, org) in enumerate(zip(indexes, prepared.org, strict=True)):
        person = prepared.other[at]
        plain = by_name.get((org, said["name"][at], said["applied_on"][at]))  # type: ignore[arg-type]
        one = by_person.get(person) if person else by_index.get(index) if index else plain
        told.append(one)
    return told


def _helpers(
    said: Said, at: int, home: list[_Home], own: int | None
) -> tuple[dict[str, int], dict[str, bool]]:
    """Full members of the branch by the names that are written; and where one was not found."""
    found: dict[str, int] = {}
    lost: dict[str, bool] = {}
    for typed, second, *columns in NAMED:
        words = [name for cell in (typed, second) for name in APART.split(said[cell][at] or "")
                 if name]  # fmt: skip
        for column, word in zip(columns, dict.fromkeys(words), strict=False):
            same = [one.person for one in home if one.name == word and one.good
                    and one.person != own]  # fmt: skip
            if len(same) == 1:
                found[column] = same[0]
            else:
                lost[typed] = True
    return found, lost


def _checks(table: Table, said: Said) -> list[list[date]]:
    """Days of half-yearly checks in one cell; what is no day is an error of it."""
    told, wrong = [], []
    context = Context(date.max)
    for at, text in enumerate(said["checks"]):
        days = [read_day(word, context) for word in APART.split(text or "") if word]
        good = [one.day for one in days if isinstance(one, Dated) and one.day
                and one.precision == "day"]  # fmt: skip
        told.append(sorted(set(good)))
        if len(good) != len(days):
            wrong.append(at)
    shared.say(table, "checks", "development.checks", wrong)
    return told
