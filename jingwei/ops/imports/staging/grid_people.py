"""Who begins and who ends in each grid, by what the rows say and what is on file?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.rules.grids import ROLES, Named, named
from jingwei.ops.imports.staging.communities import Place
from jingwei.ops.imports.staging.lookup import first_day, texts
from jingwei.ops.imports.table import Table
from jingwei.systems.community.grids.models import Assignment, Grid, Worker

type Plan = dict[str, Any]


@dataclass(frozen=True)
class There:
    """Somebody in a grid on file."""

    id: int
    grid: int
    worker: int
    name: str
    role: str
    is_lead: bool
    first: date
    until: date | None

    def meets(self, first: date, until: date | None) -> bool:
        return (until is None or self.first < until) and (self.until is None or first < self.until)


@dataclass
class Known:
    """All that is on file of the people of some communities. Two queries."""

    by_grid: dict[int, list[There]]
    leads: dict[int, list[There]]  # by worker
    workers: dict[tuple[int, str], list[int]]


def _known(places: list[Place | None]) -> Known:
    orgs = {one.org_id for one in places if one}
    by_grid: dict[int, list[There]] = defaultdict(list)
    leads: dict[int, list[There]] = defaultdict(list)
    rows = Assignment.everything.filter(worker__org__in=orgs).select_related("worker")
    for row in rows:
        if row.held.isempty:
            continue
        one = There(
            row.pk, row.grid_id, row.worker_id, row.worker.name, row.role, row.is_lead,
            row.held.lower, row.held.upper,
        )  # fmt: skip
        by_grid[row.grid_id].append(one)
        if row.is_lead:
            leads[row.worker_id].append(one)
    workers: dict[tuple[int, str], list[int]] = defaultdict(list)
    people = Worker.everything.filter(org__in=orgs).order_by("person_id", "id")
    for pk, org, name in people.values_list("id", "org_id", "name"):
        workers[org, name].append(pk)
    return Known(by_grid, leads, workers)


def plans(
    table: Table, places: list[Place | None], grids: list[Grid | None], as_of: date
) -> list[Plan]:
    """For each row whom to end and whom to begin; what cannot be is said of its cell."""
    count = len(table)
    said = {
        key: texts(table, key, count) for key in ("lead", "lead_role", "since", "until", *ROLES)
    }
    known = _known(places)
    leading: dict[tuple[int, str], int] = {}
    found: list[Plan] = []
    for at, (place, grid) in enumerate(zip(places, grids, strict=True)):
        row = {key: values[at] for key, values in said.items()}
        found.append({"end": [], "people": []})
        if place is None:
            continue
        first, until = _days(row, as_of)
        if until is not None and until <= as_of:
            _say(table, at, "until", "grid.term_over")
            continue
        if row["lead"]:
            earlier = leading.setdefault((place.org_id, row["lead"]), at)
            if earlier != at:
                _say(table, at, "lead", "grid.lead_twice", row=int(table.numbers[earlier]))
        one = _Row(table, at, place, grid, row, first, until)
        found[at] |= one.plan(known, as_of)
    return found


@dataclass(frozen=True)
class _Row:
    """A row that says who is in its grid, from when, until when."""

    table: Table
    at: int
    place: Place
    grid: Grid | None
    said: dict[str, str | None]
    first: date
    until: date | None

    def plan(self, known: Known, as_of: date) -> Plan:
        """Whom to end and whom to begin; empty where newer work stands against it."""
        there = known.by_grid[self.grid.pk] if self.grid else []
        now = [one for one in there if one.until is None or one.until > as_of]
        wanted = named(self.said["lead"], self.said["lead_role"], self.said)
        _say_unsure(self.table, self.at, wanted)
        ending = _ending(wanted, now, self.said)
        if any(one.first > as_of for one in ending):
            _say(self.table, self.at, "lead", "grid.people_newer")
            return {}
        staying = [one for one in there if one not in ending]
        beginning = [one for one in wanted if not any(_is_same(one, other) for other in now)]
        people = []
        for one in beginning:
            worker = next(iter(known.workers[self.place.org_id, one.name]), None)
            self._say_meeting(one, worker, staying, ending, known)
            people.append(
                [one.name, one.role, one.is_lead, one.words, worker, self.first.isoformat(),
                 self.until.isoformat() if self.until else None]
            )  # fmt: skip
        keys = {"lead" if one.is_lead else one.role for one in ending}
        keys |= {"lead" if one.is_lead else one.role for one in beginning}
        return {
            "end": [one.id for one in ending], "people": people, "on": self.first.isoformat(),
            "keys": sorted({"lead" if key == "other" else key for key in keys}),
        }  # fmt: skip

    def _say_meeting(
        self, one: Named, worker: int | None, staying: list[There], ending: list[There],
        known: Known,
    ) -> None:  # fmt: skip
        """Two leads of a grid, two grids of a lead, twice in a grid: not on the same day."""
        column = "lead" if one.is_lead else one.role
        if any(other.first > self.first for other in ending):
            _say(self.table, self.at, "since", "grid.since_early")
            return
        for other in staying:
            both_lead = one.is_lead and other.is_lead
            if other.meets(self.first, self.until) and (both_lead or worker == other.worker):
                _say(self.table, self.at, column, "grid.people_overlap", name=other.name)
                return
        for other in known.leads[worker] if one.is_lead and worker is not None else ():
            elsewhere = self.grid is None or other.grid != self.grid.pk
            if elsewhere and other.meets(self.first, self.until):
                _say(self.table, self.at, column, "grid.leads_other", name=one.name)
                return


def _days(row: dict[str, str | None], as_of: date) -> tuple[date, date | None]:
    return first_day(row["since"]) or as_of, first_day(row["until"])


def _say(table: Table, at: int, column: str, code: str, **params: Any) -> None:
    table.issues.add(column, [Find(code, params=params)], np.array([at], np.int32))


def _say_unsure(table: Table, at: int, wanted: list[Named]) -> None:
    """A lead in none of the columns, and without a word on what he is, is kept as 网格长."""
    if any(one.is_lead and one.words for one in wanted):
        _say(table, at, "lead", "grid.lead_role")


def _is_same(one: Named, other: There) -> bool:
    same = one.name == other.name and one.is_lead == other.is_lead
    return same and (one.role in (other.role, "other") or other.role == "other")


def _ending(wanted: list[Named], now: list[There], row: dict[str, str | None]) -> list[There]:
    """Who is in the grid but no longer in the column that speaks of them; an empty column does
    not speak."""
    by_name = {one.name: one for one in wanted}
    ending = []
    for other in now:
        mine = by_name.get(other.name)
        if mine is not None:
            if not _is_same(mine, other):
                ending.append(other)
        elif (other.is_lead and row["lead"]) or (not other.is_lead and row.get(other.role)):
            ending.append(other)
    return ending
