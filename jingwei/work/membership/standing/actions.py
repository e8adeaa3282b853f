"""How does the branch open a record: away, searching, abroad, leaving; and how is a death noted?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import begin_case
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.orgs.directory import Entry
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import files
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.files import lock_person, refuse
from jingwei.kernel.people.kinds import Category, Ended
from jingwei.kernel.people.models import Person
from jingwei.work.membership.standing import doing, rules
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST
from jingwei.work.membership.standing.kinds import (
    AbroadState,
    FloatingState,
    LeavingState,
    LostState,
)
from jingwei.work.membership.standing.models import (
    Floating,
    Leaving,
    LostContact,
    OfMember,
    Stay,
)


@dataclass(frozen=True)
class Away:
    """Where a member is and since when. ``to`` is a branch of this city that may take part."""

    since: date | None
    place: str
    why: str = "work"
    to: Entry | None = None
    contact: str = ""


def register_floating(*, person: Person, away: Away, by: Scope, at: datetime) -> Floating:
    """登记外出. With a host branch it waits for that branch's word."""
    person, org = _begin(person, by)
    found = _findings(person, Floating, away.since, at, place=away.place)
    refuse(found + rules.same_branch_findings(away.to is not None and away.to.id == org.pk))
    home = files.home_of(person)
    row = Floating(
        **_common(person, org, away.since), place=away.place.strip(), why=away.why,
        contact=away.contact.strip(), home_name=org.name,
        category=home.category if home else Category.FULL,
        state=FloatingState.ASKED if away.to else FloatingState.AWAY,
        host_id=away.to.id if away.to else None, host_path=away.to.path if away.to else None,
        host_name=away.to.name if away.to else "",
    )  # fmt: skip
    return _open(row, FLOATING, "entrust" if away.to else "register", by, at)


def open_search(
    *, person: Person, since: date | None, situation: str, org_class: str, by: Scope,
    at: datetime,
) -> LostContact:  # fmt: skip
    """开始查找: ``since`` is the last day on which somebody heard of the member."""
    person, org = _begin(person, by)
    refuse(_findings(person, LostContact, since, at))
    row = LostContact(
        **_common(person, org, since), state=LostState.SEARCHING, situation=situation,
        org_class=org_class,
    )  # fmt: skip
    return _open(row, LOST, "open", by, at)


def register_stay(
    *, person: Person, since: date | None, kind: str, place: str, by: Scope, at: datetime
) -> Stay:
    """登记出国（境）."""
    person, org = _begin(person, by)
    refuse(_findings(person, Stay, since, at, place=place))
    row = Stay(
        **_common(person, org, since), state=AbroadState.ABROAD, kind=kind, place=place.strip()
    )
    return _open(row, ABROAD, "go", by, at)


def ask_to_leave(*, person: Person, since: date | None, by: Scope, at: datetime) -> Leaving:
    """本人提出退党, as the branch received it."""
    person, org = _begin(person, by)
    refuse(_findings(person, Leaving, since, at))
    row = Leaving(**_common(person, org, since), state=LeavingState.ASKED)
    return _open(row, LEAVING, "ask", by, at)


def record_death(*, person: Person, on: date, by: Scope, at: datetime, basis: str = "") -> Person:
    """去世: posts are vacated with it; what is open about the member ends after the commit."""
    return end_membership(person=person, ended=Ended.DIED, on=on, by=by, at=at, basis=basis)


def _begin(person: Person, by: Scope) -> tuple[Person, Organisation]:
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person = lock_person(person)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    return person, Organisation.everything.get(pk=person.org_id)


def _findings(
    person: Person, model: type[OfMember], since: date | None, at: datetime,
    place: str | None = None,
) -> list[Any]:  # fmt: skip
    seen = doing.seen_of(person, model)
    return rules.opening_findings(seen, since=since, on=local_day(at), place=place)


def _common(person: Person, org: Organisation, since: date | None) -> dict[str, Any]:
    return {
        "person": person, "org": org, "org_path": org.path, "name": person.name, "since": since
    }  # fmt: skip


def _open[Row: OfMember](row: Row, flow: Flow, verb: str, by: Scope, at: datetime) -> Row:
    """Raises: Refused where a second hand opened the same in this very moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "_at_a_time" not in str(error):
            raise
        raise Refused(rules.UNDER_WAY) from None
    begin_case(flow=flow, subject=row, verb=verb, by=by, at=at)
    return row
