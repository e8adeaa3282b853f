"""How is a course planned and changed, a roster ticked, a need said? One ledger line each."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.competence.courses import cases, queries, rules
from jingwei.systems.competence.courses.kinds import CourseState, ProgrammeState, Seat
from jingwei.systems.competence.courses.models import (
    Attendance,
    Course,
    Enrolment,
    Feedback,
    Lesson,
    Need,
    Programme,
    Survey,
)
from jingwei.systems.competence.courses.rules import Day, Offer
from jingwei.systems.competence.courses.seats import count_seats, lock, move_up, refuse
from jingwei.work.membership.development.models import Development

CHANGED = Finding("version.changed", "这门课刚被别人改过，请看过现在的内容再改。")
NUMBER_BITS = 62
ENDED = Finding("course.ended", "这门课已经结束，不能再改。")


@dataclass(frozen=True)
class Told:
    """A catalogue entry as it is typed."""

    title: str
    topic: str
    teacher: str
    seats: int
    until: date | None
    place: str = ""
    about: str = ""
    contact: str = ""
    groups: tuple[str, ...] = ()
    teacher_file: Person | None = None
    programme: Programme | None = None
    days: tuple[Day, ...] = ()

    def offer(self, taken: int = 0) -> Offer:
        return Offer(self.title, self.teacher, self.place, self.seats, self.until, self.days, taken)


def plan_course(*, org: Organisation, told: Told, by: Scope, at: datetime) -> Course:
    """A draft in the catalogue of an organisation. Raises: Refused."""
    by.require(Duty.COURSES_KEEP, org.path)
    refuse(rules.offer_findings(told.offer()))
    row = Course(org=org, org_path=org.path, held_by=str(org))
    _fill(row, told)
    row.save(force_insert=True)
    _write_days(row, told.days)
    _line("courses.course.plan", row, by, at)
    return row


def change_course(
    *, course: Course, told: Told, by: Scope, at: datetime, version: int | None = None
) -> Course:
    """Change an entry; where seats were added, those who wait move up. Raises: Refused.

    Days whose roster is ticked stay as they are.
    """
    row = lock(course)
    by.require(Duty.COURSES_KEEP, row.org_path)
    if version is not None and row.version != version:
        raise Refused(CHANGED)
    refuse([ENDED] if row.state in (CourseState.DONE, CourseState.CANCELLED) else [])
    # A published course must stay one that could be published; days that are over are no fault.
    found = (
        rules.offer_findings(told.offer(row.taken))
        if row.state == CourseState.DRAFT
        else [one for one in rules.publish_findings(told.offer(row.taken), local_day(at))
              if one.code not in ("course.past", "course.until_past")]
    )  # fmt: skip
    refuse(found)
    _fill(row, told)
    row.version = F("version") + 1
    row.save()
    row.refresh_from_db(fields=["version"])
    _write_days(row, told.days)
    _line("courses.course.change", row, by, at)
    move_up(row, by=by, at=at)
    return row


def note_lesson(
    *, lesson: Lesson, came: Iterable[int], by: Scope, at: datetime,
    on_the_way: Iterable[Development] | None = None,
) -> Lesson:  # fmt: skip
    """Who came, ticked by the organiser; ticked anew, it replaces. Raises: Refused.

    ``on_the_way`` are cases of development whose people came; None leaves those as they are.
    """
    course = lock(lesson.course)
    by.require(Duty.COURSES_KEEP, course.org_path)
    seated = {row.person_id: row for row in queries.seats_of(course, Seat.ENROLLED)}
    there = set(came)
    refuse(
        rules.roster_findings(
            state=course.state, on=lesson.on, today=local_day(at), seated=frozenset(seated),
            came=there,
        )
    )  # fmt: skip
    Attendance.everything.filter(lesson=lesson).exclude(person__in=there).delete()
    before = queries.came_to(lesson)
    Attendance.everything.bulk_create(
        Attendance(
            lesson=lesson, person_id=person, org_id=seated[person].org_id,
            org_path=seated[person].org_path,
        )
        for person in sorted(there - before)
    )  # fmt: skip
    others = cases.note(lesson, on_the_way) if on_the_way is not None else None
    again = lesson.noted_at is not None
    lesson.noted_at, lesson.noted_by_id = at, by.account_id
    lesson.save(update_fields=["noted_at", "noted_by"])
    write_line(
        verb="courses.lesson.note", by=by, at=at, org=course.org,
        subject=("lesson", lesson.public_id),
        facts={"course": course.public_id, "on": lesson.on, "came": len(there),
               "seated": len(seated), "again": again,
               **({} if others is None else {"on_the_way": len(others)})},
        values={"came": sorted(there), "on_the_way": others or []},
    )  # fmt: skip
    return lesson


def give_feedback(
    *, enrolment: Enrolment, use: str, words: str, by: Scope, at: datetime
) -> None:  # fmt: skip
    """What a learner says, kept apart from who said it: the line says that, not what."""
    with crossing(by, [enrolment.course.org_path, enrolment.org_path], "课后意见") as wide:
        course = lock(enrolment.course)
        row: Enrolment = Enrolment.everything.select_for_update(no_key=True).get(pk=enrolment.pk)
        came = Attendance.everything.filter(lesson__course=course, person=row.person_id).exists()
        refuse(
            rules.feedback_findings(
                done=course.state == CourseState.DONE, came=came, answered=row.answered, use=use
            )
        )
        Feedback.everything.create(
            id=secrets.randbits(NUMBER_BITS), org_id=course.org_id, org_path=course.org_path,
            course=course, use=use, words=words.strip(),
        )  # fmt: skip
        row.answered = True
        row.save(update_fields=["answered"])
        write_line(
            verb="courses.enrolment.answer", by=wide, at=at, org=course.org,
            subject=("enrolment", row.public_id), facts={"course": course.public_id},
        )  # fmt: skip


def open_survey(
    *, org: Organisation, title: str, words: str, opens_on: date, closes_on: date, by: Scope,
    at: datetime,
) -> Survey:  # fmt: skip
    """Ask those below what they need to learn. Raises: Refused."""
    by.require(Duty.COURSES_KEEP, org.path)
    refuse(rules.survey_findings(title, opens_on, closes_on, local_day(at)))
    row = Survey(
        org=org, org_path=org.path, held_by=str(org), title=title.strip(),
        words=words.strip(), opens_on=opens_on, closes_on=closes_on,
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="courses.survey.open", by=by, at=at, org=org, subject=("survey", row.public_id),
        facts={"opens_on": opens_on, "closes_on": closes_on},
    )  # fmt: skip
    return row


def say_need(
    *, survey: Survey, org: Organisation, person: Person | None, topics: tuple[str, ...],
    words: str, by: Scope, at: datetime,
) -> Need:  # fmt: skip
    """A learner (or a branch, without person) says what is needed; again, it replaces."""
    if person is None:
        by.require(Duty.MEETINGS_RECORD, org.path)
    today = local_day(at)
    found = rules.need_findings(
        topics, opens=survey.opens_on, closes=survey.closes_on, on=today,
        most=int(value_of(queries.MOST_TOPICS, today)),
    )  # fmt: skip
    refuse(found)
    row = queries.need_of(survey, person=person.pk if person else None, org=org.pk) or Need(
        survey=survey, org=org, org_path=org.path, person=person
    )
    row.topics, row.words, row.said_at = list(topics), words.strip(), at
    row.save()
    write_line(
        verb="courses.need.say", by=by, at=at, org=org, subject=("survey", survey.public_id),
        facts={"by": "learner" if person else "branch"}, values={"topics": list(topics)},
    )  # fmt: skip
    return row


def plan_programme(
    *, org: Organisation, title: str, group: str, year: int, aim: str, is_model: bool, by: Scope,
    at: datetime,
) -> Programme:  # fmt: skip
    """A class of several sessions for one group. Raises: Refused."""
    by.require(Duty.COURSES_KEEP, org.path)
    refuse(rules.programme_findings(title, group, year, local_day(at)))
    row = Programme(
        org=org, org_path=org.path, held_by=str(org), title=title.strip(), group=group,
        year=year, aim=aim.strip(), is_model=is_model,
    )  # fmt: skip
    row.save(force_insert=True)
    write_line(
        verb="courses.programme.plan", by=by, at=at, org=org,
        subject=("programme", row.public_id), facts={"group": group, "year": year},
    )  # fmt: skip
    return row


def add_session(*, programme: Programme, told: Told, by: Scope, at: datetime) -> Course:
    """A further session of a class that is not over, as a draft of its organisation.

    Raises: Refused.
    """
    by.require(Duty.COURSES_KEEP, programme.org_path)
    if programme.state in (ProgrammeState.DONE, ProgrammeState.CANCELLED):
        raise Refused(Finding("programme.over", "这个班已经结业或不办了。", rules.HOUSE))
    return plan_course(org=programme.org, told=replace(told, programme=programme), by=by, at=at)


def _fill(row: Course, told: Told) -> None:
    row.title, row.topic, row.teacher = told.title.strip(), told.topic, told.teacher.strip()
    row.seats, row.place, row.about = told.seats, told.place.strip(), told.about.strip()
    row.contact, row.groups = told.contact.strip(), list(told.groups)
    row.teacher_file, row.programme = told.teacher_file, told.programme
    if told.until is not None:
        row.until = told.until
    row.first_on = min((day.on for day in told.days), default=None)
    row.last_on = max((day.on for day in told.days), default=None)
    row.hours = sum((day.hours for day in told.days), start=row.hours * 0)


def _write_days(row: Course, days: tuple[Day, ...]) -> None:
    """The days as typed; one that stays keeps its roster."""
    kept = {(lesson.on, lesson.starts): lesson for lesson in queries.lessons_of(row)}
    for day in days:
        lesson = kept.pop((day.on, day.starts), None) or Lesson(
            course=row, org_id=row.org_id, org_path=row.org_path, on=day.on, starts=day.starts
        )
        lesson.ends, lesson.hours, lesson.subject = day.ends, day.hours, day.subject.strip()
        lesson.save()
    if any(lesson.noted_at for lesson in kept.values()):
        raise Refused(Finding("lesson.noted", "已记到课的那天不能去掉，请保留。"))
    for lesson in kept.values():
        lesson.delete()


def told_of(course: Course) -> Told:
    """What is on record, in the shape in which it is typed."""
    return Told(
        title=course.title, topic=course.topic, teacher=course.teacher, seats=course.seats,
        until=course.until, place=course.place, about=course.about, contact=course.contact,
        groups=tuple(course.groups), teacher_file=course.teacher_file,
        programme=course.programme, days=queries.days_of(course),
    )  # fmt: skip


def _line(verb: str, row: Course, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("course", row.public_id),
        facts={"seats": row.seats, "first_on": row.first_on, "last_on": row.last_on, **facts},
    )  # fmt: skip


__all__ = [
    "Told", "change_course", "count_seats", "give_feedback", "note_lesson", "open_survey",
    "plan_course", "plan_programme", "say_need", "told_of",
]  # fmt: skip
