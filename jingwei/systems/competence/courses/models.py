"""What is offered, who has a seat, who came, what was needed and what learners said of it?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.systems.competence.courses.kinds import (
    ClassKind,
    CourseState,
    ProgrammeState,
    Seat,
    TargetGroup,
    Topic,
    Use,
)
from jingwei.work.membership.development.models import Development


class Programme(Scoped):
    """A class of several sessions for one group of learners; ``is_model``: a demonstration class.

    Its sessions are courses, its roster is theirs. ``result`` is said when it is closed.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="title held_by group is_model year aim state opened_on closed_on", I="result"
    )

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    held_by = models.CharField(max_length=120)  # as announced: those below do not see the office
    group = models.CharField(max_length=20, choices=TargetGroup)
    is_model = models.BooleanField(default=True)
    year = models.PositiveSmallIntegerField()
    aim = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=ProgrammeState, default=ProgrammeState.PLANNED)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    result = models.CharField(max_length=600, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "programme"
        indexes = (models.Index(fields=("year", "id"), name="programme_by_year"),)

    def __str__(self) -> str:
        return self.title


class Course(Scoped):
    """One course of the menu: teacher, days, place, seats, for whom. Every post and member below
    ``org`` sees it once it is published.

    ``first_on`` and ``last_on`` follow its lessons; ``version`` counts changes of the catalogue
    entry.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="title held_by topic about teacher groups seats taken waiting place until first_on"
        " last_on state programme published_on hours",
        I="why_not contact", C="teacher_file",
    )  # fmt: skip

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    held_by = models.CharField(max_length=120)  # as announced: those below do not see the office
    topic = models.CharField(max_length=16, choices=Topic)
    about = models.CharField(max_length=600, blank=True)
    teacher = models.CharField(max_length=60)
    teacher_file = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    groups = ArrayField(models.CharField(max_length=20, choices=TargetGroup), default=list)
    seats = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)  # counted anew with every change of a seat
    waiting = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=120)
    contact = models.CharField(max_length=60, blank=True)
    until = models.DateField()  # last day of enrolment
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)  # of its lessons
    state = models.CharField(max_length=10, choices=CourseState, default=CourseState.DRAFT)
    published_on = models.DateField(null=True)
    why_not = models.CharField(max_length=300, blank=True)
    programme = models.ForeignKey(Programme, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "course"
        indexes = (models.Index(fields=("first_on", "id"), name="course_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(seats__gt=0), name="course_has_seats",
                violation_error_message="名额要大于0。",
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("seats")), name="course_seats_not_overdrawn",
                violation_error_message="已报上的人比名额多，名额不能再少。",
            ),
            models.CheckConstraint(
                condition=Q(first_on=None, last_on=None)
                | Q(first_on__lte=F("last_on")), name="course_days_in_order",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Lesson(Scoped):
    """One day of a course. Who came is ticked once (``noted_at``); the list is ``Attendance``."""

    PRIVACY = classes.PLUMBING | classes.fields(
        P="course on starts ends hours subject", I="noted_at noted_by"
    )

    public_id = public_id_field()
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    hours = models.DecimalField(max_digits=4, decimal_places=1)
    subject = models.CharField(max_length=120, blank=True)
    noted_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta(Scoped.Meta):
        db_table = "lesson"
        constraints = (
            models.UniqueConstraint(fields=("course", "on", "starts"), name="one_lesson_at_a_time"),
            models.CheckConstraint(
                condition=Q(noted_at=None, noted_by=None)
                | Q(noted_at__isnull=False, noted_by__isnull=False),
                name="lesson_noted_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=F("ends")), name="lesson_times_in_order",
                violation_error_message="结束要晚于开始。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} {self.starts:%H:%M}"


class Enrolment(Scoped):
    """A learner's seat in a course, or the place in its waiting list. ``org`` is the branch of the
    day; those who wait are in the order of ``asked_at`` and ``id``.

    ``answered`` says that feedback was given, never which.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="course person seat asked_at moved_at left_at by_other answered", I="asked_by"
    )

    public_id = public_id_field()
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seat = models.CharField(max_length=10, choices=Seat)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by_other = models.BooleanField(default=False)  # asked for the learner, who agreed
    moved_at = models.DateTimeField(null=True)  # from the waiting list to a seat
    left_at = models.DateTimeField(null=True)
    answered = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "enrolment"
        indexes = (
            models.Index(fields=("course", "seat", "asked_at", "id"), name="enrolment_of_course"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("course", "person"), condition=~Q(seat=Seat.WITHDRAWN),
                name="one_seat_of_a_learner",
                violation_error_message="已经报过这门课了，不用再报。",
            ),
            models.CheckConstraint(
                condition=Q(seat=Seat.WITHDRAWN, left_at__isnull=False)
                | ~Q(seat=Seat.WITHDRAWN) & Q(left_at=None),
                name="enrolment_left_has_moment",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.course_id} {self.person_id} {self.seat}"


class Attendance(Scoped):
    """Somebody who had a seat came to a lesson, as its organiser ticked."""

    PRIVACY = classes.PLUMBING | classes.fields(C="lesson person")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        db_table = "attendance"
        constraints = (
            models.UniqueConstraint(fields=("lesson", "person"), name="once_in_a_lesson"),
        )

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.person_id}"


class Feedback(Scoped):
    """What one learner said of a course. It knows neither who nor when.

    Its number is drawn by chance: numbers in order would pair rows with the ledger's lines.
    """

    PRIVACY = classes.PLUMBING | classes.fields(I="course use words")

    public_id = public_id_field()
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="+")
    use = models.CharField(max_length=8, choices=Use)
    words = models.CharField(max_length=300, blank=True)

    class Meta(Scoped.Meta):
        db_table = "feedback"

    def __str__(self) -> str:
        return str(self.get_use_display())


class Survey(Scoped):
    """A time in which learners and branches say what they need to learn."""

    PRIVACY = classes.PLUMBING | classes.fields(P="title held_by words opens_on closes_on")

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    held_by = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "survey"
        constraints = (
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on")), name="survey_days_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Need(Scoped):
    """What a learner (``person``) or a branch (no person) says it needs; said anew, it replaces."""

    PRIVACY = classes.PLUMBING | classes.fields(I="survey topics words said_at", C="person")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=16, choices=Topic))
    words = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "need"
        constraints = (
            models.UniqueConstraint(
                fields=("survey", "person"), condition=Q(person__isnull=False),
                name="one_need_of_a_learner",
            ),
            models.UniqueConstraint(
                fields=("survey", "org"), condition=Q(person=None), name="one_need_of_a_branch"
            ),
            models.CheckConstraint(condition=Q(topics__len__gt=0), name="need_is_something"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.survey_id} {self.person_id or self.org_id}"


class PastClass(Scoped):
    """A class somebody attended before this system kept courses, as a roster of training says.

    ``case`` instead of ``person``: whoever is not a member yet has no file, only a case of
    development. ``on`` is the last day; ``hours`` or ``days`` may be 0 where the roster is silent.
    """

    PRIVACY = classes.PLUMBING | classes.fields(C="person case title on hours days kind held_by")

    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Development, null=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=1)
    days = models.DecimalField(max_digits=4, decimal_places=1, default=0, db_default=0)
    kind = models.CharField(max_length=12, choices=ClassKind, blank=True, db_default="")
    held_by = models.CharField(max_length=120, blank=True)

    class Meta(Scoped.Meta):
        db_table = "past_class"
        constraints = (
            models.UniqueConstraint(fields=("person", "title", "on"), name="one_past_class_a_day"),
            models.UniqueConstraint(fields=("case", "title", "on"), name="one_past_class_of_case"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, case=None) | Q(person=None, case__isnull=False),
                name="past_class_of_member_or_case",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on} {self.title}"


class CaseAttendance(Scoped):
    """Somebody on the way into the Party came to a lesson, as its organiser ticked.

    ``org`` is the branch of the case. It fills no seat: whoever is to be trained is sent by the
    branch and does not choose.
    """

    PRIVACY = classes.PLUMBING | classes.fields(C="lesson case")

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Development, on_delete=models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        db_table = "case_attendance"
        constraints = (
            models.UniqueConstraint(fields=("lesson", "case"), name="case_once_in_a_lesson"),
        )

    def __str__(self) -> str:
        return f"{self.lesson_id} {self.case_id}"
