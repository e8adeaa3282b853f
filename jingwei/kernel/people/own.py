"""What does a member see and say of the own file? Under the role ``jw_self``, own rows only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, own_account
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position
from jingwei.kernel.privacy.models import Look


def own_person(oneself: Scope) -> Person | None:
    """The file of the person who is signed in; None without one. Ask inside ``acting(oneself)``."""
    if oneself.person_id is None:
        return None
    found: Person | None = (
        Person.everything.select_related("org").filter(pk=oneself.person_id).first()
    )
    return found


def own_looks(oneself: Scope, most: int = 200) -> list[Look]:
    """Who opened the sealed values of the own file, the last first."""
    rows = Look.everything.filter(person_id=oneself.person_id)
    return list(rows.order_by("-looked_at")[:most])


def own_corrections(oneself: Scope) -> list[Correction]:
    """What the member asked to have put right, and what came of it."""
    rows = Correction.everything.filter(person_id=oneself.person_id, asked_by_id=oneself.account_id)
    return list(rows.order_by("-asked_at")[:50])


def own_memberships(oneself: Scope) -> list[Membership]:
    rows = Membership.everything.filter(person_id=oneself.person_id)
    return list(rows.select_related("org").order_by("-held"))


def own_positions(oneself: Scope) -> list[Position]:
    rows = Position.everything.filter(person_id=oneself.person_id)
    return list(rows.select_related("org", "post").order_by("-held"))


def own_openings(oneself: Scope) -> list[Opening]:
    return list(Opening.everything.filter(person_id=oneself.person_id).order_by("kind"))


def own_lines(oneself: Scope, most: int = 100) -> list[Entry]:
    """What was done to the own file, the last first."""
    person = own_person(oneself)
    if person is None:
        return []
    rows = Entry.everything.filter(subject="person", subject_id=str(person.public_id))
    return list(rows.order_by("-id")[:most])


@contextmanager
def on_own_behalf(oneself: Scope, place: str = "") -> Iterator[tuple[Scope, Person]]:
    """The range of the member's own branch, for one row that a member writes about the own file.

    ``place``: the path of the row itself, where it stayed with a former branch.
    A crossing act: ``jw_self`` writes nothing. Enter it inside ``acting(oneself)``.
    """
    person = Person.everything.get(pk=oneself.person_id)
    path = place or person.org_path
    branch = replace(oneself, path=path, hi=paths.upper(path), person_id=None)
    with own_account(oneself), acting(branch):
        yield branch, person
