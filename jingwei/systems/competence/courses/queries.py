"""What is on the menu, who has a seat, who came, what was needed? Reads for pages and actions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.competence.courses import rules
from jingwei.systems.competence.courses.kinds import CourseState, Seat, Topic, Use
from jingwei.systems.competence.courses.models import (
    Attendance,
    Course,
    Enrolment,
    Feedback,
    Lesson,
    Need,
    PastClass,
    Programme,
    Survey,
)
from jingwei.systems.competence.courses.rules import Day, Offer

LEAST = "training.feedback.least"
MOST_TOPICS = "training.needs.topics.most"


def above(path: str) -> list[str]:
    """The path itself and all above it."""
    return [*paths.ancestors(path), path] if path else []


def _in_sight(scope: Scope) -> Q:
    """What belongs to the scope, and what those above it have published."""
    if scope.is_empty:
        return Q(pk__in=())
    own = Q(org_path__gte=scope.path, org_path__lt=scope.hi)
    return own | Q(org_path__in=above(scope.path))


def courses(
    scope: Scope, *, topic: str = "", state: str = "", group: str = "", since: date | None = None,
) -> QuerySet[Course]:  # fmt: skip
    """The catalogue in sight, for a page by key (``-first_on``, ``-id``).

    Drafts of those above are not in sight.
    """
    found = Course.everything.filter(_in_sight(scope))
    if not scope.is_empty:
        found = found.exclude(
            Q(state=CourseState.DRAFT) & Q(org_path__in=paths.ancestors(scope.path))
        )
    if topic:
        found = found.filter(topic=topic)
    if state:
        found = found.filter(state=state)
    if group:
        found = found.filter(groups__contains=[group])
    if since:
        found = found.filter(last_on__gte=since)
    return found.filter(first_on__isnull=False) if state != CourseState.DRAFT else found


def course(scope: Scope, public_id: Any) -> Course:
    """Raises: Course.DoesNotExist out of sight."""
    found: Course = (
        Course.everything.filter(_in_sight(scope))
        .exclude(Q(state=CourseState.DRAFT) & Q(org_path__in=paths.ancestors(scope.path)))
        .select_related("programme")
        .get(public_id=public_id)
    )
    return found


def own_course(scope: Scope, public_id: Any) -> Course:
    """A course of the scope itself. Raises: Course.DoesNotExist."""
    found: Course = (
        Course.objects.within(scope).select_related("org", "programme").get(public_id=public_id)
    )
    return found


def menu(path: str, on: date, *, topic: str = "") -> list[Course]:
    """What somebody of a branch may choose from today, the nearest first."""
    found = Course.everything.filter(
        org_path__in=above(path), state=CourseState.OPEN, until__gte=on
    )
    if topic:
        found = found.filter(topic=topic)
    return list(found.order_by("first_on", "id")[:200])


def lessons_of(course: Course) -> list[Lesson]:
    return list(Lesson.everything.filter(course=course).order_by("on", "starts", "id"))


def day_of(lesson: Lesson) -> Day:
    return Day(lesson.on, lesson.starts, lesson.ends, lesson.hours, lesson.subject)


def days_of(course: Course) -> tuple[Day, ...]:
    return tuple(day_of(lesson) for lesson in lessons_of(course))


def offer_of(course: Course) -> Offer:
    """The catalogue entry as the rules look at it; one query."""
    return Offer(
        title=course.title, teacher=course.teacher, place=course.place, seats=course.seats,
        until=course.until, days=days_of(course), taken=course.taken,
    )  # fmt: skip


def lessons_left(course: Course, on: date) -> tuple[int, int]:
    """Lessons that are still ahead, and lessons that are over and have no roster."""
    rows = Lesson.everything.filter(course=course)
    return rows.filter(on__gt=on).count(), rows.filter(on__lte=on, noted_at=None).count()


def sessions_running(programme: Programme) -> int:
    ended = (CourseState.DONE, CourseState.CANCELLED)
    return Course.everything.filter(programme=programme).exclude(state__in=ended).count()


def chosen_days(person: int, on: date) -> tuple[tuple[str, Day], ...]:
    """The days ahead of the courses in which a learner has a seat or waits."""
    rows = Lesson.everything.filter(
        on__gte=on, course__state__in=(CourseState.OPEN, CourseState.CLOSED),
        course__in=Enrolment.everything.filter(person=person)
        .exclude(seat=Seat.WITHDRAWN).values("course"),
    ).select_related("course")  # fmt: skip
    return tuple((row.course.title, day_of(row)) for row in rows)


def seat_of(course: Course, person: int) -> Enrolment | None:
    """The seat or the place in the waiting list; None where neither is held."""
    found: Enrolment | None = (
        Enrolment.everything.filter(course=course, person=person)
        .exclude(seat=Seat.WITHDRAWN).first()
    )  # fmt: skip
    return found


def seats_of(course: Course, *seats: str) -> QuerySet[Enrolment]:
    """Enrolments in the order in which they were asked for."""
    return (
        Enrolment.everything.filter(course=course, seat__in=seats)
        .select_related("person", "org").order_by("asked_at", "id")
    )  # fmt: skip


def came_to(lesson: Lesson) -> set[int]:
    return set(Attendance.everything.filter(lesson=lesson).values_list("person_id", flat=True))


def attendance_of(course: Course) -> dict[int, int]:
    """Lesson -> how many came."""
    rows = Attendance.everything.filter(lesson__course=course).values_list("lesson")
    return dict(rows.annotate(n=Count("id")))


@dataclass(frozen=True)
class Mine:
    """One course of a learner: the seat, the days, and to how many of them the learner came."""

    enrolment: Enrolment
    course: Course
    lessons: tuple[Lesson, ...]
    came: int
    hours: Any
    place: int = 0  # in the waiting list, from 1

    @property
    def may_answer(self) -> bool:
        done = self.course.state == CourseState.DONE
        return done and self.came > 0 and not self.enrolment.answered

    @property
    def has_paper(self) -> bool:
        return self.course.state == CourseState.DONE and self.came > 0


def mine(person: int) -> list[Mine]:
    """All courses of a learner by day, the last first: never by hours. Five queries."""
    rows = list(
        Enrolment.everything.filter(person=person).exclude(seat=Seat.WITHDRAWN)
        .select_related("course").order_by("-course__first_on", "-id")[:200]
    )  # fmt: skip
    lessons: dict[int, list[Lesson]] = {}
    for lesson in Lesson.everything.filter(course__in=[row.course_id for row in rows]).order_by(
        "on", "starts"
    ):
        lessons.setdefault(lesson.course_id, []).append(lesson)
    attended = dict(
        Attendance.everything.filter(person=person).values_list("lesson__course")
        .annotate(n=Count("id"))
    )  # fmt: skip
    hours = dict(
        Attendance.everything.filter(person=person).values_list("lesson__course")
        .annotate(n=Sum("lesson__hours"))
    )  # fmt: skip
    waiting = [row for row in rows if row.seat == Seat.WAITING]
    places = {row.pk: place_in_line(row) for row in waiting}
    return [
        Mine(row, row.course, tuple(lessons.get(row.course_id, ())),
             attended.get(row.course_id, 0), hours.get(row.course_id) or 0, places.get(row.pk, 0))
        for row in rows
    ]  # fmt: skip


def place_in_line(row: Enrolment) -> int:
    """The place in the waiting list, from 1, among those in sight."""
    ahead = Enrolment.everything.filter(course=row.course_id, seat=Seat.WAITING).filter(
        Q(asked_at__lt=row.asked_at) | Q(asked_at=row.asked_at, pk__lt=row.pk)
    )
    return ahead.count() + 1


def past_classes(person: int) -> list[PastClass]:
    return list(PastClass.everything.filter(person=person).order_by("-on", "-id")[:200])


def taught_by(person: int) -> list[Course]:
    """Courses that somebody taught, for the own page of the teacher."""
    rows = Course.everything.filter(teacher_file=person).exclude(state=CourseState.DRAFT)
    return list(rows.order_by("-first_on", "-id")[:50])


@dataclass(frozen=True)
class Said:
    """Feedback as it may be shown. ``counts`` None: fewer than ``least`` have answered."""

    counts: list[tuple[str, int]] | None
    words: list[str]
    least: int


def feedback_on(course: Course, on: date) -> Said:
    """What learners said, once enough of them did; in no order of time."""
    least = int(value_of(LEAST, on))
    rows = list(Feedback.everything.filter(course=course).order_by("public_id"))
    counts = rules.shown(dict(Counter(row.use for row in rows)), least)
    if counts is None:
        return Said(None, [], least)
    return Said(
        [(str(use.label), counts.get(use.value, 0)) for use in Use],
        [row.words for row in rows if row.words], least,
    )  # fmt: skip


def surveys(scope: Scope) -> QuerySet[Survey]:
    """Surveys in sight, those of above included."""
    return Survey.everything.filter(_in_sight(scope))


def survey(scope: Scope, public_id: Any) -> Survey:
    """Raises: Survey.DoesNotExist."""
    found: Survey = surveys(scope).get(public_id=public_id)
    return found


def open_surveys(path: str, on: date) -> list[Survey]:
    rows = Survey.everything.filter(org_path__in=above(path), opens_on__lte=on, closes_on__gte=on)
    return list(rows.order_by("closes_on", "id"))


def needs_by_topic(scope: Scope, survey: Survey) -> list[tuple[str, str, int, int]]:
    """Topic, its words, learners, branches: as many as asked for it within the scope.

    In the order of the list of topics: what is asked for seldom is not put behind.
    """
    learners: Counter[str] = Counter()
    branches: Counter[str] = Counter()
    rows = Need.objects.within(scope).filter(survey=survey).values_list("person", "topics")
    for person, topics in rows:
        (branches if person is None else learners).update(topics)
    return [
        (topic.value, str(topic.label), learners[topic.value], branches[topic.value])
        for topic in Topic
    ]


def need_words(scope: Scope, survey: Survey) -> list[str]:
    """What was added in words, without names, in no order of time."""
    rows = Need.objects.within(scope).filter(survey=survey).exclude(words="")
    return sorted(rows.values_list("words", flat=True)[:200])


def need_of(survey: Survey, *, person: int | None = None, org: int | None = None) -> Need | None:
    asked = {"person": person} if person is not None else {"person": None, "org": org}
    found: Need | None = Need.everything.filter(survey=survey, **asked).first()
    return found


def programmes(scope: Scope, *, year: int | None = None) -> QuerySet[Programme]:
    found = Programme.everything.filter(_in_sight(scope))
    return found.filter(year=year) if year else found


def programme(scope: Scope, public_id: Any) -> Programme:
    """Raises: Programme.DoesNotExist."""
    found: Programme = programmes(scope).get(public_id=public_id)
    return found


@dataclass(frozen=True)
class Session:
    """One session of a class: seats as supply, attendance as it was ticked."""

    course: Course
    lessons: int
    came: int


def sessions_of(programme: Programme) -> list[Session]:
    """Three queries for any number of sessions."""
    rows = list(Course.everything.filter(programme=programme).order_by("first_on", "id"))
    lessons = dict(
        Lesson.everything.filter(course__in=rows).values_list("course").annotate(n=Count("id"))
    )
    came = dict(
        Attendance.everything.filter(lesson__course__in=rows).values_list("lesson__course")
        .annotate(n=Count("id"))
    )  # fmt: skip
    return [Session(row, lessons.get(row.pk, 0), came.get(row.pk, 0)) for row in rows]


def programme_roster(scope: Scope, programme: Programme) -> list[Person]:
    """Learners in sight with a seat in any session, by name."""
    seated = Enrolment.objects.within(scope).filter(course__programme=programme, seat=Seat.ENROLLED)
    people = Person.objects.within(scope).filter(pk__in=seated.values("person"))
    return list(people.select_related("org").order_by("name_sort", "id")[:500])


def learners(scope: Scope) -> QuerySet[Enrolment]:
    """Who of the scope's part of the tree has asked for which course, the last first."""
    return (
        Enrolment.objects.within(scope).exclude(seat=Seat.WITHDRAWN)
        .select_related("course", "person", "org")
    )  # fmt: skip


def supply(scope: Scope, since: date, until: date) -> dict[str, Any]:
    """What was offered and attended in a stretch of days, as supply; no person stands in it."""
    rows = Lesson.everything.filter(
        course__in=Course.everything.filter(_in_sight(scope)).exclude(
            state__in=(CourseState.DRAFT, CourseState.CANCELLED)
        ),
        on__gte=since, on__lte=until,
    )  # fmt: skip
    said = rows.aggregate(hours=Sum("hours"), lessons=Count("id"))
    came = Attendance.objects.within(scope).filter(lesson__in=rows.values("pk")).count()
    return {**said, "hours": said["hours"] or 0, "came": came}


def people_of(scope: Scope, ids: Iterable[Any]) -> dict[Any, Person]:
    rows = Person.objects.within(scope).filter(public_id__in=list(ids)).select_related("org")
    return {row.public_id: row for row in rows}


def attended_days(person: int, course: Course) -> list[Lesson]:
    """The lessons of a course to which somebody came."""
    came = Attendance.everything.filter(person=person, lesson__course=course)
    rows = Lesson.everything.filter(course=course, pk__in=came.values("lesson"))
    return list(rows.order_by("on", "starts"))
