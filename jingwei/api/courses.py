"""Courses by the API: the menu, who is in them, who came, what is needed. Steps go by /flows."""

from datetime import date, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.shell.http import page_of
from jingwei.systems.competence.courses import actions, cases, queries, seats
from jingwei.systems.competence.courses.actions import Told
from jingwei.systems.competence.courses.kinds import Seat, TargetGroup, Topic
from jingwei.systems.competence.courses.models import Course, Enrolment, Lesson, Survey
from jingwei.systems.competence.courses.rules import Day as ClassDay

router = Router(tags=["courses"])
MOST = 2_000


class LessonIn(Schema):
    """One day of class; two of them may not fall into each other."""

    on: Day
    starts: time
    ends: time
    hours: Decimal = Field(gt=0, le=12, max_digits=4, decimal_places=1)
    subject: Name = ""


class CourseIn(Schema):
    title: Name
    topic: Topic
    teacher: Name
    seats: int = Field(ge=0, le=100_000)
    until: Day
    place: Name = ""
    about: str = Field("", max_length=600)
    contact: Name = ""
    groups: list[TargetGroup] = Field([], max_length=5)
    lessons: list[LessonIn] = Field([], max_length=60)


class Planning(CourseIn):
    organisation: Code


class LessonOut(LessonIn):
    id: str
    noted: bool
    came: int


class CourseOut(Schema):
    """``taken`` and ``waiting`` count the whole course, whoever asks."""

    id: str
    held_by: str
    title: str
    topic: str
    teacher: str
    place: str
    seats: int
    taken: int
    waiting: int
    until: date
    first_on: date | None
    last_on: date | None
    state: str
    version: int


class CourseWhole(CourseOut):
    about: str
    contact: str
    groups: list[str]
    lessons: list[LessonOut]


class CourseListing(Schema):
    topic: Code = ""
    state: Code = ""
    group: Code = ""
    at: Cursor = ""


class CourseSeatOut(Schema):
    """Somebody of the caller's part of the tree; in the order of asking, never by hours."""

    id: str
    member: str
    organisation: str
    seat: str
    by_other: bool


class Enrolling(Schema):
    """For somebody who agreed; ``anyway`` where the clash of times was seen."""

    member: UUID
    agreed: bool
    anyway: bool = False


class Attended(Schema):
    """Ids of enrolments, and of cases of development; it replaces what was ticked before.

    Without ``on_the_way`` those cases stay as they were.
    """

    came: list[UUID] = Field([], max_length=MOST)
    on_the_way: list[UUID] | None = Field(None, max_length=MOST)


class NeedOut(Schema):
    topic: str
    learners: int
    branches: int


def told(row: Course) -> dict[str, Any]:
    return {"id": str(row.public_id)} | {
        name: getattr(row, name) for name in CourseOut.model_fields if name != "id"
    }


def whole(row: Course) -> dict[str, Any]:
    came = queries.attendance_of(row)
    return told(row) | {
        "about": row.about, "contact": row.contact, "groups": row.groups,
        "lessons": [
            {"id": str(one.public_id), "on": one.on, "starts": one.starts, "ends": one.ends,
             "hours": one.hours, "subject": one.subject, "noted": one.noted_at is not None,
             "came": came.get(one.pk, 0)}
            for one in queries.lessons_of(row)
        ],
    }  # fmt: skip


def seat_told(row: Enrolment) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "member": str(row.person.public_id),
        "organisation": row.org.code, "seat": row.seat, "by_other": row.by_other,
    }  # fmt: skip


def read(said: CourseIn) -> Told:
    return Told(
        title=said.title, topic=said.topic, teacher=said.teacher, seats=said.seats,
        until=said.until, place=said.place, about=said.about, contact=said.contact,
        groups=tuple(said.groups),
        days=tuple(
            ClassDay(one.on, one.starts, one.ends, one.hours, one.subject)
            for one in said.lessons
        ),
    )  # fmt: skip


def course_of(scope: Scope, public_id: UUID) -> Course:
    """A course in sight, those on the menu included. Raises: Http404."""
    try:
        return queries.course(scope, public_id)
    except Course.DoesNotExist as missing:
        raise Http404 from missing


def own_course(scope: Scope, public_id: UUID) -> Course:
    """A course of the caller's own part. Raises: Http404."""
    try:
        return queries.own_course(scope, public_id)
    except Course.DoesNotExist as missing:
        raise Http404 from missing


def tag_of(row: Course) -> tuple[object, ...]:
    return ("course", row.public_id, row.version, row.state, row.taken, row.waiting)


@router.get("", response={200: Paged[CourseOut], **SAYS_NO})
def list_courses(request: HttpRequest, said: Query[CourseListing]) -> dict[str, Any]:
    """The catalogue: what the own part holds, and what those above offer to it."""
    rows = queries.courses(
        scope_of(request, Duty.MEMBERS_SEE), topic=said.topic, state=said.state,
        group=said.group,
    )  # fmt: skip
    return paged(page_of(rows, keys=("-first_on", "-id"), at=said.at), told)


@router.post("", response={201: CourseWhole, **SAYS_NO})
@once
def plan_a_course(request: HttpRequest, response: HttpResponse, said: Planning) -> Any:
    """A draft; it is published by the step ``publish`` of the flow ``courses.course``."""
    scope = scope_of(request, Duty.COURSES_KEEP)
    org = organisation_of(scope, said.organisation)
    row = actions.plan_course(org=org, told=read(said), by=scope, at=now())
    return Status(201, _answer(scope, response, row))


@router.get("/learners", response={200: Paged[CourseSeatOut], **SAYS_NO})
def list_learners(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """Who of the own part asked for a course, the last first."""
    rows = queries.learners(scope_of(request, Duty.MEMBERS_SEE))
    return paged(page_of(rows, keys=("-asked_at", "-id"), at=at), seat_told)


@router.get("/surveys/{survey_id}", response={200: list[NeedOut], **SAYS_NO})
def needs_by_topic(request: HttpRequest, survey_id: UUID) -> list[dict[str, Any]]:
    """What the own part needs to learn, by topic."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    try:
        row = queries.survey(scope, survey_id)
    except Survey.DoesNotExist as missing:
        raise Http404 from missing
    return [
        {"topic": topic, "learners": learners, "branches": branches}
        for topic, _label, learners, branches in queries.needs_by_topic(scope, row)
    ]


@router.get("/{course_id}", response={200: CourseWhole, 304: None, **SAYS_NO})
def get_course(request: HttpRequest, response: HttpResponse, course_id: UUID) -> Any:
    """One course whole; its ETag goes into If-Match of a change."""
    row = course_of(scope_of(request, Duty.MEMBERS_SEE), course_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else whole(row)


@router.put("/{course_id}", response={200: CourseWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_course(
    request: HttpRequest, response: HttpResponse, course_id: UUID, said: CourseIn
) -> Any:
    """Change the entry; seats that are added go to those who wait."""
    scope = scope_of(request, Duty.COURSES_KEEP)
    row = own_course(scope, course_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.change_course(course=row, told=read(said), by=scope, at=now(), version=version)
    return _answer(scope, response, row)


@router.get("/{course_id}/roster", response={200: list[CourseSeatOut], **SAYS_NO})
def course_roster(request: HttpRequest, course_id: UUID) -> list[dict[str, Any]]:
    """Members of the caller's part with a seat or in the waiting list, in the order of asking."""
    row = course_of(scope_of(request, Duty.MEMBERS_SEE), course_id)
    found = queries.seats_of(row, Seat.ENROLLED, Seat.WAITING)[:MOST]
    return [seat_told(one) for one in found]


@router.post("/{course_id}/enrol", response={201: CourseSeatOut, **SAYS_NO})
@once
def enrol_somebody(request: HttpRequest, course_id: UUID, said: Enrolling) -> Any:
    """A seat (or a place in line) for somebody who said yes."""
    scope = scope_of(request, Duty.MEETINGS_RECORD)
    course = course_of(scope, course_id)
    person = person_of(scope, said.member)
    row = seats.enrol(
        course=course, person=person, by=scope, at=now(), anyway=said.anyway, by_other=True,
        agreed=said.agreed,
    )  # fmt: skip
    return Status(201, seat_told(row))


@router.post("/lessons/{lesson_id}/attendance", response={200: LessonOut, **SAYS_NO})
@once
def note_a_lesson(request: HttpRequest, lesson_id: UUID, said: Attended) -> Any:
    """Who came, ticked by the organiser; said again, it replaces."""
    scope = scope_of(request, Duty.COURSES_KEEP)
    lesson = Lesson.objects.within(scope).select_related("course").filter(
        public_id=lesson_id
    ).first()  # fmt: skip
    if lesson is None:
        raise Http404
    ids = {row.public_id: row.person_id for row in queries.seats_of(lesson.course, Seat.ENROLLED)}
    if set(said.came) - ids.keys():
        raise Http404
    there = None
    if said.on_the_way is not None:
        there = cases.by_ids(scope, lesson, said.on_the_way)
        if len(there) < len(set(said.on_the_way)):
            raise Http404
    actions.note_lesson(
        lesson=lesson, came=[ids[one] for one in said.came], by=scope, at=now(), on_the_way=there
    )
    found = whole(lesson.course)["lessons"]
    return next(one for one in found if one["id"] == str(lesson_id))


def _answer(scope: Scope, response: HttpResponse, row: Course) -> dict[str, Any]:
    fresh = course_of(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)
