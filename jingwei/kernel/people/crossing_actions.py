"""How does a member come from a branch out of sight, or back into one? Named crossing acts.

A crossing act runs under the paths of exactly the two branches, one after the other, with the
reason in its lines; it never sees what lies between them.
"""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, datetime

from django.db import connection

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.actions import lock_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import belonging_rules as rules
from jingwei.kernel.people import files
from jingwei.kernel.people.belonging_actions import close_stretch
from jingwei.kernel.people.files import lock_person, refuse
from jingwei.kernel.people.kinds import Began, Ended, Home
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.people.rules import HOUSE
from jingwei.kernel.ranges import held


def at_branch(by: Scope, path: str, reason: str) -> AbstractContextManager[Scope]:
    """Act at exactly one branch, in the name of a crossing act."""
    return acting(replace(by, path=path, hi=paths.upper(path), reason=reason))


def take_over_member(
    *, person: int, path: str, to: Organisation, on: date, by: Scope, at: datetime, basis: str,
    reason: str,
) -> Person:  # fmt: skip
    """The home of a member goes from the branch at ``path`` to ``to`` on ``on``: it ends there on
    the day on which it begins here, and the file follows.

    ``by`` holds the duty at ``to``; that the other side let the member go is the caller's to know.
    """
    by.require(Duty.MEMBERS_CHANGE, to.path)
    to = lock_organisation(to, None)
    by.require(Duty.MEMBERS_CHANGE, to.path)
    with at_branch(by, path, reason):
        former = _let_go(person, to, on, at, basis)
    with at_branch(by, to.path, reason) as here:
        beside = Membership.everything.filter(person_id=person, held__endswith=None)
        for row in beside.exclude(kind=Home.HOME):
            close_stretch(row, on, ended=Ended.MOVED)
        Membership.everything.create(
            person_id=person, org=to, org_path=to.path, category=former.category,
            state=former.state, held=held(on), began=Began.TRANSFERRED_IN, basis=basis,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute("SELECT file_follows_home(%s)", [person])
        file: Person = Person.everything.get(pk=person)
        write_line(
            verb="people.member.take_over", by=here, at=at, org=to,
            subject=("person", file.public_id),
            facts={"org": to.code, "from": on, "basis": basis, "category": former.category},
        )  # fmt: skip
    return file


def _let_go(person: int, to: Organisation, on: date, at: datetime, basis: str) -> Membership:
    """End the home where it lies; all reasons at once where it cannot end."""
    row: Person | None = Person.everything.select_for_update(of=("self",)).filter(pk=person).first()
    home = files.home_of(row) if row else None
    if row is None or home is None:
        raise Refused(*rules.moving_findings(rules.Standing(None), on=on, today=on, same=False))
    seen = files.standing_of(row, home)
    posts = Position.everything.filter(person=row, held__endswith=None).count()
    refuse(
        rules.leaving_findings(seen, on=on, today=local_day(at), posts=posts)
        + rules.home_findings(kind=to.kind, is_open=to.is_open, founded=to.held.lower, on=on)
    )
    close_stretch(home, on, ended=Ended.TRANSFERRED_OUT, basis=basis)
    return home


def take_back_member(
    *, person: Person, org: Organisation, on: date, by: Scope, at: datetime, basis: str,
    category: str, began: str = Began.TRANSFERRED_IN,
) -> Person:  # fmt: skip
    """A member whose file is here but who had left belongs to ``org`` again from ``on``."""
    for path in (org.path, person.org_path):
        by.require(Duty.MEMBERS_CHANGE, path)
    org, person = lock_organisation(org, None), lock_person(person)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    found = rules.home_findings(
        kind=org.kind, is_open=org.is_open, founded=org.held.lower, on=on
    ) + rules.beginning_findings(
        began=began, on=on, today=local_day(at), joined=files.known(person, "joined")
    )  # fmt: skip
    if person.merged_into_id is not None:
        found.append(Finding("people.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    if files.home_of(person) is not None:
        found.append(Finding("people.member.here", "组织关系就在本组织，不用再转入。", HOUSE))
    refuse(found)
    Membership.everything.create(
        person=person, org=org, org_path=org.path, category=category, held=held(on), began=began,
        basis=basis,
    )  # fmt: skip
    person.org, person.org_path = org, org.path
    files.save_person(person, at, "org", "org_path")
    write_line(
        verb="people.member.take_back", by=by, at=at, org=org,
        subject=("person", person.public_id),
        facts={"org": org.code, "from": on, "basis": basis, "category": category, "began": began},
    )  # fmt: skip
    return person


def bring_back_member(
    *, person: int, org: Organisation, on: date, by: Scope, at: datetime, basis: str,
    category: str,
) -> Person:  # fmt: skip
    """The same for a file that was left behind in an office out of sight: the membership begins
    here and the file follows it. That nobody has the member now is kept by the database."""
    by.require(Duty.MEMBERS_CHANGE, org.path)
    org = lock_organisation(org, None)
    refuse(rules.home_findings(kind=org.kind, is_open=org.is_open, founded=org.held.lower, on=on))
    Membership.everything.create(
        person_id=person, org=org, org_path=org.path, category=category, held=held(on),
        began=Began.TRANSFERRED_IN, basis=basis,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_follows_home(%s)", [person])
    row: Person = Person.everything.get(pk=person)
    write_line(
        verb="people.member.take_back", by=by, at=at, org=org, subject=("person", row.public_id),
        facts={"org": org.code, "from": on, "basis": basis, "category": category,
               "began": Began.TRANSFERRED_IN},
    )  # fmt: skip
    return row
