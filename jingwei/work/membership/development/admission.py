"""What happens to the membership when the superior approves? Opened, made full, or ended."""

from collections.abc import Mapping
from typing import Any

from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case
from jingwei.kernel.people import belonging_actions, files
from jingwei.kernel.people.actions import register_member
from jingwei.kernel.people.kinds import Began, Category, Ended
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.rules import Details, Known
from jingwei.kernel.rulebook.calendar import add_months
from jingwei.kernel.rulebook.queries import has_rule
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.sealed import forget_sealed, opened

BASIS = "接收预备党员批复"


def details_of(row: Development) -> Details:
    """The applicant as a member's file takes it; the day of joining is that of the branch vote."""
    return Details(
        name=row.name, sex=row.sex, ethnicity=row.ethnicity,
        birth=Known(row.birth_on) if row.birth_on else None, education=row.education,
        degree=row.degree, joined=Known(row.voted_on) if row.voted_on else None,
        native_place=row.native_place, work_post=row.work_post, unit_title=row.unit_title,
        phone=opened(row, "phone"), address=opened(row, "address"),
    )  # fmt: skip


def admit(look: Look) -> Mapping[str, Any]:
    """The file and one membership from today on; what was sealed here moves there.

    Raises: Refused with the findings of the register, e.g. where the number is on file already.
    """
    row: Development = look.subject
    person = register_member(
        org=row.org, details=details_of(row), category=Category.PROBATIONARY, on=look.on,
        by=look.by, at=look.at, id_number=opened(row, "id_number"), began=Began.ADMITTED,
        basis=BASIS, confirmed=True, is_demo=row.is_demo,
    )  # fmt: skip
    row.person, row.approved_on, row.updated_at = person, look.on, look.at
    if has_rule("development.oath.months", look.on):
        row.oath_due = add_months(look.on, int(look.number("development.oath.months")))
    row.save(update_fields=["person", "approved_on", "oath_due", "updated_at"])
    Case.everything.filter(pk=look.case.pk).update(person=person)
    forget_sealed(row)
    return {"person": str(person.public_id), "joined_on": row.voted_on}


def member_of(row: Development) -> Person:
    """Whom the case made a member; a key of the table holds that there is one after approval."""
    assert row.person is not None  # noqa: S101 - development_admitted_on
    return row.person


def convert(look: Look) -> Mapping[str, Any]:
    """Full from the day on which the probation was over, whenever it was approved."""
    row: Development = look.subject
    person = member_of(row)
    home = files.home_of(person)
    on = max(row.probation_until or look.on, home.held.lower if home else look.on)
    belonging_actions.set_category(
        person=person, category=Category.FULL, on=on, by=look.by, at=look.at, basis="转正批复"
    )
    return {"full_from": on}


def cancel(look: Look) -> Mapping[str, Any]:
    """The probationary membership ends; nothing else about the person changes."""
    row: Development = look.subject
    belonging_actions.end_membership(
        person=member_of(row), ended=Ended.LEFT, on=look.on, by=look.by, at=look.at,
        basis="取消预备党员资格批复",
    )  # fmt: skip
    return {"ended_on": look.on}
