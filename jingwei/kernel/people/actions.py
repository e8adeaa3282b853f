"""How does a member's file begin and how is it put right? With reasons all at once, and a line."""

from dataclasses import replace
from datetime import date, datetime

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.actions import lock_organisation
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import belonging_rules, files, rules
from jingwei.kernel.people.correction_rules import number_taken
from jingwei.kernel.people.files import lock_person, refuse, save_person
from jingwei.kernel.people.kinds import Began
from jingwei.kernel.people.models import Membership, Person, Position
from jingwei.kernel.people.rules import Details
from jingwei.kernel.ranges import held
from jingwei.kernel.rulebook.codes import identity
from jingwei.kernel.rulebook.codes.identity import Identity
from jingwei.kernel.rulebook.queries import value_of

FIELDS = (*files.PLAIN, *files.DAYS, *files.SEALED)
"""What a person may say of a member without a second one: all but the ID number."""


def register_member(
    *,
    org: Organisation,
    details: Details,
    category: str,
    on: date,
    by: Scope,
    at: datetime,
    id_number: str = "",
    began: str = Began.TRANSFERRED_IN,
    basis: str = "",
    confirmed: bool = False,
    is_demo: bool = False,
) -> Person:
    """Open a file for a member whose relation lies in ``org`` from ``on``.

    A member without an ID number is possible and shown as such. What is doubtful is refused until
    somebody says with ``confirmed`` that it is right.

    Raises: Refused in words; codes ``people.*``.
    """
    by.require(Duty.MEMBERS_CHANGE, org.path)
    org, today = lock_organisation(org, None), local_day(at)
    number = identity.normal(id_number)
    details = _completed(files.tidy(details), number, today)
    found = belonging_rules.home_findings(
        kind=org.kind, is_open=org.is_open, founded=org.held.lower, on=on
    )
    found += belonging_rules.beginning_findings(
        began=began, on=on, today=today, joined=details.joined
    )
    found += _findings(details, category, number, today, confirmed)
    if number and not rules.number_findings(number, today):
        found += [number_taken()] * files.number_is_taken(number, person=None, by=by, at=at)
    if not found and not confirmed:
        found = rules.alike_doubts(files.branches_of_alike(details, by))
    refuse(found)
    person = Person(org=org, org_path=org.path, is_demo=is_demo, updated_at=at)
    files.write_details(person, details, FIELDS)
    files.write_number(person, number)
    files.insert_person(person)
    Membership.everything.create(
        person=person, org=org, org_path=org.path, category=category, held=held(on), began=began,
        basis=basis,
    )  # fmt: skip
    write_line(
        verb="people.member.register", by=by, at=at, org=org,
        subject=("person", person.public_id),
        facts={"org": org.code, "category": category, "began": began, "from": on, "basis": basis,
               "with_id_number": bool(number)},
        values=files.told(details, FIELDS) | {"id_number": number},
    )  # fmt: skip
    return person


def correct_details(
    *,
    person: Person,
    details: Details,
    by: Scope,
    at: datetime,
    erase: tuple[str, ...] = (),
    reason: str = "",
    confirmed: bool = False,
    version: int | None = None,
) -> Person:
    """Put right what stands in a file, the ID number excepted.

    A sealed field that is empty in ``details`` stays as it is: the form does not show it. To take
    it away, name it in ``erase``.
    """
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person = lock_person(person, version)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    today, before = local_day(at), files.details_of(person)
    after = _kept(files.tidy(details), before, erase)
    home = files.home_of(person)
    number = files.identity_of(person, today)
    category = home.category if home else "full"
    old = _judged(before, category, number, today, confirmed=False)
    new = _judged(after, category, number, today, confirmed)
    # What was doubtful before, an imported slip perhaps, does not hold up another correction.
    refuse(_merged(person) + [finding for finding in new if finding not in old])
    changed = [field for field in FIELDS if getattr(before, field) != getattr(after, field)]
    if not changed:
        return person
    columns = files.write_details(person, after, changed)
    save_person(person, at, *columns)
    if "name" in changed:
        Position.everything.filter(person=person).update(name=person.name)
    write_line(
        verb="people.member.correct", by=by, at=at, org=person.org,
        subject=("person", person.public_id), facts={"fields": changed},
        values={
            "before": files.told(before, changed), "after": files.told(after, changed),
            "reason": reason,
        },
    )  # fmt: skip
    return person


def add_id_number(
    *, person: Person, id_number: str, by: Scope, at: datetime, version: int | None = None
) -> Person:
    """Fill in the ID number of a file that has none. Putting a wrong one right takes two people.

    Birth and sex of the file must agree with it, or be still unknown: then they are filled in.
    """
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person = lock_person(person, version)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    today, number = local_day(at), identity.normal(id_number)
    details, home = files.details_of(person, sealed=False), files.home_of(person)
    found = _merged(person)
    if person.id_index is not None:
        found.append(
            Finding(
                "people.id.present", "已有身份证号；号码错了请申请更正，由另一人核定。", rules.HOUSE
            )
        )
    found += rules.number_findings(number, today)
    read = identity.read(number, today=today)
    if isinstance(read, Identity):
        category = home.category if home else "full"
        found += rules.details_findings(details, category=category, number=read, today=today)
        found += [number_taken()] * files.number_is_taken(number, person=person, by=by, at=at)
    refuse(found)
    columns = files.write_number(person, number)
    completed = _completed(details, number, today)
    columns += files.write_details(person, completed, ("birth", "sex"))
    save_person(person, at, *columns)
    write_line(
        verb="people.member.add_id_number", by=by, at=at, org=person.org,
        subject=("person", person.public_id), values={"id_number": number},
    )  # fmt: skip
    return person


def _findings(
    details: Details, category: str, number: str, today: date, confirmed: bool
) -> list[Finding]:
    found = rules.number_findings(number, today) if number else []
    read = identity.read(number, today=today) if number else None
    known = read if isinstance(read, Identity) else None
    return found + _judged(details, category, known, today, confirmed)


def _judged(
    details: Details, category: str, number: Identity | None, today: date, confirmed: bool
) -> list[Finding]:
    found = rules.details_findings(details, category=category, number=number, today=today)
    if not confirmed:
        found += rules.details_doubts(
            details, category=category, number=number, today=today,
            least_age=int(value_of("member.age.least", today)),
        )  # fmt: skip
    return found


def _completed(details: Details, number: str, today: date) -> Details:
    """Birth and sex from the number where nobody said them; the number says the day."""
    read = identity.read(number, today=today) if number else None
    if not isinstance(read, Identity):
        return details
    born = details.birth
    return replace(
        details,
        birth=rules.Known(read.born) if born is None or born.precision != "d" else born,
        sex=details.sex if details.sex in rules.SEXES else read.sex,
    )


def _kept(details: Details, before: Details, erase: tuple[str, ...]) -> Details:
    kept = {
        field: getattr(before, field)
        for field in files.SEALED
        if not getattr(details, field) and field not in erase
    }
    return replace(details, **kept)


def _merged(person: Person) -> list[Finding]:
    if person.merged_into_id is None:
        return []
    return [Finding("people.merged", "这份档案已并入另一份，请到那一份里办。", rules.HOUSE)]
