"""Who and what is on file and does not stand in a roster that speaks of their place?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Membership
from jingwei.ops.imports.models import Batch, Kind, StagedRow
from jingwei.shell.paging import Page, page_of

KEYS = {Kind.MEMBERS: ("org_path", "pk"), Kind.ORGANISATIONS: ("path", "pk")}


@dataclass(frozen=True)
class Missing:
    """A record that the roster leaves out; it stays as it is."""

    name: str
    place: str
    url: str


def missing_page(batch: Batch, scope: Scope, *, at: str, size: int = 50) -> Page[Missing]:
    """By place, fifty at a time; one query. Members of the branches that the roster names, or
    organisations of the scope: just those that ``Batch.missing`` counts."""
    if batch.kind not in KEYS:
        return Page([])
    staged = StagedRow.everything.filter(batch=batch)
    rows = _members(scope, staged) if batch.kind == Kind.MEMBERS else _organisations(scope, staged)
    page = page_of(rows, keys=KEYS[Kind(batch.kind)], at=at, size=size)
    told = _member if batch.kind == Kind.MEMBERS else _organisation
    return Page([told(row) for row in page.rows], page.next, page.previous, page.start)


def _members(scope: Scope, staged: Any) -> Any:
    homes = Membership.objects.within(scope).filter(kind="home", held__upper_inf=True)
    return (
        homes.filter(org_id__in=staged.filter(org__isnull=False).values("org"))
        .exclude(Exists(staged.filter(target=OuterRef("person_id"))))
        .annotate(name=F("person__name"), uuid=F("person__public_id"))
        .annotate(short=F("org__short_name"), full=F("org__name"))
    )


def _organisations(scope: Scope, staged: Any) -> Any:
    open_ones = Organisation.objects.within(scope).filter(held__upper_inf=True)
    return open_ones.exclude(path=scope.path).exclude(Exists(staged.filter(target=OuterRef("pk"))))


def _member(row: Any) -> Missing:
    return Missing(row.name, row.short or row.full, f"/members/{row.uuid}/")


def _organisation(row: Any) -> Missing:
    return Missing(row.name, row.code, f"/orgs/{row.code}/")
