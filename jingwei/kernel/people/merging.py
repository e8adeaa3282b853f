"""What becomes of the rows of a file that is merged into another? Nothing is lost, all is said."""

from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.models import Account
from jingwei.kernel.people import files
from jingwei.kernel.people.kinds import Ended, Home
from jingwei.kernel.people.models import Membership, Opening, Person, Position
from jingwei.kernel.people.rules import Known
from jingwei.kernel.ranges import closed


def merge(person: Person, other: Person, *, on: date, at: datetime) -> dict[str, Any]:
    """Merge ``other`` into ``person``; both rows are locked. Returns what was done, for the line.

    Stretches of the other file that fit beside those of this one go over. A stretch that would
    make the member belong to two branches at once stays with the other file, closed as merged.
    """
    moved, stayed = _memberships(person, other, on)
    posts = Position.everything.filter(person=other).update(person=person, name=person.name)
    kept_kinds = Opening.everything.filter(person=person).values_list("kind", flat=True)
    openings = (
        Opening.everything.filter(person=other)
        .exclude(kind__in=list(kept_kinds))
        .update(person=person, org=person.org, org_path=person.org_path)
    )
    Account.everything.filter(person=other).update(person=person)
    filled = _fill(person, other, at)
    home = files.home_of(person)
    columns = []
    if home is not None and home.org_id != person.org_id:
        person.org_id, person.org_path = home.org_id, home.org_path
        columns = ["org", "org_path"]
    files.save_person(person, at, *columns)
    other.merged_into = person
    files.save_person(other, at, "merged_into")
    return {
        "memberships_moved": moved, "memberships_closed": stayed, "posts": posts,
        "openings": openings, "filled": filled,
    }  # fmt: skip


def _memberships(person: Person, other: Person, on: date) -> tuple[int, int]:
    moved = stayed = 0
    for row in Membership.everything.filter(person=other).order_by("held"):
        if _fits(person, row):
            row.person = person
            row.save(update_fields=["person"])
            moved += 1
            continue
        stayed += 1
        if row.held.upper is not None:
            continue
        if row.held.lower >= on:
            row.delete()
            continue
        row.held, row.ended = closed(row.held, on), Ended.MERGED
        row.save(update_fields=["held", "ended"])
    return moved, stayed


def _fits(person: Person, row: Membership) -> bool:
    beside = Membership.everything.filter(person=person, kind=row.kind, held__overlap=row.held)
    if row.kind != Home.HOME:
        beside = beside.filter(org_id=row.org_id)
    return not beside.exists()


def _fill(person: Person, other: Person, at: datetime) -> list[str]:
    """What only the other file knows stands in this one from now on; what both say stays."""
    mine, theirs = files.details_of(person), files.details_of(other)
    missing = [
        field
        for field in (*files.PLAIN, *files.DAYS, *files.SEALED)
        if not _says(getattr(mine, field)) and _says(getattr(theirs, field))
    ]
    columns = files.write_details(person, theirs, missing)
    if person.id_index is None and other.id_index is not None:
        number = files.unsealed(other, "id_number")
        files.save_person(other, at, *files.write_number(other, ""))
        columns += files.write_number(person, number)
        missing.append("id_number")
    if columns:
        files.save_person(person, at, *columns)
    return missing


def _says(value: str | Known | None) -> bool:
    return bool(value) and value != "0"
