"""How does a checked roster of buildings become judged rows? By community and number."""

import json
from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.rules.buildings import called, stairwells
from jingwei.ops.imports.staging.communities import (
    Houses,
    communities_of,
    plain_number,
    say_outside,
    say_twice,
    turned,
)
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import BUILDINGS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import buildings as writing


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging, each with its community and the building on file."""
    count = len(table)
    places = communities_of(table, scope)
    points = turned(table)
    say_outside(table, places, points)
    prepared = Prepared()
    prepared.org = [one.org_id if one else None for one in places]
    prepared.other = [one.id if one else None for one in places]
    houses = Houses(places)
    codes, stairs = texts(table, "code", count), texts(table, "stairwells", count)
    found = [
        houses.find(place, code) if place and code else None
        for place, code in zip(places, codes, strict=True)
    ]
    prepared.target = [one.id if one else None for one in found]
    say_twice(table, "code", [
        (place.id, house.id if house else plain_number(code) or code) if place and code else None
        for place, code, house in zip(places, codes, found, strict=True)
    ])  # fmt: skip
    said, compounds = texts(table, "name", count), texts(table, "compound", count)
    prepared.extra["name"] = [
        name or (house.name if house else called(code, compound) if code else None)
        for name, house, code, compound in zip(said, found, codes, compounds, strict=True)
    ]
    prepared.extra["point"] = [json.dumps(one) if one else None for one in points]
    known = {text: json.dumps(stairwells(text) or []) for text in set(stairs) if text}
    prepared.extra["stairs"] = [known[text] if text else None for text in stairs]
    copy_in(lines(batch, table, BUILDINGS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("building"),
    )  # fmt: skip
