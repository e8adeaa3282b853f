"""How does a checked list of who receives become judged rows? Members, at studios on file."""

from collections.abc import Mapping

from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import DELEGATES
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works import shared
from jingwei.ops.imports.writing import delegates as writing
from jingwei.systems.public_benefit.studios.models import DelegateStudio, StudioDelegate


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the member, found at or below the studio's office."""
    count = len(table)
    studios = doors.named(table, "studio", DelegateStudio, scope, finder, "studio.unknown")
    orgs = [one.org_id if one else None for one in studios]
    inside = {one.org_id: one.org_path for one in studios if one}
    members = shared.people_of(table, scope, orgs, inside=inside)
    nobody = [
        at
        for at, (name, who, studio) in enumerate(
            zip(texts(table, "name", count), members, studios, strict=True)
        )
        if name and studio and who is None
    ]
    shared.say(table, "name", "agent.unknown", nobody)
    pairs = [
        (studio.pk, who.id) if studio and who else None
        for studio, who in zip(studios, members, strict=True)
    ]
    say_twice(table, "name", pairs)
    known = _on_file({pair[0] for pair in pairs if pair})
    prepared = Prepared()
    prepared.org = orgs
    prepared.other = [one.id if one else None for one in members]
    prepared.target = [known.get(pair) if pair else None for pair in pairs]
    prepared.extra["studio_id"] = [str(one.pk) if one else None for one in studios]
    copy_in(lines(batch, table, DELEGATES, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS, new_id("studio_delegate")
    )


def _on_file(studios: set[int]) -> dict[tuple[int, int], int]:
    """Who receives there now: (studio, member) -> row; one query."""
    rows = StudioDelegate.everything.filter(studio__in=studios, held__endswith=None)
    return {
        (studio, person): pk
        for pk, studio, person in rows.values_list("id", "studio_id", "person_id")
    }
