"""How does a checked list of helpers become judged rows? Each holds one agreement: the first, the
same as on file, put right, or one that follows the last."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import doors
from jingwei.ops.imports.staging.communities import say_twice
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import PROVIDERS
from jingwei.ops.imports.staging.lines import Prepared, lines
from jingwei.ops.imports.staging.lookup import Finder, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.works.shared import say_each
from jingwei.ops.imports.writing import providers as writing
from jingwei.systems.public_benefit.network.models import Provider, ProviderTerm


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows to staging; ``other`` is the agreement on file that begins on the same day."""
    count = len(table)
    orgs = organisations_of(table, "org", finder)
    found = doors.on_file(table, Provider.objects.within(scope), orgs, "door.several")
    say_twice(table, "name", [
        (one.pk if one else (names.normal(name), org.id if org else 0)) if name else None
        for one, name, org in zip(found, texts(table, "name", count), orgs, strict=True)
    ])  # fmt: skip
    prepared = Prepared()
    prepared.org = [
        org.id if org else one.org_id if one else batch.org_id
        for org, one in zip(orgs, found, strict=True)
    ]
    prepared.target = [one.pk if one else None for one in found]
    prepared.other = _terms(table, found)
    copy_in(lines(batch, table, PROVIDERS, prepared, ~table.good))
    return judge_into_staging(
        batch.pk, writing.judgement(), writing.JOINS,
        new_id("provider"),
    )  # fmt: skip


def _terms(table: Table, found: list[Provider | None]) -> list[int | None]:
    """The agreement of the same first day; what meets another one or was ended early is said."""
    count = len(table)
    by_helper: dict[int, list[ProviderTerm]] = defaultdict(list)
    for term in ProviderTerm.everything.filter(provider__in={one.pk for one in found if one}):
        by_helper[term.provider_id].append(term)
    same: list[int | None] = []
    faults: dict[int, Find] = {}
    said = zip(found, texts(table, "since", count), texts(table, "until", count), strict=True)
    for at, (one, since, until) in enumerate(said):
        terms = by_helper.get(one.pk, []) if one and since and until else []
        if any(len(day or "") != len("2026-01-01") for day in (since, until)):
            terms = []  # said by the rules already
        term = next((each for each in terms if each.held.lower.isoformat() == since), None)
        same.append(term.pk if term else None)
        others = [each for each in terms if each is not term]
        if term and term.ended_why:
            if until != term.held.upper.isoformat():
                faults[at] = Find("agreement.ended", params={"day": term.held.upper.isoformat()})
        elif terms and since and until:
            faults |= _met(at, others, date.fromisoformat(since), date.fromisoformat(until))
    say_each(table, "since", faults)
    return same


def _met(at: int, others: list[ProviderTerm], since: date, until: date) -> dict[int, Find]:
    for each in others:
        if each.held.lower < until and since < each.held.upper:
            return {at: Find("agreement.overlap", params={"day": each.held.upper.isoformat()})}
    return {}
