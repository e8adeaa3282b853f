"""How does a list of problems become problems of units, open, solved or closed by a word?"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Position
from jingwei.ops.imports.brought import Brought, Confirmed, Made
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import Cell, Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.ops.imports.writing.standing import CHANGED
from jingwei.systems.competence.careers.kinds import ProblemState
from jingwei.systems.competence.careers.models import Problem

FIELDS: Final = (
    "org", "title", "words", "affected", "owner", "listed_on", "due_on", "result", "solved_on",
    "confirmed_by", "confirmed_words", "confirmed_on",
)  # fmt: skip
LAYOUT: Final = Layout("problems", "problem", tuple(map(Cell, FIELDS)), extra=("state",))
_C = LAYOUT.cell
DAYS: Final = ("listed_on", "due_on", "solved_on", "confirmed_on")


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a problem of the same name that is on the list stays."""
    count = len(table)
    known = organisations_of(table, "org", finder)
    prepared = Prepared()
    prepared.org = [one.id if one else None for one in known]
    said = {name: texts(table, name, count) for name in FIELDS}
    shared.whole_days(table, DAYS)
    paths = {one.id: one.path for one in known if one}
    prepared.other = _owners(table, scope, prepared.org, said["owner"], paths, batch.as_of)
    on_file = _on_file(scope, prepared.org)
    prepared.target, differ = [], []
    for at, org in enumerate(prepared.org):
        there = on_file.get((org or 0, said["title"][at] or ""))
        prepared.target.append(there[0] if there else None)
        if there and _says_more(there, said, at, prepared.other[at]):
            differ.append(at)
    shared.on_file(table, "title", differ)
    prepared.extra["state"] = [_state(said, at) for at in range(count)]
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("problem"))


def _state(said: dict[str, list[str | None]], at: int) -> str:
    """Only a result closes nothing: somebody concerned must have said so on a day."""
    if said["confirmed_on"][at] and said["confirmed_by"][at]:
        return ProblemState.CONFIRMED
    return ProblemState.SOLVED if said["solved_on"][at] else ProblemState.OPEN


def _owners(
    table: Table, scope: Scope, orgs: list[int | None], names: list[str | None],
    paths: dict[int, str], as_of: date,
) -> list[int | None]:  # fmt: skip
    """Who answers: the member of that name there or below, else the secretary of the day."""
    by_name = shared.named(scope, names)
    rows = Position.objects.within(scope).filter(
        org_id__in=set(paths), post__title=Title.SECRETARY, held__contains=as_of,
        person__isnull=False,
    ).order_by("post__seat")  # fmt: skip
    heads: dict[int, int] = {}
    for org, person in rows.values_list("org_id", "person_id"):
        heads.setdefault(org, person)
    found: list[int | None] = []
    for name, org in zip(names, orgs, strict=True):
        one = shared.only(by_name, name, org, paths) if name and org else None
        found.append(one.id if one else heads.get(org or 0) if not name else None)
    lost = [at for at, one in enumerate(found) if one is None and orgs[at]]
    shared.say(table, "owner", "problem.owner", [at for at in lost if names[at]])
    key = "owner" if "owner" in table.cells else "org"
    shared.say(table, key, "problem.no_owner", [at for at in lost if not names[at]])
    return found


type There = tuple[int, date, int, str, str]


def _on_file(scope: Scope, orgs: list[int | None]) -> dict[tuple[int, str], There]:
    rows = Problem.objects.within(scope).filter(org_id__in={one for one in orgs if one})
    rows = rows.exclude(state=ProblemState.DROPPED).order_by("id")
    return {
        (org, title): (key, due, owner, state, result)
        for key, org, title, due, owner, state, result in rows.values_list(
            "id", "org_id", "title", "due_on", "owner_id", "state", "result"
        )
    }


def _says_more(there: There, said: dict[str, list[str | None]], at: int, owner: int | None) -> bool:
    _key, due, who, _state, result = there
    new_due, new_result = said["due_on"][at], said["result"][at]
    return bool(
        (new_due and first_day(new_due) != due)
        or (said["owner"][at] and owner and owner != who)
        or (new_result and new_result != result)
    )


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Problems of the list, with images."""
    plain = ("words", "affected", "result", "confirmed_by", "confirmed_words")
    made = shared.insert(
        cursor, done, "problem",
        {
            "public_id": "gen_random_uuid()", "title": _C("title"), "owner_id": "s.other",
            "state": _C("state"), "due_on": f"{_C('due_on')}::date",
            "listed_on": f"coalesce({_C('listed_on')}::date, least(%(as_of)s,"
            f" {_C('due_on')}::date, {_C('solved_on')}::date))",
            **{name: f"coalesce({_C(name)}, '')" for name in plain},
            **{name: f"{_C(name)}::date" for name in ("solved_on", "confirmed_on")},
            "version": "1", "is_demo": "false",
        },
        {"as_of": done.batch.as_of},
    )  # fmt: skip
    return made, 0


BROUGHT: Final = Brought(
    "problems", LAYOUT, stage, write, "title",
    (
        Made(
            "problem", "p.title",
            (
                ("version", "p.version > 1", CHANGED),
                (
                    "steps",
                    (
                        "EXISTS (SELECT 1 FROM flow_case c WHERE c.flow = 'careers.problem'"
                        " AND c.subject = p.public_id AND c.number > 0)"
                    ),
                    _("后来又办过"),
                ),
            ),
        ),
    ),
    stale=(
        (
            f"SELECT s.row_no FROM staged_row s JOIN problem p ON p.org_id = s.org"
            f" AND p.title = {_C('title')} AND p.state <> 'dropped'"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            "SELECT s.row_no FROM staged_row s LEFT JOIN person p ON p.id = s.other"
            " AND p.merged_into_id IS NULL"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND p.id IS NULL"
        ),
    ),
)  # fmt: skip
