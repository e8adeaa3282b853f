"""How does a catalogue become courses and their days? Drafts to be published, or past courses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_noop as _

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.brought import Brought, Confirmed, Made
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import Cell, Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.ops.imports.writing.standing import CHANGED
from jingwei.systems.competence.courses.kinds import CourseState
from jingwei.systems.competence.courses.models import Course, Lesson

OF_COURSE: Final = ("topic", "about", "teacher", "place", "contact", "seats", "until", "groups")
NEEDED: Final = ("teacher", "seats")
FIELDS: Final = ("org", "title", *OF_COURSE, "on", "starts", "ends", "hours", "subject")
LAYOUT: Final = Layout("courses", "lesson", tuple(map(Cell, FIELDS)), extra=("course", "state"))
_C = LAYOUT.cell


@dataclass
class Group:
    """The rows of one course of the file, and the course on file, if any of its days is there."""

    rows: list[int] = field(default_factory=list)
    course: int | None = None
    lessons: dict[tuple[date, str], int] = field(default_factory=dict)
    differs: bool = False


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each a day of its course."""
    count = len(table)
    prepared = Prepared()
    prepared.org = [one.id if one else None for one in organisations_of(table, "org", finder)]
    said = {name: texts(table, name, count) for name in FIELDS}
    shared.whole_days(table, ("on", "until"))
    groups: dict[tuple[int, str], Group] = {}
    for at, org in enumerate(prepared.org):
        if org and said["title"][at]:
            groups.setdefault((org, said["title"][at] or ""), Group()).rows.append(at)
    _on_file(scope, groups, said)
    _agree(table, groups, said)
    prepared.target = [None] * count
    prepared.extra |= {"course": [None] * count, "state": [None] * count}
    differ, late = [], []
    for group in groups.values():
        days = {at: first_day(said["on"][at]) for at in group.rows}
        state = _state([day for day in days.values() if day], batch.as_of)
        for at in group.rows:
            there = group.lessons.get((days[at] or date.min, said["starts"][at] or ""))
            prepared.target[at] = there
            prepared.extra["course"][at], prepared.extra["state"][at] = str(group.course), state
            if group.lessons and there is None:
                late.append(at)
            elif there and group.differs:
                differ.append(at)
    shared.say(table, "on", "course.on_file", late)
    shared.on_file(table, "title", differ)
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("lesson"))


def _state(days: list[date], as_of: date) -> str:
    """What is over is no offer any more; the rest is a draft until its organiser publishes it."""
    return CourseState.DONE if days and max(days) < as_of else CourseState.DRAFT


def _on_file(
    scope: Scope, groups: dict[tuple[int, str], Group], said: dict[str, list[str | None]]
) -> None:
    """The course of the same name and organiser that has one of the days; else a new key."""
    orgs, titles = {org for org, _title in groups}, {title for _org, title in groups}
    rows = Lesson.objects.within(scope).filter(course__org_id__in=orgs, course__title__in=titles)
    by_course: dict[int, dict[tuple[date, str], int]] = {}
    place: dict[int, tuple[int, str]] = {}
    for key, course, org, title, on, starts in rows.values_list(
        "id", "course_id", "course__org_id", "course__title", "on", "starts"
    ):
        place[course] = org, title
        by_course.setdefault(course, {})[on, starts.isoformat("minutes")] = key
    for course, lessons in by_course.items():
        group = groups.get(place[course])
        wanted = {
            (first_day(said["on"][at]), said["starts"][at]) for at in (group.rows if group else ())
        }
        if group and not group.lessons and wanted & set(lessons):
            group.course, group.lessons = course, lessons
    there = [one.course for one in groups.values() if one.course]
    known = Course.objects.within(scope).in_bulk(there)
    for group in groups.values():
        if group.course in known:
            group.differs = _says_more(known[group.course], said, group.rows)
    new = [one for one in groups.values() if one.course is None]
    for group, key in zip(new, shared.fresh("course", len(new)), strict=True):
        group.course = key


def _says_more(course: Course, said: dict[str, list[str | None]], rows: list[int]) -> bool:
    return any(
        said[name][at] and said[name][at] != str(getattr(course, name))
        for name in ("teacher", "place", "seats")
        for at in rows
    )


def _agree(
    table: Table, groups: dict[tuple[int, str], Group], said: dict[str, list[str | None]]
) -> None:
    """All rows of a course say the same of it, or leave it to the first; empty ones are filled."""
    finds: dict[str, dict[int, Find]] = {name: {} for name in OF_COURSE}
    for group in groups.values():
        for name in OF_COURSE:
            first = next((at for at in group.rows if said[name][at]), None)
            if first is None:
                continue
            for at in group.rows:
                if said[name][at] not in (None, said[name][first]):
                    row = int(table.numbers[first])
                    finds[name][at] = Find("course.differs", params={"row": row})
    for name, some in finds.items():
        shared.say_each(table, name, some)
    for name in NEEDED:
        cells = table.cells.get(name)
        silent = [
            at
            for one in groups.values()
            if not any(cells is not None and cells.text(at).strip() for at in one.rows)
            for at in one.rows
        ]
        what = table.kind.by_key[name].title
        shared.say(table, name if cells is not None else "title", "course.needs", silent, what=what)


_PEER: Final = (
    f"e.batch_id = s.batch_id AND e.verdict = 1 AND {LAYOUT.cell('course', 'e')} = {_C('course')}"
)
_FIRST: Final = f"NOT EXISTS (SELECT 1 FROM staged_row e WHERE {_PEER} AND e.row_no < s.row_no)"


def _of_course(name: str) -> str:
    """SQL: what the good rows of the course say of it; the first that says anything."""
    cell = LAYOUT.cell(name, "e")
    return (
        f"(SELECT {cell} FROM staged_row e WHERE {_PEER} AND {cell} IS NOT NULL"
        " ORDER BY e.row_no LIMIT 1)"
    )


def _all_days(what: str) -> str:
    return f"(SELECT {what} FROM staged_row e WHERE {_PEER})"


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Courses, then their days, with images; how many days."""
    on = LAYOUT.cell("on", "e")
    first = _all_days(f"min({on}::date)")
    plain = ("about", "place", "contact")
    shared.insert(
        cursor, done, "course",
        {
            "public_id": "gen_random_uuid()", "title": _C("title"),
            "held_by": "left(o.name, 120)", "topic": f"coalesce({_of_course('topic')}, 'other')",
            "teacher": _of_course("teacher"), "seats": f"{_of_course('seats')}::int",
            **{name: f"coalesce({_of_course(name)}, '')" for name in plain},
            "groups": f"coalesce(string_to_array({_of_course('groups')}, ','), '{{}}')",
            "until": f"coalesce({_of_course('until')}::date, {first})",
            "first_on": first, "last_on": _all_days(f"max({on}::date)"),
            "hours": _all_days(f"sum({LAYOUT.cell('hours', 'e')}::numeric)"),
            "state": _C("state"), "taken": "0", "waiting": "0", "why_not": "''", "version": "1",
            "is_demo": "false",
        },
        key=f"{_C('course')}::bigint", where=_FIRST,
    )  # fmt: skip
    made = shared.insert(
        cursor, done, "lesson",
        {
            "public_id": "gen_random_uuid()", "course_id": f"{_C('course')}::bigint",
            "on": f"{_C('on')}::date", "starts": f"{_C('starts')}::time",
            "ends": f"{_C('ends')}::time", "hours": f"{_C('hours')}::numeric",
            "subject": f"coalesce({_C('subject')}, '')",
        },
    )  # fmt: skip
    return made, 0


BROUGHT: Final = Brought(
    "courses", LAYOUT, stage, write, "title",
    (
        Made("lesson", "p.\"on\"::text", (("noted", "p.noted_at IS NOT NULL", _("已记到课")),)),
        Made(
            "course", "p.title",
            (
                ("version", "p.version > 1", CHANGED),
                ("published", "p.published_on IS NOT NULL", _("已经发布")),
                (
                    "seats",
                    "EXISTS (SELECT 1 FROM enrolment e WHERE e.course_id = p.id)",
                    _("已有人报名"),
                ),
                (
                    "days",
                    "EXISTS (SELECT 1 FROM lesson l WHERE l.course_id = p.id)",
                    _("后来加了上课的日子"),
                ),
            ),
        ),
    ),
    stale=(
        (
            f"SELECT s.row_no FROM staged_row s JOIN course c ON c.org_id = s.org"
            f" AND c.title = {_C('title')} JOIN lesson l ON l.course_id = c.id"
            f" AND l.\"on\" = {_C('on')}::date AND l.starts = {_C('starts')}::time"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
    ),
)  # fmt: skip
