"""How does a roster of past training become classes of members and of those on the way?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.brought import Brought, Confirmed, Made
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import MEMBERS, Cell, Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.systems.competence.courses.models import PastClass
from jingwei.work.membership.development.kinds import ENDS
from jingwei.work.membership.development.models import Development

LAYOUT: Final = Layout(
    "training",
    "past_class",
    (
        Cell("name"), Cell("branch"), Cell("title"), Cell("on"), Cell("days"), Cell("hours"),
        Cell("class_kind"), Cell("held_by"),
    ),
    extra=("case",),
)  # fmt: skip
_C = LAYOUT.cell


@dataclass(frozen=True)
class Learner:
    """A member, or somebody on the way into the Party: one of the two."""

    org: int
    person: int | None = None
    case: int | None = None


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with the member or the case of development it speaks of."""
    count = len(table)
    branches = [one.id if one else None for one in organisations_of(table, "branch", finder)]
    learners = _learners(table, scope, branches)
    shared.whole_days(table, ("on",))
    shared.say(table, "name", "training.nobody", [at for at, one in enumerate(learners) if not one])
    on = [first_day(day) for day in texts(table, "on", count)]
    titles = texts(table, "title", count)
    known = _on_file(scope, learners)
    prepared = Prepared()
    prepared.org = [one.org if one else None for one in learners]
    prepared.other = [one.person if one else None for one in learners]
    prepared.extra["case"] = [str(one.case) if one and one.case else None for one in learners]
    prepared.target = []
    differ = []
    hours = texts(table, "hours", count)
    for at, (learner, title, day) in enumerate(zip(learners, titles, on, strict=True)):
        there = known.get((learner, title or "", day)) if learner and day else None
        prepared.target.append(there[0] if there else None)
        if there and hours[at] and Decimal(hours[at] or 0) != there[1]:
            differ.append(at)
    shared.on_file(table, "hours", differ)
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("past_class"))


def _learners(table: Table, scope: Scope, branches: list[int | None]) -> list[Learner | None]:
    """Members first, then cases under way, by ID number or by name and branch."""
    members = shared.people_of(table, scope, branches)
    indexes = people.indexed(table, MEMBERS).get("id_number", [None] * len(table))
    names = texts(table, "name", len(table))
    strange = {name for name, one in zip(names, members, strict=True) if one is None and name}
    rows = Development.objects.within(scope).filter(name__in=strange).exclude(state__in=ENDS)
    by_index: dict[bytes, tuple[str, Learner]] = {}
    by_name: dict[str, list[Learner]] = {}
    for key, name, org, index in rows.values_list("id", "name", "org_id", "id_index"):
        one = Learner(org, case=key)
        by_name.setdefault(name, []).append(one)
        if index is not None:
            by_index[bytes(index)] = name, one
    found: list[Learner | None] = []
    for member, name, index, branch in zip(members, names, indexes, branches, strict=True):
        if member:
            found.append(Learner(member.org, person=member.id))
        elif index:
            called, case = by_index.get(index, ("", None))
            found.append(case if called == name else None)
        else:
            same = [one for one in by_name.get(name or "", []) if branch in (None, one.org)]
            found.append(same[0] if len(same) == 1 else None)
    return found


def _on_file(
    scope: Scope, learners: list[Learner | None]
) -> dict[tuple[Learner, str, date | None], tuple[int, Decimal]]:
    """Classes that are on file already; one query."""
    by_key = {(one.person, one.case): one for one in learners if one}
    members = {person for person, _case in by_key if person}
    cases = {case for _person, case in by_key if case}
    rows = PastClass.objects.within(scope)
    rows = rows.filter(person_id__in=members) | rows.filter(case_id__in=cases)
    return {
        (by_key[person, case], title, on): (key, hours)
        for key, person, case, title, on, hours in rows.values_list(
            "id", "person_id", "case_id", "title", "on", "hours"
        )
    }


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Classes of the roster, with images."""
    made = shared.insert(
        cursor, done, "past_class",
        {
            "person_id": "s.other", "case_id": f"{_C('case')}::bigint", "title": _C("title"),
            "on": f"{_C('on')}::date", "hours": f"coalesce({_C('hours')}::numeric, 0)",
            "days": f"coalesce({_C('days')}::numeric, 0)",
            "kind": f"coalesce({_C('class_kind')}, '')",
            "held_by": f"coalesce({_C('held_by')}, '')",
        },
    )  # fmt: skip
    return made, 0


BROUGHT: Final = Brought(
    "training", LAYOUT, stage, write, "name", (Made("past_class", "p.title"),),
    stale=(
        (
            "SELECT s.row_no FROM staged_row s JOIN past_class p ON p.title = "
            f"{_C('title')} AND p.\"on\" = {_C('on')}::date AND (p.person_id = s.other"
            f" OR p.case_id = {_C('case')}::bigint)"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
    ),
)  # fmt: skip
