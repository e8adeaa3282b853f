"""What happened to a member, in the order of days? Memberships, posts, and the ledger's lines."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry, RowImage
from jingwei.kernel.people.models import Membership, Person, Position


@dataclass(frozen=True)
class Stretch:
    """A stretch of belonging or of a post; ``person`` is another file where it was merged."""

    since: date
    until: date | None
    org: str
    org_code: str
    what: str
    began: str = ""
    ended: str = ""
    basis: str = ""
    due_on: date | None = None
    from_merged: bool = False


@dataclass(frozen=True)
class Line:
    """One ledger line: who did what, when. ``facts`` are those that stand in the clear."""

    at: datetime
    verb: str
    who: str
    post: str
    facts: dict[str, Any]
    from_merged: bool = False


def lineage(scope: Scope, person: Person) -> list[Person]:
    """The file itself and those merged into it, directly or by way of another."""
    found, wave = [person], [person]
    while wave:
        ids = [one.pk for one in wave]
        wave = list(Person.objects.within(scope).filter(merged_into__in=ids).select_related("org"))
        found += wave
    return found


def memberships(scope: Scope, files: list[Person]) -> list[Stretch]:
    """Stretches of belonging, the latest first; one query."""
    rows = Membership.objects.within(scope).filter(person__in=files).select_related("org")
    return [
        Stretch(
            since=row.held.lower, until=row.held.upper, org=str(row.org), org_code=row.org.code,
            what=_membership_words(row), began=str(row.get_began_display()),
            ended=str(row.get_ended_display()) if row.ended else "", basis=row.basis,
            from_merged=row.person_id != files[0].pk,
        )
        for row in rows.order_by("-held", "-id")
    ]  # fmt: skip


def positions(scope: Scope, files: list[Person]) -> list[Stretch]:
    """Posts held, the latest first; one query."""
    rows = Position.objects.within(scope).filter(person__in=files).select_related("org", "post")
    return [
        Stretch(
            since=row.held.lower, until=row.held.upper, org=str(row.org), org_code=row.org.code,
            what=str(row.post.get_title_display()), due_on=row.due_on,
            from_merged=row.person_id != files[0].pk,
        )
        for row in rows.order_by("-held", "-id")
    ]  # fmt: skip


def lines(scope: Scope, files: list[Person], most: int = 100) -> list[Line]:
    """What was done to these files, the last first, imports among it; three queries."""
    seen = Entry.objects.within(scope)
    ids = [str(one.public_id) for one in files]
    own = seen.filter(subject="person", subject_id__in=ids).order_by("-id")[:most]
    images = RowImage.objects.filter(table="person", row__in=[one.pk for one in files])
    made = dict(images.values_list("entry_id", "row"))
    imports = seen.filter(pk__in=list(made)).order_by("-id")[:most]
    found = [(row, row.subject_id != ids[0]) for row in own]
    found += [(row, made[row.pk] != files[0].pk) for row in imports]
    found.sort(key=lambda one: -one[0].pk)
    return [line_of(row, from_merged=merged) for row, merged in found[:most]]


def line_of(row: Entry, *, from_merged: bool = False) -> Line:
    return Line(
        at=row.happened_at, verb=row.verb, who=row.actor_name, post=row.post,
        facts=json.loads(row.payload), from_merged=from_merged,
    )  # fmt: skip


def _membership_words(row: Membership) -> str:
    said = str(row.get_category_display())
    if row.kind != "home":
        said = f"{row.get_kind_display()} {said}"
    return f"{said} {row.get_state_display()}" if row.state != "normal" else said
