"""Whose file must be kept whatever its time, and who said so?"""

from collections.abc import Mapping
from datetime import datetime

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people.files import lock_person
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import rules
from jingwei.kernel.privacy.models import Hold
from jingwei.kernel.privacy.words import without_numbers


def place_hold(*, person: Person, reason: str, by: Scope, at: datetime) -> Hold:
    """Nothing about the person is deleted from now on. Raises: Refused."""
    person = _locked(person, by)
    found = rules.holding_findings(held=hold_of(person) is not None, reason=reason)
    if found:
        raise Refused(*found)
    hold = Hold(
        person=person, org_id=person.org_id, org_path=person.org_path,
        reason=without_numbers(reason.strip()), placed_at=at, placed_by_id=by.account_id or 0,
    )  # fmt: skip
    hold.save(force_insert=True)
    write_line(
        verb="privacy.hold.place", by=by, at=at, org=person.org,
        subject=("person", person.public_id), values={"reason": reason},
    )  # fmt: skip
    return hold


def lift_hold(*, person: Person, reason: str, by: Scope, at: datetime) -> Hold:
    """The file follows its time again. Raises: Refused."""
    person = _locked(person, by)
    hold = hold_of(person)
    found = rules.lifting_findings(held=hold is not None, reason=reason)
    if found or hold is None:
        raise Refused(*found)
    hold.lifted_at, hold.lifted_by_id = at, by.account_id
    hold.lift_reason = without_numbers(reason.strip())
    hold.save(update_fields=["lifted_at", "lifted_by", "lift_reason"])
    write_line(
        verb="privacy.hold.lift", by=by, at=at, org=person.org,
        subject=("person", person.public_id), values={"reason": reason},
    )  # fmt: skip
    return hold


def hold_of(person: Person) -> Hold | None:
    found: Hold | None = Hold.everything.filter(person=person, lifted_at=None).first()
    return found


def held_people() -> Mapping[int, str]:
    """Whom nothing may be deleted of: row number -> public id. Asked under the whole tree."""
    rows = Hold.everything.filter(lifted_at=None).values_list("person_id", "person__public_id")
    return {number: str(public_id) for number, public_id in rows}


def _locked(person: Person, by: Scope) -> Person:
    by.require(Duty.MEMBERS_CONFIRM, person.org_path)
    person = lock_person(person)
    by.require(Duty.MEMBERS_CONFIRM, person.org_path)
    return person


def holds_in_sight(scope: Scope) -> int:
    """How many files of a part of the tree are on hold; nothing about whom."""
    return int(Hold.objects.within(scope).filter(lifted_at=None).count())
