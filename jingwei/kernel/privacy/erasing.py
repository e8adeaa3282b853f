"""How is a person taken out of everything that is kept? After two people agreed, by the worker.

The row stays, empty, so that what refers to it still does; the ledger's lines stay, and nobody can
say any more whom they are about but by this row's number. What an organisation decided stays.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import connection

from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.models import Entry, EntryDetail, RowImage, SubjectKey
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.people import files
from jingwei.kernel.people.models import Correction, Membership, Opening, Person, Position
from jingwei.kernel.people.rules import Details
from jingwei.kernel.privacy import rules
from jingwei.kernel.privacy.holding import hold_of
from jingwei.kernel.privacy.keeping import note_deletion
from jingwei.kernel.register import register

ERASED = "已删除"
RULE = "person.erase"
REASON = "按核定删除个人信息"


def standing_of(person: Person) -> rules.Standing:
    """How the file stands towards being erased or held."""
    waiting = Correction.everything.filter(
        person=person, outcome=Correction.Outcome.OPEN
    ).exclude(kind=Correction.Kind.OWN)  # fmt: skip
    return rules.Standing(
        belongs=Membership.everything.filter(person=person, held__endswith=None).exists(),
        in_post=Position.everything.filter(person=person, held__endswith=None).exists(),
        merged=person.merged_into_id is not None,
        held=hold_of(person) is not None,
        under_way=waiting.exists(),
        erased=person.name == ERASED,
    )


def erase_agreed(happened: Happened, *, by: Scope, at: datetime) -> None:
    """The reaction to ``people.erase.agree``: whatever was true then is looked at again now."""
    with system_scope(REASON) as everywhere:
        everywhere = replace(everywhere, cause=happened.id)
        person = Person.everything.select_for_update(of=("self",)).get(
            public_id=happened.subject_id
        )
        seen = replace(standing_of(person), under_way=False)
        if found := rules.erasing_findings(seen, reason=REASON):
            raise Refused(*found)
        _erase(person, at)
        note_deletion(rule=RULE, ids=[str(person.public_id)], by=everywhere, at=at)


def _erase(person: Person, at: datetime) -> None:
    for erase in register().erasers.values():
        erase(person)
    _from_the_ledger(person)
    Notice.everything.filter(person=person).delete()
    Opening.everything.filter(person=person).delete()
    Position.everything.filter(person=person).update(name=ERASED)
    Correction.everything.filter(person=person).update(
        sealed=None, sealed_index=None, reason=ERASED, answer=""
    )
    Account.everything.filter(person=person).update(is_active=False, name=ERASED)
    columns = files.write_details(
        person, Details(name=ERASED), (*files.PLAIN, *files.DAYS, *files.SEALED)
    )
    columns += files.write_number(person, "")
    files.save_person(person, at, *columns)
    _former_images(person)


def _from_the_ledger(person: Person) -> None:
    """Values behind the person's lines, and the key without which commitments say nothing."""
    lines = Entry.everything.filter(subject="person", subject_id=str(person.public_id))
    numbers = list(lines.values_list("pk", flat=True))
    key = f"person:{person.public_id}"[:40]
    EntryDetail.objects.filter(entry_id__in=numbers).delete()
    EntryDetail.objects.filter(subject_key=key).delete()
    SubjectKey.objects.filter(pk=key).delete()
    RowImage.objects.filter(table="person", row=person.pk).delete()
    RowImage.objects.filter(before__person_id=person.pk).delete()


def _former_images(person: Person) -> None:
    """How rows stood before: kept by a trigger, deleted only here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_former(%s)", [person.pk])


def is_erased(person: Any) -> bool:
    return bool(person.name == ERASED)
