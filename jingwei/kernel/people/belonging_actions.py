"""How does a membership change and end? Each stretch is closed and the next one opened."""

from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.actions import lock_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import belonging_rules as rules
from jingwei.kernel.people import files
from jingwei.kernel.people.files import lock_person, refuse, save_person
from jingwei.kernel.people.kinds import Began, Category, Ended, State
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position
from jingwei.kernel.ranges import closed, held


def set_category(
    *,
    person: Person,
    category: str,
    on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
    version: int | None = None,
) -> Person:
    """A probationary member becomes a full one from ``on``."""
    person, home, seen = _begin(person, by, version)
    refuse(rules.category_findings(seen, category=category, on=on, today=local_day(at)))
    assert home is not None  # noqa: S101 - the rules refuse without one
    _turn(home, on, began=Began.CONTINUED, ended=Ended.CONTINUED, basis=basis, category=category)
    columns = []
    if category == Category.FULL:
        person.full_on, person.full_precision = on, "d"
        columns = ["full_on", "full_precision"]
    save_person(person, at, *columns)
    write_line(
        verb="people.member.set_category", by=by, at=at, org=person.org,
        subject=("person", person.public_id),
        facts={"before": seen.category, "category": category, "from": on, "basis": basis},
    )  # fmt: skip
    return person


def end_membership(
    *,
    person: Person,
    ended: str,
    on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
    version: int | None = None,
) -> Person:
    """The membership holds no longer from ``on``; the file stays with its last branch.

    Posts must have been vacated before, but for a death, which vacates them.
    """
    person, home, seen = _begin(person, by, version)
    posts = list(Position.everything.filter(person=person, held__endswith=None))
    refuse(
        rules.ending_findings(
            seen, ended=ended, on=on, today=local_day(at), basis=basis, posts=len(posts)
        )
    )
    assert home is not None  # noqa: S101 - the rules refuse without one
    others = Membership.everything.filter(person=person, held__endswith=None).exclude(pk=home.pk)
    for row in [home, *others, *posts]:
        close_stretch(row, on, ended=ended, basis=basis)
    save_person(person, at)
    write_line(
        verb="people.member.end", by=by, at=at, org=person.org,
        subject=("person", person.public_id),
        facts={"ended": ended, "from": on, "basis": basis, "category": seen.category,
               "posts_vacated": len(posts)},
    )  # fmt: skip
    return person


def move_member(
    *,
    person: Person,
    to: Organisation,
    on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
    version: int | None = None,
) -> Person:
    """The relation goes over to another branch within the scope; the file goes with it."""
    by.require(Duty.MEMBERS_CHANGE, to.path)
    to = lock_organisation(to, None)
    by.require(Duty.MEMBERS_CHANGE, to.path)
    person, home, seen = _begin(person, by, version)
    former = person.org
    found = rules.moving_findings(seen, on=on, today=local_day(at), same=to.pk == former.pk)
    found += rules.home_findings(kind=to.kind, is_open=to.is_open, founded=to.held.lower, on=on)
    refuse(found)
    assert home is not None  # noqa: S101 - the rules refuse without one
    _turn(home, on, began=Began.MOVED, ended=Ended.MOVED, basis=basis, org=to, org_path=to.path)
    person.org, person.org_path = to, to.path
    save_person(person, at, "org", "org_path")
    Opening.everything.filter(person=person).update(org=to, org_path=to.path)
    Correction.everything.filter(person=person, outcome=Correction.Outcome.OPEN).update(
        org=to, org_path=to.path
    )
    write_line(
        verb="people.member.move", by=by, at=at, org=to, subject=("person", person.public_id),
        facts={"from_org": former.code, "org": to.code, "from": on, "basis": basis},
    )  # fmt: skip
    return person


def suspend_member(
    *,
    person: Person,
    on: date,
    basis: str,
    by: Scope,
    at: datetime,
    version: int | None = None,
) -> Person:
    """停止党籍: a legal state that its own body decided, not a punishment; it may be restored."""
    person, home, seen = _begin(person, by, version)
    refuse(rules.suspending_findings(seen, on=on, today=local_day(at), basis=basis))
    _set_state(person, home, State.SUSPENDED, Began.CONTINUED, on, basis, by, at)
    return person


def restore_member(
    *,
    person: Person,
    on: date,
    basis: str,
    by: Scope,
    at: datetime,
    version: int | None = None,
) -> Person:
    """恢复党籍: the suspension ends, and the member is no longer marked as out of contact."""
    person, home, seen = _begin(person, by, version)
    refuse(rules.restoring_findings(seen, on=on, today=local_day(at), basis=basis))
    person.lost_since = None
    _set_state(person, home, State.NORMAL, Began.RESTORED, on, basis, by, at)
    return person


def _begin(
    person: Person, by: Scope, version: int | None
) -> tuple[Person, Membership | None, rules.Standing]:
    """The file and its open home locked, duty checked where the file lies now."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person = lock_person(person, version)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    home = files.home_of(person)
    return person, home, files.standing_of(person, home)


def _set_state(
    person: Person, home: Membership | None, state: str, began: str, on: date, basis: str,
    by: Scope, at: datetime,
) -> None:  # fmt: skip
    assert home is not None  # noqa: S101 - the rules refuse without one
    _turn(home, on, began=began, ended=Ended.CONTINUED, basis=basis, state=state)
    save_person(person, at, "lost_since")
    verb = "suspend" if state == State.SUSPENDED else "restore"
    write_line(
        verb=f"people.member.{verb}", by=by, at=at, org=person.org,
        subject=("person", person.public_id), facts={"from": on, "basis": basis},
    )  # fmt: skip


def _turn(row: Membership, on: date, *, began: str, ended: str, basis: str, **changed: Any) -> None:
    """Close the stretch and open the next one, in which ``changed`` is different.

    A stretch that began on this very day held on no day yet: it is replaced, as no range can say
    that it was.
    """
    following = Membership(
        person_id=row.person_id, kind=row.kind, category=row.category, state=row.state,
        org_id=row.org_id, org_path=row.org_path, held=held(on), began=began, basis=basis,
    )  # fmt: skip
    for name, value in changed.items():
        setattr(following, name, value)
    if row.held.lower == on:
        following.began = row.began
        row.delete()
    else:
        close_stretch(row, on, ended=ended)
    following.save(force_insert=True)


def close_stretch(row: Any, on: date, *, ended: str, basis: str = "") -> None:
    """End a stretch of belonging or of a post; one that had not begun yet is taken away."""
    if row.held.lower >= on:
        row.delete()
        return
    row.held = closed(row.held, on)
    columns = ["held"]
    if isinstance(row, Membership):
        row.ended, columns = ended, ["held", "ended"]
        if basis:
            row.basis, columns = basis, [*columns, "basis"]
    row.save(update_fields=columns)
