"""Where does a course stand in its flow, for a page or the API? Three queries."""

from datetime import datetime

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.queries import case_of, look_at
from jingwei.systems.competence.courses.flows import COURSE
from jingwei.systems.competence.courses.models import Course


def look_of(course: Course, *, by: Scope, at: datetime) -> Look:
    """The course as the rules of its flow see it."""
    return look_at(COURSE, course, case_of(COURSE, course), by=by, at=at)
