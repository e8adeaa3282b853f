"""What else changes with a step? The case's own columns, what the member said, the membership."""

from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.look import Look
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.belonging_actions import end_membership
from jingwei.kernel.people.kinds import Ended
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.disposition import outcomes, queries, rules, sealed
from jingwei.systems.competence.disposition.gates import codes_in
from jingwei.systems.competence.disposition.kinds import PROMPTS, Ask, Form
from jingwei.systems.competence.disposition.models import HelpTalk, Point

BASIS = "党组织决定，案卷另存"


def keep_care(look: Look) -> None:
    row = look.subject
    sealed.keep_care(row, {key: str(look.said[f"care_{key}"]) for key in PROMPTS})
    row.save(update_fields=["care"])


def keep_proposal(look: Look) -> None:
    row = look.subject
    row.form = look.said["form"]
    sealed.keep_grounds(row, sorted(set(codes_in(look.said["grounds"]))))
    row.save(update_fields=["form", "grounds"])


def keep_filing(look: Look) -> None:
    row = look.subject
    org = Organisation.everything.get(pk=look.by.org_id)
    row.filed_with, row.filed_name, row.filed_path = org, str(org), look.by.path
    row.save(update_fields=["filed_with", "filed_name", "filed_path"])


def keep_point(look: Look) -> None:
    _put_forward(look, str(look.said["ask"]))


def keep_appeal(look: Look) -> None:
    _put_forward(look, Ask.APPEAL)


def _put_forward(look: Look, kind: str) -> None:
    number = Point.objects.filter(case=look.subject).count() + 1
    point = Point(case=look.subject, number=number, kind=kind, asked_at=look.at)
    sealed.keep(point, "said", str(look.said["said"]))
    point.save(force_insert=True)


def keep_answer(look: Look) -> None:
    """Raises: Refused where there is no such point, or it has an answer."""
    number = look.said["point"]
    point = Point.objects.filter(
        case=look.subject, number=int(number), answered_at=None
    ).exclude(kind=Ask.APPEAL).first()  # fmt: skip
    if point is None:
        raise Refused(
            Finding("disposition.point", "没有这一条，或者已经回应过，请重选。", rules.HOUSE,
                    {"field": "point"})
        )  # fmt: skip
    _answer(point, look, str(look.said["result"]))


def answer_appeal(look: Look) -> None:
    for point in Point.objects.filter(case=look.subject, kind=Ask.APPEAL, answered_at=None):
        _answer(point, look, "")


def _answer(point: Point, look: Look, result: str) -> None:
    sealed.keep(point, "answer", str(look.said["answer"]))
    point.result = result
    point.answered_at, point.answered_by_id = look.at, look.by.account_id
    point.answered_name = look.by.account_name
    point.save()


def keep_vote(look: Look) -> None:
    row = look.subject
    meeting, _vote = queries.meeting_named(row, str(look.said.get("meeting", "")))
    row.meeting = meeting
    row.save(update_fields=["meeting"])


def keep_outcome(look: Look) -> None:
    row = look.subject
    row.outcome = row.form
    row.save(update_fields=["outcome"])


def take_effect(look: Look) -> None:
    """The decision counts from now on."""
    outcomes.keep(look.subject, on=look.on, by=look.by)


def lifted(look: Look) -> None:
    outcomes.keep(look.subject, on=look.on, by=look.by, is_lifted=True)


def withdrawn(look: Look) -> None:
    outcomes.drop(look.subject, by=look.by)


def keep_talk(look: Look) -> None:
    HelpTalk.objects.get_or_create(
        case=look.subject, on=look.said["talked_on"], defaults={"by_name": look.by.account_name}
    )


def turn_to_strike(look: Look) -> None:
    """Advice was refused: the new meeting is about striking off, on that ground."""
    row = look.subject
    row.form = Form.STRIKE_OFF
    sealed.keep_grounds(row, ["strike.refused"])
    row.received_on, row.final_on, row.outcome = look.said["informed_on"], None, ""
    row.approved_at = row.approved_by = None
    for name in ("entitled", "present", "yes", "no", "abstained", "voted_on", "served_on"):
        setattr(row, name, None)
    row.save()


def close(look: Look) -> None:
    row = look.subject
    row.closed_on = look.on
    row.save(update_fields=["closed_on"])


def leave_party(look: Look) -> None:
    """The membership ends; no re-entry for as long as the rulebook says. Refused while a post is
    still held."""
    row = look.subject
    person: Any = Person.everything.select_related("org").get(pk=row.person_id)
    end_membership(person=person, ended=Ended.LEFT, on=look.on, by=look.by, at=look.at, basis=BASIS)
    row.barred_until = years_later(look.on, int(look.number("disposition.reentry.years")))
    row.save(update_fields=["barred_until"])
    outcomes.keep(row, on=look.on, by=look.by)


def years_later(day: date, years: int) -> date:
    """The same day; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
