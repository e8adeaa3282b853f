"""How does a checked sheet of meetings become judged rows? Each name is somebody of that day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules import attendance as rules
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import ATTENDANCE
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, first_day, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.work.meetings import queries as life
from jingwei.work.meetings.models import Meeting

DAY = len("2026-01-01")
MARKS = ("present", "excused", "absent")


@dataclass
class Read:
    """One row: ids by mark, reasons, chair and recorder, names that are on no roster."""

    marks: dict[str, list[int]] = field(default_factory=dict)
    excuses: dict[str, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    chair: int | None = None
    recorder: int | None = None


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a meeting that is on file already stays as it is."""
    count = len(table)
    prepared = Prepared()
    prepared.org = [one.id if one else None for one in organisations_of(table, "org", finder)]
    said = {name: texts(table, name, count) for name in (
        "on", "kinds", "chair", "recorder", *MARKS)}  # fmt: skip
    kinds = _kinds(table, said["kinds"])
    on = [first_day(day) if day and len(day) == DAY else None for day in said["on"]]
    _whole_days(table, said["on"])
    read = _read(table, scope, prepared.org, on, said)
    there = _on_file(scope, prepared.org)
    prepared.target = [
        there.get((org or 0, day, kind[0])) if kind else None
        for org, day, kind in zip(prepared.org, on, kinds, strict=True)
    ]
    prepared.extra["kind_codes"] = [",".join(one) or None for one in kinds]
    for mark in MARKS:
        prepared.extra[f"{mark}_ids"] = [
            ",".join(map(str, one.marks.get(mark, []))) or None for one in read
        ]
    prepared.extra["excuses"] = [json.dumps(one.excuses) for one in read]
    prepared.extra["strange"] = ["、".join(one.strange) or None for one in read]
    for name in ("chair", "recorder"):
        values = [getattr(one, name) for one in read]
        prepared.extra[f"{name}_id"] = [str(one) if one else None for one in values]
    copy_in(lines(batch, table, ATTENDANCE, prepared, ~table.good))
    return judge_into_staging(batch.pk, "'{}'::text[]", "", new_id("meeting"))


def _kinds(table: Table, said: list[str | None]) -> list[list[str]]:
    found, wrong = [], []
    for at, text in enumerate(said):
        codes, strange = rules.kinds(text)
        found.append(codes)
        if text and (strange or not codes):
            wrong.append(at)
    table.issues.add("kinds", [Find("meeting.kind")], np.array(wrong, np.int32))
    return found


def _whole_days(table: Table, said: list[str | None]) -> None:
    short = [at for at, day in enumerate(said) if day and len(day) != DAY]
    table.issues.add("on", [Find("meeting.day")], np.array(short, np.int32))


def _read(
    table: Table, scope: Scope, orgs: list[int | None], on: list[date | None],
    said: dict[str, list[str | None]],
) -> list[Read]:  # fmt: skip
    """The people of each row by the roster of its day; three queries a branch and day."""
    branches = {
        one.pk: one
        for one in Organisation.objects.within(scope).filter(pk__in={o for o in orgs if o})
    }
    rosters: dict[tuple[int, date], dict[str, list[int]]] = {}
    found, nobody, strange = [], [], []
    for at, (org, day) in enumerate(zip(orgs, on, strict=True)):
        one = Read()
        found.append(one)
        if org is None or day is None or org not in branches:
            continue
        if (org, day) not in rosters:
            by_name: dict[str, list[int]] = {}
            for line in life.roster_on(branches[org], day):
                by_name.setdefault(line.name, []).append(line.id)
            rosters[org, day] = by_name
        _fill(one, rosters[org, day], {name: texts_[at] for name, texts_ in said.items()})
        if not one.marks["present"]:
            nobody.append(at)
        elif one.strange:
            strange.append(at)
    table.issues.add("present", [Find("meeting.nobody")], np.array(nobody, np.int32))
    table.issues.add("present", [Find("meeting.strangers")], np.array(strange, np.int32))
    return found


def _fill(one: Read, roster: dict[str, list[int]], said: dict[str, str | None]) -> None:
    taken: set[int] = set()
    for mark in MARKS:
        one.marks[mark] = []
        for name, why in rules.names_of(said[mark], roster):
            ids = [who for who in roster.get(name, []) if who not in taken]
            if len(ids) != 1:
                one.strange.append(name)
                continue
            taken.add(ids[0])
            one.marks[mark].append(ids[0])
            if mark == "excused":
                one.excuses[str(ids[0])] = rules.excuse(why)
    for name in ("chair", "recorder"):
        ids = roster.get(said[name] or "", [])
        setattr(one, name, ids[0] if len(ids) == 1 else None)


def _on_file(scope: Scope, orgs: list[int | None]) -> dict[tuple[int, date | None, str], int]:
    """Meetings that are recorded already, by organisation, day and kind; one query."""
    rows = Meeting.objects.within(scope).filter(org_id__in={one for one in orgs if one})
    return {
        (org, day, kind): key
        for key, org, day, kinds in rows.values_list("id", "org_id", "on", "kinds")
        for kind in kinds
    }
