"""How do persons times meetings become records of meetings? A branch's sheet comes in as a whole.

A meeting of which a row is still to be mended waits, with all of its branch: half a roster would
be a wrong record. A meeting that is on file already stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports.brought import Brought, Confirmed
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch, Repair
from jingwei.ops.imports.rules import attendance, meeting_marks
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import Cell, Layout
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.work.meetings import queries as life
from jingwei.work.meetings.models import Meeting

LAYOUT: Final = Layout(
    "meeting_marks", "meeting", (Cell("name"), Cell("branch")), extra=("marks", "same")
)
_C = LAYOUT.cell
MARKS: Final = ("present", "excused", "absent")


@dataclass(frozen=True)
class Column:
    """A column of the sheet that is a meeting."""

    key: str
    title: str
    on: date
    kinds: tuple[str, ...]


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its marks at the meetings that are not on file yet."""
    branches = [one.id if one else None for one in organisations_of(table, "branch", finder)]
    people = shared.people_of(table, scope, branches)
    shared.say(table, "name", "person.unknown", [at for at, one in enumerate(people) if not one])
    prepared = Prepared()
    prepared.org = [one.org if one else branch
                    for one, branch in zip(people, branches, strict=True)]  # fmt: skip
    columns = _columns(table, batch.as_of)
    there = _on_file(scope, prepared.org)
    rosters = _rosters(scope, prepared.org, columns)
    marks: list[list[dict[str, Any]]] = []
    strangers: dict[str, list[int]] = {}
    known: list[int | None] = []
    for at, person in enumerate(people):
        mine: list[dict[str, Any]] = []
        kept = None
        for column in columns:
            mark = table.cells[column.key].value(at)
            if person is None or mark is None:
                continue
            if on_file := there.get((person.org, column.on, column.kinds[0])):
                kept = on_file
                continue
            is_guest = person.id not in rosters.get((person.org, column.on), set())
            if is_guest:
                strangers.setdefault(column.key, []).append(at)
            mine.append(_mark(person, column, str(mark), is_guest, table, at))
        marks.append(mine)
        known.append(kept if not mine else None)
    for key, rows in strangers.items():
        shared.say(table, key, "meeting.strangers", rows)
    _wait(batch, table, prepared.org)
    prepared.target = known
    prepared.extra["marks"] = [json.dumps(one, ensure_ascii=False) if one else None
                               for one in marks]  # fmt: skip
    prepared.extra["same"] = [None if one else "yes" for one in marks]
    copy_in(lines(batch, table, LAYOUT, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, "'{}'::text[]", "", "NULL::bigint", f"({_C('same')} IS NOT NULL)"
    )


def _mark(
    person: shared.Who, column: Column, mark: str, is_guest: bool, table: Table, at: int
) -> dict[str, Any]:
    word, _colon, why = mark.partition(":")
    found: dict[str, Any] = {
        "org": person.org, "on": column.on.isoformat(), "kinds": list(column.kinds),
        "mark": word, "person": person.id, "title": column.title,
    }  # fmt: skip
    if is_guest:
        found["guest"] = str(table.cells["name"].value(at) or "")
    if word == "excused":
        found["why"] = attendance.excuse(why)
    return found


def _columns(table: Table, as_of: date) -> list[Column]:
    """The meetings by the titles of their columns; what a title does not say is told once."""
    found = []
    titles = {choice.key: choice.title for choice in table.mapping.columns if choice.key}
    slots = table.kind.slots.fields if table.kind.slots else ()
    for field in slots:
        if field.key not in table.cells or field.key not in titles:
            continue
        title = titles[field.key]
        on, is_guessed = meeting_marks.day_of(title, as_of)
        kinds = meeting_marks.kinds_of(title)
        code = "meeting.header_day" if on is None else "" if kinds else "meeting.header"
        if on is not None and on > as_of:
            code = "meeting.future"
        if code:
            shared.say(table, field.key, code, _marked(table, field.key))
        elif on is not None:
            if is_guessed and (some := _marked(table, field.key)):
                shared.say(table, field.key, "meeting.year", some[:1], year=on.year)
            found.append(Column(field.key, meeting_marks.called(kinds), on, tuple(kinds)))
    return found


def _marked(table: Table, key: str) -> list[int]:
    cells = table.cells[key]
    return [at for at in range(len(table)) if cells.value(at) is not None]


def _on_file(scope: Scope, orgs: list[int | None]) -> dict[tuple[int, date, str], int]:
    rows = Meeting.objects.within(scope).filter(org_id__in={one for one in orgs if one})
    return {
        (org, on, kind): key
        for key, org, on, kinds in rows.values_list("id", "org_id", "on", "kinds")
        for kind in kinds
    }


def _rosters(
    scope: Scope, orgs: list[int | None], columns: list[Column]
) -> dict[tuple[int, date], set[int]]:
    """Who was on the roster of a branch on the day of a meeting; three queries a branch and day."""
    branches = Organisation.objects.within(scope).in_bulk([one for one in set(orgs) if one])
    return {
        (key, on): {line.id for line in life.roster_on(org, on)}
        for key, org in branches.items()
        for on in {column.on for column in columns}
    }


def _wait(batch: Batch, table: Table, orgs: list[int | None]) -> None:
    """All rows of a branch come in together: one that is to be mended holds the others up."""
    skipped = set(
        Repair.objects.filter(batch=batch, way=Repair.Way.SKIP).values_list("row_no", flat=True)
    )
    good = table.good.tolist()
    faulty = [at for at, ok in enumerate(good) if not ok and int(table.numbers[at]) not in skipped]
    named = {org for org in orgs if org}
    held: dict[int, int] = {}
    for at in faulty:
        for org in [orgs[at]] if orgs[at] else named if len(named) == 1 else ():
            held.setdefault(org or 0, int(table.numbers[at]))
    finds = {
        at: Find("work.waits", params={"row": held[org]})
        for at, org in enumerate(orgs)
        if org in held and good[at]
    }
    shared.say_each(table, "name", finds)


def write(cursor: Any, done: Confirmed) -> tuple[int, int]:
    """Meetings as closed records with all marks of their branch, and images; how many persons."""
    cursor.execute(
        f"SELECT {_C('marks')} FROM staged_row s WHERE s.batch_id = %s AND s.verdict = 1"
        " ORDER BY s.row_no",
        [done.batch.pk],
    )
    rows = cursor.fetchall()
    meetings: dict[tuple[int, str, str], dict[str, Any]] = {}
    for (text,) in rows:
        for mark in json.loads(text):
            key = mark["org"], mark["on"], mark["kinds"][0]
            made = meetings.setdefault(key, _empty(mark))
            if "guest" in mark:
                if mark["mark"] == "present":
                    made["guests"].append(mark["guest"])
                continue
            made[mark["mark"]].append(mark["person"])
            if mark["mark"] == "excused":
                made["excuses"][str(mark["person"])] = mark["why"]
    told = [one | {"guests": "、".join(one["guests"])[:300]} for one in meetings.values()]
    _insert(cursor, done, told)
    return len(rows), 0


def _empty(mark: dict[str, Any]) -> dict[str, Any]:
    return {
        "org": mark["org"], "day": mark["on"], "kinds": mark["kinds"], "topic": mark["title"],
        "guests": [], "excuses": {}, **{name: [] for name in MARKS},
    }  # fmt: skip


def _insert(cursor: Any, done: Confirmed, meetings: list[dict[str, Any]]) -> None:
    votes = (
        "SELECT count(*) FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'"
        " AND m.category = 'full' AND m.state = 'normal' AND m.held @> w.day"
    )
    cursor.execute(
        f"""
        WITH made AS (
            INSERT INTO meeting (public_id, org_id, org_path, kinds, state, "on", topic, venue,
                guests, agenda, present, excused, absent, excuses, entitled, entitled_present,
                why_not, closed_at, closed_by_id, version, is_demo)
            SELECT gen_random_uuid(), o.id, o.path, w.kinds, 'closed', w.day, w.topic, '', w.guests,
                (SELECT jsonb_agg(jsonb_build_object('kind', k, 'title', w.topic, 'said', w.topic))
                 FROM unnest(w.kinds) k),
                w.present, w.excused, w.absent, w.excuses, ({votes}),
                ({votes} AND m.person_id = ANY (w.present)), '', %(at)s, %(account)s, 1, false
            FROM jsonb_to_recordset(%(told)s::jsonb) AS w (org bigint, day date, kinds text[],
                topic text, guests text, present bigint[], excused bigint[], absent bigint[],
                excuses jsonb)
            JOIN organisation o ON o.id = w.org
            ORDER BY w.org, w.day RETURNING id
        )
        INSERT INTO row_image (entry_id, "table", row)
        SELECT %(entry)s, 'meeting', id FROM made
        """,
        {
            "told": json.dumps(meetings, ensure_ascii=False), "at": done.at,
            "account": done.by.account_id or done.batch.account_id, "entry": done.entry,
        },
    )  # fmt: skip


BROUGHT: Final = Brought(
    "meeting_marks", LAYOUT, stage, write, "name",
    (),
    stale=(
        (
            "SELECT DISTINCT s.row_no FROM staged_row s"
            f" CROSS JOIN LATERAL jsonb_array_elements({_C('marks')}::jsonb) w"
            " JOIN meeting m ON m.org_id = (w ->> 'org')::bigint"
            " AND m.\"on\" = (w ->> 'on')::date"
            " AND m.kinds::text[] && ARRAY(SELECT jsonb_array_elements_text(w -> 'kinds'))"
            " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
        ),
        (
            "SELECT s.row_no FROM staged_row s WHERE s.batch_id = %(batch)s AND s.verdict = 1"
            f" AND {_C('marks')} IS NULL"
        ),
    ),
)  # fmt: skip
