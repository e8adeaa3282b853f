"""How does a checked list of centres become judged rows? By name, and by who answers for them."""

import json
from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Unit
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules import centres as rules
from jingwei.ops.imports.staging.communities import say_twice, turned
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging
from jingwei.ops.imports.staging.layout import CENTRES
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, Known, organisations_of, say_finds, texts
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
    found = _on_file(table, scope, orgs)
    units = _units(table, scope)
    points = turned(table)
    weeks = _weeks(table, found)
    _say_lacking(table, found, weeks)
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
        "nextval(pg_get_serial_sequence('service_centre', 'id'))",
    )  # fmt: skip


def _on_file(table: Table, scope: Scope, orgs: list[Known | None]) -> list[ServiceCentre | None]:
    """The centre of each name: the only one, else that of the organisation the row names."""
    by_name: dict[str, list[ServiceCentre]] = defaultdict(list)
    for row in ServiceCentre.objects.within(scope).filter(held__endswith=None):
        by_name[names.normal(row.name)].append(row)
    found: list[ServiceCentre | None] = []
    several = []
    for at, (name, org) in enumerate(zip(texts(table, "name", len(table)), orgs, strict=True)):
        same = by_name.get(names.normal(name or ""), [])
        if org is not None:  # one of the same name elsewhere is another one
            same = [one for one in same if one.org_id == org.id]
        elif len(same) > 1:
            several.append(at)
        found.append(same[0] if len(same) == 1 else None)
    table.issues.add("name", [Find("centre.several")], np.array(several, np.int32))
    return found


def _units(table: Table, scope: Scope) -> list[Unit | None]:
    cells = table.cells.get("unit")
    if cells is None:
        return [None] * len(table)
    wanted = {str(value) for value in cells.values if value}
    by_text: dict[str, list[Unit]] = defaultdict(list)
    rows = Unit.objects.within(scope).filter(held__endswith=None)
    for row in (*rows.filter(name__in=wanted), *rows.filter(code__in=wanted)):
        for text in {row.name, row.code or ""} & wanted:
            by_text[text].append(row)
    said = [
        None if value is None
        else by_text[str(value)][0] if len(by_text.get(str(value), [])) == 1
        else Find("centre.unit")
        for value in cells.values
    ]  # fmt: skip
    say_finds(table, "unit", said)
    known = [one if isinstance(one, Unit) else None for one in said]
    return [known[code] for code in cells.codes.tolist()]


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


def _say_lacking(
    table: Table, found: list[ServiceCentre | None], weeks: list[rules.Week | None]
) -> None:
    """What a new centre needs before residents can find it."""
    count = len(table)
    new = np.array([one is None for one in found], np.bool_)
    for key in NEEDED:
        empty = np.array([text is None for text in texts(table, key, count)], np.bool_)
        if key in table.cells:
            said = table.cells[key]
            empty &= ~np.isin(said.codes, list(said.parsed.finds))
        title = table.kind.by_key[key].title
        find = Find("cell.required", params={"title": title})
        table.issues.add(key, [find], np.flatnonzero(new & empty))
    never = [
        at
        for at, week in enumerate(weeks)
        if (week == [] or (week is None and new[at]))
        and not any(issue.code == "centre.hours" for issue in table.issues.of_row(at))
    ]
    table.issues.add("hours", [Find("centre.no_hours")], np.array(never, np.int32))
