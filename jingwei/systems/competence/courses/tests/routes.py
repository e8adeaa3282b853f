"""What do the routes of courses say to the authorisation matrix?

A course of the matrix is a draft: what is published is open to everybody below, and tests of this
folder look at that. Surveys and classes are open below from their first day.
"""

from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.systems.competence.courses.models import Course, Lesson
from tests.architecture.routes import BOTH, SIGNED_IN, Route, own, page

SEE, KEEP, MEETINGS = Duty.MEMBERS_SEE, Duty.COURSES_KEEP, Duty.MEETINGS_RECORD
ROOT = "competence/courses"
COURSE: Any = {"public_id": "course"}
MINE = Route(SIGNED_IN, things={"public_id": "course"}, methods=BOTH, also=frozenset({404}))

PAGES = {
    f"{ROOT}/menu/": own(),
    f"{ROOT}/menu/<uuid:public_id>/": MINE,
    f"{ROOT}/mine/": own(),
    f"{ROOT}/mine/<uuid:public_id>.pdf": Route(
        SIGNED_IN, things={"public_id": "course"}, also=frozenset({404})
    ),
    f"{ROOT}/mine/need/<uuid:public_id>/": MINE,
    f"{ROOT}/": page(SEE),
    f"{ROOT}/catalogue.xlsx": page(SEE),
    f"{ROOT}/learners/": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/<uuid:public_id>/": page(SEE, **COURSE),
    f"{ROOT}/<uuid:public_id>/edit/": page(KEEP, methods=BOTH, **COURSE),
    f"{ROOT}/<uuid:public_id>/add/": page(MEETINGS, KEEP, methods=BOTH, **COURSE),
    f"{ROOT}/<uuid:public_id>/roster.<slug:kind>": page(KEEP, args={"kind": "xlsx"}, **COURSE),
    f"{ROOT}/lessons/<uuid:public_id>/": page(KEEP, methods=BOTH, public_id="lesson"),
    f"{ROOT}/surveys/": page(SEE),
    f"{ROOT}/surveys/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/surveys/<uuid:public_id>/": page(SEE, methods=BOTH, public_id="nothing"),
    f"{ROOT}/programmes/": page(SEE),
    f"{ROOT}/programmes/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/programmes/<uuid:public_id>/": page(SEE, public_id="nothing"),
}
API = {
    "list_courses": page(SEE),
    "plan_a_course": page(KEEP),
    "list_learners": page(SEE),
    "needs_by_topic": page(SEE),
    "get_course": page(SEE),
    "change_a_course": page(KEEP),
    "course_roster": page(SEE),
    "enrol_somebody": page(MEETINGS),
    "note_a_lesson": page(KEEP),
    "list_programmes": page(SEE),
    "plan_a_programme": page(KEEP),
    "get_programme": page(SEE),
    "programme_roster": page(SEE),
    "add_a_programme_session": page(KEEP),
}
NAMED = {"course_id": "course", "lesson_id": "lesson", "survey_id": "nothing",
         "programme_id": "nothing"}  # fmt: skip
SLIPS: list[Any] = []


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A draft with one day, held by the organisation."""
    course = Course.everything.create(
        **where, title="矛盾调解", topic="law", teacher="王示一", seats=20, place="党校",
        until=town.on, first_on=town.on, last_on=town.on, hours=Decimal(2),
    )  # fmt: skip
    lesson = Lesson.everything.create(
        **where, course=course, on=town.on - timedelta(days=1), starts=time(9), ends=time(11),
        hours=Decimal(2),
    )  # fmt: skip
    return {"course": str(course.public_id), "lesson": str(lesson.public_id)}
