"""Does table 9 of the annual statistics count who came, and what was held, where each belongs?"""

from datetime import date, time
from decimal import Decimal

from conftest import AT, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.systems.competence.courses.models import Attendance, Course, Lesson
from jingwei.systems.competence.courses.tests.conftest import offered
from jingwei.work.membership.statistics import queries
from jingwei.work.membership.statistics.registered import table_of


def held(town, course, name, on):
    """One lesson of a course that is over, to which one member came."""
    with as_owner():
        course = Course.everything.get(pk=course.pk)
        lesson = Lesson.everything.create(
            org_id=course.org_id, org_path=course.org_path, course=course, on=on,
            starts=time(14), ends=time(16), hours=Decimal(2), noted_at=AT,
            noted_by=town.accounts["lin"],
        )  # fmt: skip
        person = town.people[name]
        Attendance.everything.create(
            org_id=person.org_id, org_path=person.org_path, lesson=lesson, person=person
        )
    return lesson


def test_who_came_counts_at_home_and_the_class_at_who_held_it(town):
    held(town, offered(town), "东甲", date(2026, 3, 4))
    held(town, offered(town, who="officer"), "西甲", date(2026, 3, 5))
    for who, org, came, classes in (("lin", town.east, 1, 1), ("gu", town.west, 1, 0)):
        with acting(town.scopes[who]) as by:
            cells = queries.counted(org, 2026)
            assert cells["training"]["came"]["all"] == came
            assert cells["classes"]["all"]["all"] == classes
            everybody = cells["training"]["all"]["all"]
            assert everybody == cells["members"]["all"]["all"]
            assert cells["training"]["none"]["all"] == everybody - came
            table = table_of("training")
            found = queries.records(by, table, table.row("came"), table.column("all"), org, 2026)
            assert len(found) == came
