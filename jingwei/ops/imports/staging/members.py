"""How does a checked roster of members become judged rows? Branch, person, seals, difference."""

from collections.abc import Mapping
from datetime import date
from itertools import compress

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.kinds import MEMBERLESS, OrgKind
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.cells.values import Find
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.staging import people, settling
from jingwei.ops.imports.staging.incoming import copy_in, judge_into_staging, new_id
from jingwei.ops.imports.staging.layout import MEMBERS
from jingwei.ops.imports.staging.lines import Prepared, Secrets, lines
from jingwei.ops.imports.staging.lookup import Finder, Known, organisations_of, texts
from jingwei.ops.imports.table import Table
from jingwei.ops.imports.writing import members as writing

HOMELESS = {*MEMBERLESS, OrgKind.LOCAL_COMMITTEE}
PROBATION_AT_MOST = 24  # months after joining in which a missing category stays open


def stage(
    batch: Batch, table: Table, scope: Scope, finder: Finder, told: Mapping[tuple[int, str], str]
) -> int:
    """Write all rows of the table to staging with verdict and differences; how many."""
    homes = organisations_of(table, "branch", finder, _home)
    org = [one.id if one else None for one in homes]
    count, digests = len(table), settling.Digests(table, org)
    said: Secrets = digests
    if before := settling.worth_asking(batch, scope, count):
        said = digests.of_all()
        settled = settling.settle(batch, table, scope, before, said)
        table, (org, said) = settling.rest(table, settled, org, said)
    prepared = Prepared(secrets=people.plain(table, MEMBERS), org=org, digests=said)
    prepared.indexes = people.indexed(table, MEMBERS)
    files = _match(batch, table, scope, prepared, dict(told))
    _categories(table, prepared, batch.as_of)
    _away(table, prepared, batch.as_of)
    faulty = ~table.good
    _seal(prepared, files, faulty)
    _sounds(table, prepared)
    copy_in(lines(batch, table, MEMBERS, prepared, faulty))
    if any(prepared.target):
        judge_into_staging(
            batch.pk, writing.judgement(), _joins(prepared), new_id("person"), other="p.version"
        )
    else:  # a city's first roster: nobody to be held against
        judge_into_staging(batch.pk, "NULL::text[]", "", new_id("person"))
    return count


def _joins(prepared: Prepared) -> str:
    """Few of many on file are found by their keys, as when they are written."""
    keys = [str(key) for key in prepared.target if key]
    if len(keys) > writing.MOST_SOUGHT:
        return writing.joins("IN (SELECT w.target FROM incoming w)")
    return writing.joins(f"= ANY ('{{{','.join(keys)}}}'::bigint[])", among=True)


def _home(one: Known) -> Known | Find:
    """Functional organisations and offices are nobody's membership home."""
    return Find("branch.no_home") if one.kind in HOMELESS else one


def _categories(table: Table, prepared: Prepared, as_of: date) -> None:
    """Full or probationary: as said, else by the day of becoming full, else long ago enough.

    Somebody on file stays what the file says.
    """
    count = len(table)
    said = texts(table, "category", count)
    full, joined = texts(table, "full_on", count), table_span(table, "joined_on", count)
    limit = as_of.toordinal() - PROBATION_AT_MOST * 31
    missing, taken = [], []
    for at in range(count):
        if said[at] is None and prepared.target[at] is None:
            if full[at]:
                said[at] = "full"
            elif joined[at] and joined[at] < limit:
                said[at] = "full"
                taken.append(at)
            else:
                missing.append(at)
    prepared.extra["category"] = said
    table.issues.add("category", [Find("category.unknown")], np.array(missing, np.int32))
    table.issues.add("category", [Find("category.taken_full")], np.array(taken, np.int32))


def table_span(table: Table, key: str, count: int) -> list[int]:
    """First day that each row's date may mean, as an ordinal; 0 for none."""
    cells = table.cells.get(key)
    if cells is None:
        return [0] * count
    days = [value.span()[0] if value is not None else 0 for value in cells.values]
    return [days[code] for code in cells.codes.tolist()]


def _away(table: Table, prepared: Prepared, as_of: date) -> None:
    """Lost or away without a day or place: the day of the roster, and a place not known."""
    count = len(table)
    lost, since = texts(table, "lost", count), texts(table, "lost_since", count)
    floating, place = texts(table, "floating", count), texts(table, "floating_to", count)
    prepared.extra["lost_since"] = [
        day or (as_of.isoformat()[:7] if flag == "yes" else None)
        for flag, day in zip(lost, since, strict=True)
    ]
    prepared.extra["floating_to"] = [
        where or (writing.FLOATING_SOMEWHERE if flag == "yes" else None)
        for flag, where in zip(floating, place, strict=True)
    ]


def _match(
    batch: Batch, table: Table, scope: Scope, prepared: Prepared, told: dict[tuple[int, str], str]
) -> list[people.OnFile | None]:
    """Targets on file; who is on file elsewhere or perhaps here is an issue of the row."""
    count = len(table)
    numbers = prepared.indexes.get("id_number", [None] * count)
    known = people.on_file(scope, MEMBERS, numbers)
    found = [known.get(index) if index else None for index in numbers]
    strange = [index for index, one in zip(numbers, found, strict=True) if index and one is None]
    outside = people.elsewhere(scope, strange)
    if outside:
        rows = [at for at, index in enumerate(numbers) if index in outside]
        table.issues.add("id_number", [Find("person.elsewhere")], np.array(rows, np.int32))
    unnumbered = [at for at, index in enumerate(numbers) if index is None]
    sure, doubts = people.match_without_number(scope, table, unnumbered, told)
    rows_, finds = people.where_of(doubts)
    table.issues.add("name", finds, rows_, np.arange(len(finds)))
    by_id = {one.id: one for one in known.values()}
    for at, key in sure.items():
        found[at] = by_id.get(key) or people.file_of(scope, MEMBERS, key)
    prepared.target = [one.id if one else None for one in found]
    fresh = people.fresh_ids(count)
    prepared.target_uuid = [
        one.public_id if one else new for one, new in zip(found, fresh, strict=True)
    ]
    return found


class _Sealed:
    """One column sealed when it is asked for: what new persons say, and what changes on file."""

    def __init__(
        self, prepared: Prepared, files: list[people.OnFile | None], faulty: list[bool], at: int
    ) -> None:
        secret = MEMBERS.secrets[at]
        self.at, self.files, self.faulty = at, files, faulty
        self.seal = sealing.sealer_of_many(f"person.{secret.column}")
        self.texts, self.indexes = prepared.secrets[secret.field], prepared.indexes[secret.field]
        self.rows = prepared.target_uuid

    def __getitem__(self, rows: slice, /) -> list[bytes | None]:
        said, at = self.texts[rows], self.at
        wanted = [
            bool(text) and not wrong and (one is None or one.indexes[at] != index)
            for text, index, one, wrong in zip(
                said, self.indexes[rows], self.files[rows], self.faulty[rows], strict=True
            )
        ]
        texts_ = [text or "" for text in compress(said, wanted)]
        ids = [bytes.fromhex(row) for row in compress(self.rows[rows], wanted)]
        sealed = iter(self.seal(texts_, ids))
        return [next(sealed) if one else None for one in wanted]


def _seal(prepared: Prepared, files: list[people.OnFile | None], faulty: np.ndarray) -> None:
    """Have sealed what will be written: of new persons all, of those on file what changes."""
    bad = faulty.tolist()
    for at, secret in enumerate(MEMBERS.secrets):
        if secret.field in prepared.secrets:
            prepared.sealed[secret.field] = _Sealed(prepared, files, bad, at)


def _sounds(table: Table, prepared: Prepared) -> None:
    """Sort key, pinyin and initials, each different name once."""
    cells = table.cells["name"]
    keys = [names.keys_of(str(value)) if value else (None,) * 3 for value in cells.values]
    codes = cells.codes.tolist()
    for place, name in enumerate(("name_sort", "pinyin", "initials")):
        prepared.extra[name] = [keys[code][place] for code in codes]
