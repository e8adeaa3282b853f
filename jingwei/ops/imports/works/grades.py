"""How do past grades reach the posts of cadres? By the local rule of their day, one after another.

A post that is not under the scheme yet is put under it, from the day on which it was taken up.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Position
from jingwei.ops.imports.brought import Brought, Confirmed, Made
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import Cell, Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.systems.competence.careers import queries
from jingwei.systems.competence.careers.models import CadrePost, Grading

FIELDS: Final = (
    "name", "org", "title", "kind", "grade", "since", "evidence", "basis", "pay_band",
)  # fmt: skip
LAYOUT: Final = Layout(
    "grades", "grading", tuple(map(Cell, FIELDS)),
    extra=("cadre", "fresh", "position", "rule", "code", "until"),
)  # fmt: skip
_C = LAYOUT.cell


@dataclass
class Seat:
    """A post that somebody holds: its place in the scheme, and the grades it has by first day."""

    position: int
    org: int
    path: str
    begun: date
    title: str
    cadre: int | None = None
    grades: dict[date, tuple[int, str]] = field(default_factory=dict)


@dataclass
class Row:
    """What becomes of a row; ``fresh``: the kind of cadre of a post that is new to the scheme."""

    seat: Seat
    since: date | None
    rule: int | None = None
    code: str = ""
    until: date | None = None
    fresh: str = ""


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its post, rule and stretch."""
    count = len(table)
    known = organisations_of(table, "org", finder)
    said = {name: texts(table, name, count) for name in FIELDS}
    shared.whole_days(table, ("since",))
    people = shared.people_of(
        table, scope, [one.id if one else None for one in known],
        inside={one.id: "" for one in known if one},
    )  # fmt: skip
    shared.say(table, "name", "person.unknown", [at for at, one in enumerate(people) if not one])
    seats = _seats(scope, {one.id for one in people if one}, batch.as_of)
    rows: list[Row | None] = []
    finds: dict[str, dict[int, Find]] = {"title": {}, "kind": {}, "grade": {}, "since": {}}
    for at in range(count):
        person, org = people[at], known[at]
        mine = seats.get((person.id, org.id), []) if person and org else []
        if said["title"][at]:
            mine = [one for one in mine if one.title == said["title"][at]]
        if not person or not org or len(mine) != 1:
            if person and org:
                key = "title" if "title" in table.cells else "grade"
                finds[key][at] = Find("grade.several" if mine else "grade.no_post")
            rows.append(None)
            continue
        rows.append(Row(mine[0], first_day(said["since"][at])))
    _rules(rows, said, finds)
    _stretches(rows, said, finds, table)
    for key, some in finds.items():
        shared.say_each(table, key if key in table.cells else "grade", some)
    prepared = _prepared(rows, said, people)
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("grading"))


def _seats(scope: Scope, people: set[int], on: date) -> dict[tuple[int, int], list[Seat]]:
    """Posts that these people hold, with their place in the scheme and grades; three queries."""
    found: dict[tuple[int, int], list[Seat]] = {}
    by_position: dict[int, Seat] = {}
    rows = Position.objects.within(scope).filter(person_id__in=people, held__contains=on)
    for key, person, org, path, held, title in rows.values_list(
        "id", "person_id", "org_id", "org_path", "held", "post__title"
    ):
        seat = Seat(key, org, path, held.lower or date.min, title)
        found.setdefault((person, org), []).append(seat)
        by_position[key] = seat
    cadres = CadrePost.objects.within(scope).filter(position_id__in=by_position, held__contains=on)
    by_cadre = {}
    for key, position in cadres.values_list("id", "position_id"):
        by_position[position].cadre = key
        by_cadre[key] = by_position[position]
    for key, cadre, held, grade in (
        Grading.objects.within(scope)
        .filter(cadre_id__in=by_cadre)
        .values_list("id", "cadre_id", "held", "grade")
    ):
        by_cadre[cadre].grades[held.lower] = (key, grade)
    return found


type Finds = dict[str, dict[int, Find]]


def _rules(rows: list[Row | None], said: dict[str, list[str | None]], finds: Finds) -> None:
    """The local rule of each day and what it calls the grade; one query a place and day."""
    asked: dict[tuple[str, date], Any] = {}
    for at, row in enumerate(rows):
        if row is None or row.since is None:
            continue
        if (row.seat.path, row.since) not in asked:
            asked[row.seat.path, row.since] = queries.grade_rule_on(row.seat.path, row.since)
        rule = asked[row.seat.path, row.since]
        if rule is None:
            finds["since"][at] = Find("grade.no_rule")
            continue
        wanted = "".join((said["grade"][at] or "").split())
        codes = [one["code"] for one in rule.grades if wanted in (one["title"], one["code"])]
        row.rule, row.code = rule.pk, codes[0] if codes else ""
        if wanted and not codes:
            names = "、".join(one["title"] for one in rule.grades)[:60]
            finds["grade"][at] = Find("grade.unknown", params={"names": names})
        if row.since < row.seat.begun:
            finds["since"][at] = Find("grade.before_post")


def _stretches(
    rows: list[Row | None], said: dict[str, list[str | None]], finds: Finds, table: Table
) -> None:
    """Each grade holds until the next; what was graded in the system since then goes on."""
    groups: dict[int, list[tuple[date, int, Row]]] = {}
    for at, row in enumerate(rows):
        if row is not None and row.since is not None:
            groups.setdefault(row.seat.position, []).append((row.since, at, row))
    differ = [at for group in groups.values() for at in _stretch(group, finds)]
    for group in groups.values():
        _enter(group, said, finds)
    shared.on_file(table, "grade", differ)


type Group = list[tuple[date, int, Row]]


def _stretch(group: Group, finds: Finds) -> list[int]:
    """The ends of the grades of one post; rows that say another grade than is on file."""
    seat = group[0][2].seat
    days = sorted({*seat.grades, *(since for since, _at, _row in group)})
    first = min(seat.grades, default=None)
    differ = []
    for since, at, row in group:
        if since in seat.grades:
            if row.code and seat.grades[since][1] != row.code:
                differ.append(at)
            continue
        row.until = next((day for day in days if day > since), None)
        if first is not None and since > first:
            finds["since"][at] = Find("grade.after_work", params={"day": first.isoformat()})
    return differ


def _enter(group: Group, said: dict[str, list[str | None]], finds: Finds) -> None:
    """A post that is new to the scheme gets its place, of the kind that a row says."""
    seat = group[0][2].seat
    new = [(at, row) for since, at, row in group if since not in seat.grades]
    if seat.cadre is not None or not new:
        return
    (seat.cadre,) = shared.fresh("cadre_post", 1)
    kind = next((said["kind"][at] for at, _row in new if said["kind"][at]), None)
    for at, row in new:
        row.fresh = kind or ""
        if not kind:
            finds["kind"][at] = Find("grade.no_kind")


def _prepared(rows: list[Row | None], said: Any, people: Any) -> Prepared:
    prepared = Prepared()
    prepared.org = [one.seat.org if one else None for one in rows]
    prepared.other = [one.id if one else None for one in people]
    prepared.target = [
        one.seat.grades[one.since][0] if one and one.since in one.seat.grades else None
        for one in rows
    ]
    prepared.extra |= {
        "cadre": [_text(one and one.seat.cadre) for one in rows],
        "fresh": [(one.fresh or None) if one else None for one in rows],
        "position": [_text(one and one.seat.position) for one in rows],
        "rule": [_text(one and one.rule) for one in rows],
        "code": [(one.code or None) if one else None for one in rows],
        "until": [one.until.isoformat() if one and one.until else None for one in rows],
    }
    return prepared


def _text(value: Any) -> str | None:
    return str(value) if value else None


_FIRST: Final = f"""{_C("fresh")} IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM staged_row e WHERE e.batch_id = s.batch_id AND e.verdict = 1
    AND e.row_no < s.row_no AND {LAYOUT.cell("cadre", "e")} = {_C("cadre")}
)"""
"""The first good row of a post that is new to the scheme; ``fresh`` holds the kind of cadre."""


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Posts that are new to the scheme, then the grades, with images."""
    shared.insert(
        cursor, done, "cadre_post",
        {
            "public_id": "gen_random_uuid()", "position_id": "t.id", "person_id": "t.person_id",
            "kind": _C("fresh"), "source": "''", "held": "daterange(lower(t.held), NULL)",
            "is_demo": "false",
        },
        key=f"{_C('cadre')}::bigint", where=_FIRST,
        joins=f"JOIN position t ON t.id = {_C('position')}::bigint",
    )  # fmt: skip
    made = shared.insert(
        cursor, done, "grading",
        {
            "public_id": "gen_random_uuid()", "cadre_id": f"{_C('cadre')}::bigint",
            "person_id": "s.other", "rule_id": f"{_C('rule')}::bigint", "grade": _C("code"),
            "evidence": _C("evidence"), "pay_band": f"coalesce({_C('pay_band')}, '')",
            "basis": f"coalesce({_C('basis')}, '')",
            "held": f"daterange({_C('since')}::date, {_C('until')}::date)",
        },
    )  # fmt: skip
    return made, 0


BROUGHT: Final = Brought(
    "grades", LAYOUT, stage, write, "name",
    (
        Made(
            "grading", "p.grade",
            ((
                "later",
                (
                    "EXISTS (SELECT 1 FROM grading g WHERE g.cadre_id = p.cadre_id AND g.id > p.id"
                    " AND g.id <> ALL (%(made)s))"
                ),
                _("后来又定过职级"),
            ),),
        ),
        Made(
            "cadre_post", "p.kind",
            (
                ("grades", "EXISTS (SELECT 1 FROM grading g WHERE g.cadre_id = p.id)",
                 _("已有职级")),
                ("reviews", "EXISTS (SELECT 1 FROM review r WHERE r.cadre_id = p.id)",
                 _("已有谈话")),
                (
                    "handovers",
                    "EXISTS (SELECT 1 FROM post_handover h WHERE h.cadre_id = p.id)",
                    _("已有交接"),
                ),
            ),
        ),
    ),
    stale=(
        (
            f"SELECT s.row_no FROM staged_row s LEFT JOIN position t"
            f" ON t.id = {_C('position')}::bigint AND t.person_id = s.other"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND t.id IS NULL"
        ),
        (
            f"SELECT s.row_no FROM staged_row s JOIN grading g"
            f" ON g.cadre_id = {_C('cadre')}::bigint AND g.held &&"
            f" daterange({_C('since')}::date, {_C('until')}::date)"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            f"SELECT s.row_no FROM staged_row s JOIN cadre_post c"
            f" ON c.position_id = {_C('position')}::bigint AND upper_inf(c.held)"
            f" WHERE s.batch_id = %(batch)s AND s.verdict = 1 AND {_C('fresh')} IS NOT NULL"
        ),
    ),
)  # fmt: skip
