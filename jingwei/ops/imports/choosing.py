"""Which organisations may a doubtful text of a roster mean? What a person chooses from."""

from collections.abc import Sequence
from dataclasses import dataclass

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.queries import search
from jingwei.ops.imports.models import Batch, StagedRow
from jingwei.ops.imports.staging.lookup import finder, in_order_of_likeness
from jingwei.ops.imports.staging.members import HOMELESS

MOST = 20
DOUBTS = ("org.ambiguous", "org.unknown", "org.doubtful", "org.ended", "branch.no_home")


@dataclass(frozen=True)
class Candidate:
    """An organisation that may be meant, and where it stands."""

    code: str
    name: str
    above: str


def candidates(scope: Scope, batch: Batch, column: str, text: str) -> list[Candidate]:
    """The likeliest organisations of the scope, at most twenty; those found by search come too.

    For members only such as hold members. Three queries.
    """
    likely = in_order_of_likeness(finder(scope), text)[:MOST]
    ids = [one.id for one in likely]
    ids += [one.pk for one in search(scope, text) if one.pk not in ids]
    rows = Organisation.objects.within(scope).filter(pk__in=ids[: 2 * MOST], held__endswith=None)
    if column == "branch":
        rows = rows.exclude(kind__in=HOMELESS)
    found = sorted(rows, key=lambda org: ids.index(org.pk))[:MOST]
    return [Candidate(org.code, org.name, above) for org, above in _with_above(scope, found)]


def _with_above(scope: Scope, found: Sequence[Organisation]) -> list[tuple[Organisation, str]]:
    above = {paths.parent(org.path) for org in found}
    names = dict(Organisation.objects.within(scope).filter(path__in=above)
                 .values_list("path", "name"))  # fmt: skip
    return [(org, names.get(paths.parent(org.path), "")) for org in found]


def rows_meant(batch: Batch, column: str, text: str) -> int:
    """How many rows say this text in this column and wait for a word."""
    staged = StagedRow.everything.filter(
        batch=batch, issues__contains=[{"column": column}], originals__contains={column: text}
    )
    return int(staged.count())
