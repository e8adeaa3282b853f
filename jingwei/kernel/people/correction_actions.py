"""How are two files made one and a wrong number put right? One asks, another decides."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.people import correction_rules as rules
from jingwei.kernel.people import files, merging
from jingwei.kernel.people.actions import correct_details
from jingwei.kernel.people.files import lock_person, refuse, save_person
from jingwei.kernel.people.models import Correction, Person
from jingwei.kernel.people.rules import Known, number_findings
from jingwei.kernel.privacy import erasing, sealing
from jingwei.kernel.privacy.rules import erasing_findings
from jingwei.kernel.privacy.words import without_numbers
from jingwei.kernel.rulebook.codes import identity
from jingwei.kernel.rulebook.codes.identity import Identity

COLUMN = "correction.sealed"
OWN_FIELDS = (
    "phone", "landline", "address", "work_post", "unit_title", "native_place", "education",
)  # fmt: skip
"""What a member may ask to be put right so that a yes changes the file by itself."""

OTHER = "other"
OWN_LABELS = {
    "phone": _("手机"), "landline": _("固定电话"), "address": _("家庭住址"),
    "work_post": _("工作岗位"), "unit_title": _("工作单位及职务"), "native_place": _("籍贯"),
    "education": _("学历"), OTHER: _("其他"),
}  # fmt: skip


def ask_merge(*, person: Person, other: Person, reason: str, by: Scope, at: datetime) -> Correction:
    """Ask that ``other`` be merged into ``person``: the file that stays comes first."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    by.require(Duty.MEMBERS_CHANGE, other.org_path)
    person, other = _lock_both(person, other)
    refuse(rules.merging_findings(_pair(person, other), reason=reason))
    correction = _ask(Correction.Kind.MERGE, person, reason, by, at, other=other)
    write_line(
        verb="people.merge.ask", by=by, at=at, org=person.org,
        subject=("person", person.public_id), facts={"other": str(other.public_id)},
        values={"reason": reason},
    )  # fmt: skip
    return correction


def decide_merge(
    *, correction: Correction, agree: bool, by: Scope, at: datetime, answer: str = ""
) -> Correction:
    """Another account agrees or not. With a yes memberships, posts and openings go over to the
    file that stays; the other is closed and names it, so that both histories can be shown."""
    correction = _lock(correction, by, agree, answer)
    other = Person.everything.filter(pk=correction.other_id).first()
    # A file out of sight lies outside the range of this post.
    by.require(Duty.MEMBERS_CONFIRM, other.org_path if other else "")
    person, other = _lock_both(correction.person, other)
    outcome: dict[str, Any] = {}
    if agree:
        pair = replace(_pair(person, other), under_way=False)
        refuse(rules.merging_findings(pair, reason=correction.reason))
        outcome = merging.merge(person, other, on=local_day(at), at=at)
    _decide(correction, agree, answer, by, at)
    for subject in (person, other):
        write_line(
            verb="people.merge.agree" if agree else "people.merge.decline", by=by, at=at,
            org=subject.org, subject=("person", subject.public_id),
            facts={"kept": str(person.public_id), "merged": str(other.public_id), **outcome},
            values={"reason": correction.reason, "answer": answer},
        )  # fmt: skip
    return correction


def ask_id_correction(
    *, person: Person, id_number: str, reason: str, by: Scope, at: datetime
) -> Correction:
    """Ask that a wrong ID number be replaced; the new one waits sealed."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person, number = lock_person(person), identity.normal(id_number)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    _refuse_number(person, number, reason, by, at)
    correction = _ask(
        Correction.Kind.ID_NUMBER, person, reason, by, at, sealed=number,
        index=files.number_index(number),
    )  # fmt: skip
    write_line(
        verb="people.id_number.ask", by=by, at=at, org=person.org,
        subject=("person", person.public_id), values={"id_number": number, "reason": reason},
    )  # fmt: skip
    return correction


def decide_id_correction(
    *, correction: Correction, agree: bool, by: Scope, at: datetime, id_number: str = "",
    answer: str = "",
) -> Correction:  # fmt: skip
    """Another account agrees or not. Who agrees types the number from the document once more; it
    must be the one that was asked for. The number says birth and sex, so the file follows it."""
    correction = _lock(correction, by, agree, answer)
    person, number = lock_person(correction.person), opened(correction)
    former = files.unsealed(person, "id_number")
    if agree:
        refuse(rules.second_entry_findings(same=identity.normal(id_number) == number))
        _refuse_number(person, number, correction.reason, by, at, under_way=False)
        columns = files.write_number(person, number)
        read = identity.read(number, today=local_day(at))
        if isinstance(read, Identity):
            details = replace(files.details_of(person), birth=Known(read.born), sex=read.sex)
            columns += files.write_details(person, details, ("birth", "sex"))
        save_person(person, at, *columns)
    _decide(correction, agree, answer, by, at)
    write_line(
        verb="people.id_number.agree" if agree else "people.id_number.decline", by=by, at=at,
        org=person.org, subject=("person", person.public_id),
        values={"before": former, "after": number, "reason": correction.reason, "answer": answer},
    )  # fmt: skip
    return correction


def ask_own_correction(
    *, person: Person, field: str, value: str, words: str, by: Scope, at: datetime
) -> Correction:
    """A member says what is wrong in the own file. ``by`` is the own branch's range, for this row
    alone (``queries.on_own_behalf``); what was said stays sealed."""
    said = json.dumps({"field": field, "value": value, "words": words}, ensure_ascii=False)
    found = rules.own_findings(
        field=field, value=value, words=words, known=(*OWN_FIELDS, OTHER),
        open_before=Correction.everything.filter(
            person=person, kind=Correction.Kind.OWN, outcome=Correction.Outcome.OPEN
        ).count(),
    )  # fmt: skip
    refuse(found)
    with override("zh-hans"):
        what = str(OWN_LABELS[field])
    correction = _ask(Correction.Kind.OWN, person, what, by, at, sealed=said)
    write_line(
        verb="people.own.ask", by=by, at=at, org=person.org,
        subject=("person", person.public_id), facts={"field": field},
        values={"value": value, "words": words},
    )  # fmt: skip
    return correction


def answer_own_correction(
    *, correction: Correction, agree: bool, by: Scope, at: datetime, answer: str = ""
) -> Correction:
    """The branch or the office answers. A yes to one field changes the file at once; what the
    member put in free words is put right on the file's page before the answer is given."""
    by.require(Duty.MEMBERS_CHANGE, correction.org_path)
    correction = Correction.everything.select_for_update(of=("self",)).get(pk=correction.pk)
    refuse(_deciding(correction, by, agree, answer))
    person, said = correction.person, json.loads(opened(correction))
    if agree and said["field"] in OWN_FIELDS:
        details = replace(files.details_of(person), **{said["field"]: said["value"]})
        correct_details(person=person, details=details, by=by, at=at, reason="own")
    _decide(correction, agree, answer, by, at)
    write_line(
        verb="people.own.agree" if agree else "people.own.decline", by=by, at=at,
        org=person.org, subject=("person", person.public_id), facts={"field": said["field"]},
        values={"answer": answer},
    )  # fmt: skip
    return correction


def ask_erasure(*, person: Person, reason: str, by: Scope, at: datetime) -> Correction:
    """Ask that a person's data be erased: who has left, or never came in. Nothing goes yet."""
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    person = lock_person(person)
    by.require(Duty.MEMBERS_CHANGE, person.org_path)
    refuse(erasing_findings(erasing.standing_of(person), reason=reason))
    correction = _ask(Correction.Kind.ERASE, person, reason, by, at)
    write_line(
        verb="people.erase.ask", by=by, at=at, org=person.org,
        subject=("person", person.public_id), values={"reason": reason},
    )  # fmt: skip
    return correction


def decide_erasure(
    *, correction: Correction, agree: bool, by: Scope, at: datetime, answer: str = ""
) -> Correction:
    """Another account agrees or not. After a yes the worker takes the person out of every table
    that keeps something (``privacy.erasing``); with what was erased the reasons go too."""
    correction = _lock(correction, by, agree, answer)
    person = lock_person(correction.person)
    if agree:
        seen = replace(erasing.standing_of(person), under_way=False)
        refuse(erasing_findings(seen, reason=correction.reason))
    _decide(correction, agree, answer, by, at)
    write_line(
        verb="people.erase.agree" if agree else "people.erase.decline", by=by, at=at,
        org=person.org, subject=("person", person.public_id), values={"answer": answer},
    )  # fmt: skip
    return correction


def withdraw_correction(*, correction: Correction, by: Scope, at: datetime) -> Correction:
    """Whoever asked takes it back while nobody has decided; the file can be asked about anew."""
    by.require(Duty.MEMBERS_CHANGE, correction.org_path)
    row: Correction = Correction.everything.select_for_update(of=("self",)).get(pk=correction.pk)
    refuse(
        rules.withdrawing_findings(
            same_account=row.asked_by_id == by.account_id,
            is_open=row.outcome == Correction.Outcome.OPEN,
        )
    )
    row.outcome = Correction.Outcome.WITHDRAWN
    row.save(update_fields=["outcome"])
    write_line(
        verb="people.correction.withdraw", by=by, at=at, org=row.person.org,
        subject=("person", row.person.public_id), facts={"kind": row.kind},
    )  # fmt: skip
    return row


def opened(correction: Correction) -> str:
    """What is to stand in the file, unsealed."""
    return sealing.unseal(correction.sealed, column=COLUMN, row=correction.public_id)


def _ask(
    kind: str, person: Person, reason: str, by: Scope, at: datetime, *,
    other: Person | None = None, sealed: str = "", index: bytes | None = None,
) -> Correction:  # fmt: skip
    correction = Correction(
        kind=kind, person=person, other=other, org_id=person.org_id, org_path=person.org_path,
        reason=without_numbers(reason), asked_by_id=by.account_id or 0, asked_at=at,
        sealed_index=index,
    )  # fmt: skip
    if sealed:
        correction.sealed = sealing.seal(sealed, column=COLUMN, row=correction.public_id)
    correction.save(force_insert=True)
    return correction


def _lock(correction: Correction, by: Scope, agree: bool, answer: str) -> Correction:
    by.require(Duty.MEMBERS_CONFIRM, correction.org_path)
    row: Correction = Correction.everything.select_for_update(of=("self",)).get(pk=correction.pk)
    by.require(Duty.MEMBERS_CONFIRM, row.org_path)
    refuse(_deciding(row, by, agree, answer))
    return row


def _deciding(row: Correction, by: Scope, agree: bool, answer: str) -> list[Any]:
    return rules.deciding_findings(
        same_account=row.asked_by_id == by.account_id,
        is_open=row.outcome == Correction.Outcome.OPEN, agree=agree, answer=answer,
    )  # fmt: skip


def _decide(row: Correction, agree: bool, answer: str, by: Scope, at: datetime) -> None:
    row.outcome = Correction.Outcome.DONE if agree else Correction.Outcome.DECLINED
    row.decided_by_id, row.decided_at, row.office_id = by.account_id, at, by.org_id
    row.answer = without_numbers(answer)
    row.save(update_fields=["outcome", "decided_by", "decided_at", "office", "answer"])


def _lock_both(one: Person, two: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their ids so that two hands never wait for each other."""
    rows = {row.pk: lock_person(row) for row in sorted({one, two}, key=lambda row: row.pk)}
    return rows[one.pk], rows[two.pk]


def _pair(person: Person, other: Person) -> rules.Pair:
    numbers = [bytes(row.id_index) for row in (person, other) if row.id_index is not None]
    return rules.Pair(
        same_file=person.pk == other.pk,
        keep_merged=person.merged_into_id is not None,
        other_merged=other.merged_into_id is not None,
        two_numbers=len(set(numbers)) > 1,
        under_way=_under_way(person, other),
    )


def _under_way(*people: Person) -> bool:
    """Is a merger or a new number for one of these files waiting for the second person?"""
    waiting = Correction.everything.filter(outcome=Correction.Outcome.OPEN).exclude(
        kind=Correction.Kind.OWN
    )
    ids = [person.pk for person in people]
    found: bool = (waiting.filter(person__in=ids) | waiting.filter(other__in=ids)).exists()
    return found


def _refuse_number(
    person: Person, number: str, reason: str, by: Scope, at: datetime, under_way: bool | None = None
) -> None:
    today: date = local_day(at)
    wrong = number_findings(number, today)
    same = person.id_index is not None and bytes(person.id_index) == files.number_index(number)
    taken = not wrong and not same and files.number_is_taken(number, person=person, by=by, at=at)
    refuse(
        wrong
        + rules.renumbering_findings(
            same=same, taken=taken, reason=reason, merged=person.merged_into_id is not None,
            under_way=_under_way(person) if under_way is None else under_way,
        )
    )  # fmt: skip
