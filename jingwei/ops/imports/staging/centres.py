"""How does a checked list of centres become judged rows? By name, and by who answers for them."""

import json
from collections.abc import Mapping

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules import centres as rules
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice, turned
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import CENTRES
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import centres as writing
from jingwei.systems.community.centres.models import ServiceCentre

NEEDED = ("level", "address", "phone")


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; a new centre without a word on it falls to the batch's office."""
    count = len(table)
    orgs = organisations_of(table, "org", finder)
    found = doors.on_file(
        table, ServiceCentre.objects.within(scope).filter(held__endswith=None), orgs,
        "centre.several",
    )  # fmt: skip
    units = doors.units_of(table, scope, "centre.unit")
    points = turned(table)
    weeks = _weeks(table, found)
    doors.say_lacking(table, found, NEEDED)
    _say_no_hours(table, found, weeks)
    said = texts(table, "name", count)
    say_twice(table, "name", [
        (one.pk if one else (names.normal(name), org.id if org else 0)) if name else None
        for one, name, org in zip(found, said, orgs, strict=True)
    ])  # fmt: skip
    prepared = Prepared()
    prepared.org = [
        org.id if org else one.org_id if one else batch.org_id
        for org, one in zip(orgs, found, strict=True)
    ]
    prepared.other = [one.id if one else None for one in units]
    prepared.target = [one.pk if one else None for one in found]
    prepared.extra["point"] = [json.dumps(one) if one else None for one in points]
    prepared.extra["week"] = [None if one is None else json.dumps(one) for one in weeks]
    copy_in(lines(batch, table, CENTRES, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("service_centre"),
    )  # fmt: skip


def _weeks(table: Table, found: list[ServiceCentre | None]) -> list[rules.Week | None]:
    """The whole week of each row: hours in words, then single days, over what is on file."""
    count = len(table)
    said = texts(table, "hours", count)
    days = {at: texts(table, f"day{at}", count) for at in range(1, 8)}
    weeks: list[rules.Week | None] = []
    for at in range(count):
        named = {day: text for day, column in days.items() if (text := column[at])}
        if not said[at] and not named:
            weeks.append(None)
            continue
        centre = found[at]
        base = rules.week(said[at] or "") if said[at] else centre.hours if centre else []
        kept = [one for one in base or [] if one[0] not in named]
        for day, text in named.items():
            kept += [[day, *span] for span in rules.spans(text) or []]
        weeks.append(sorted(kept, key=str))
    return weeks


def _say_no_hours(
    table: Table, found: list[ServiceCentre | None], weeks: list[rules.Week | None]
) -> None:
    """A new centre is open on some day of the week."""
    never = [
        at
        for at, week in enumerate(weeks)
        if (week == [] or (week is None and found[at] is None))
        and not any(issue.code == "centre.hours" for issue in table.issues.of_row(at))
    ]
    table.issues.add("hours", [Find("centre.no_hours")], np.array(never, np.int32))
