"""What about courses waits for this post? Rosters to tick, courses to end."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.register import Concern
from jingwei.systems.competence.courses.kinds import CourseState
from jingwei.systems.competence.courses.models import Course, Lesson

RUNNING = (CourseState.OPEN, CourseState.CLOSED)


def rosters_to_note(scope: Scope, day: date) -> list[Concern]:
    """Lessons of the own organisation that are over and have no roster."""
    if not scope.holds(Duty.COURSES_KEEP):
        return []
    rows = Lesson.objects.within(scope).filter(
        org=scope.org_id, course__state__in=RUNNING, on__lte=day, noted_at=None
    )
    found = list(rows.select_related("course").order_by("on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("记到课：{title}").format(title=row.course.title),
            source=_("{day}的课已经上了").format(day=date_format(row.on, "Y-m-d")),
            url=address("courses:roster", row.public_id), act=_("记到课"), due_on=row.on,
            overdue=row.on < day,
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}次课没有记到课").format(n=count), source=_("上过的课"),
            url=address("courses:home"), act=_("看课程"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)


def courses_to_finish(scope: Scope, day: date) -> list[Concern]:
    """Courses of the own organisation whose last day is over and whose rosters are ticked."""
    if not scope.holds(Duty.COURSES_KEEP):
        return []
    rows = Course.objects.within(scope).filter(
        org=scope.org_id, state__in=RUNNING, last_on__lt=day
    ).exclude(pk__in=Lesson.everything.filter(noted_at=None).values("course"))  # fmt: skip
    found = list(rows.order_by("last_on", "id")[:LOOK])

    def one(row: Any) -> Concern:
        return Concern(
            title=_("结课：{title}").format(title=row.title),
            source=_("最后一次课是{day}").format(day=date_format(row.last_on, "Y-m-d")),
            url=address("courses:course", row.public_id), act=_("结课"),
        )  # fmt: skip

    def rest(count: int) -> Concern:
        return Concern(
            title=_("还有{n}门课可以结课").format(n=count), source=_("课都上完了"),
            url=address("courses:home"), act=_("看课程"),
        )  # fmt: skip

    total = rows.count() if len(found) == LOOK else len(found)
    return listed(found, total, one=one, rest=rest)
