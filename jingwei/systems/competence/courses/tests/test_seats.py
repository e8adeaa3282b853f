"""Does a seat go to who asked first, once, and move on by itself?"""

import pytest

from conftest import AT, TODAY
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.competence.courses import actions, queries, seats
from jingwei.systems.competence.courses.flows import COURSE
from jingwei.systems.competence.courses.models import Course, Enrolment
from jingwei.systems.competence.courses.tests.conftest import as_learner, later, offered, told


def asks(town, name, course, **more):
    with as_learner(town, name) as (by, person):
        seen = Course.everything.get(pk=course.pk)
        return seats.enrol(course=seen, person=person, by=by, at=more.pop("at", AT), **more)


def leaves(town, row, name, at=AT):
    with as_learner(town, name) as (by, person):
        mine = queries.seat_of(row, person.pk)
        return seats.withdraw(enrolment=mine, by=by, at=at)


def standing(town, course):
    with acting(town.officer_scope):
        rows = Enrolment.everything.filter(course=course).select_related("person")
        return {row.person.name: row.seat for row in rows}


def test_a_learner_takes_a_seat_with_one_line(school):
    course = offered(school)
    row = asks(school, "东甲", course)
    assert row.seat == "enrolled"
    with acting(school.lin_scope):
        course.refresh_from_db()
        assert (course.taken, course.waiting) == (1, 0)
        (line,) = Entry.everything.filter(verb__startswith="courses.enrolment.")
        assert line.verb == "courses.enrolment.enrol"
        assert "东甲" not in line.payload
        assert line.org_path == school.east_one.path


def test_nobody_gets_two_seats(school):
    course = offered(school)
    asks(school, "东甲", course)
    with pytest.raises(Refused) as refusal:
        asks(school, "东甲", course)
    assert refusal.value.codes == {"course.twice"}
    assert len(standing(school, course)) == 1


def test_who_comes_later_waits_and_moves_up_in_the_order_of_asking(school):
    course = offered(school)
    for n, name in enumerate(("东甲", "东乙", "东丙", "东丁")):
        asks(school, name, course, at=later(n))
    assert standing(school, course) == {
        "东甲": "enrolled", "东乙": "enrolled", "东丙": "waiting", "东丁": "waiting",
    }  # fmt: skip
    leaves(school, course, "东甲", at=later(5))
    assert standing(school, course) == {
        "东甲": "withdrawn", "东乙": "enrolled", "东丙": "enrolled", "东丁": "waiting",
    }  # fmt: skip
    with acting(school.lin_scope):
        verbs = list(Entry.everything.filter(subject="enrolment").order_by("id").values_list(
            "verb", flat=True))  # fmt: skip
    assert verbs[-2:] == ["courses.enrolment.withdraw", "courses.enrolment.move_up"]
    # Somebody who left may ask again, and stands behind those who wait.
    assert asks(school, "东甲", course, at=later(6)).seat == "waiting"


def test_more_seats_let_those_who_wait_in(school):
    course = offered(school, seats=1)
    for n, name in enumerate(("东甲", "东乙", "东丙")):
        asks(school, name, course, at=later(n))
    with acting(school.lin_scope):
        actions.change_course(course=course, told=told(seats=2), by=school.lin_scope, at=AT)
    assert standing(school, course)["东乙"] == "enrolled"
    assert standing(school, course)["东丙"] == "waiting"
    with acting(school.lin_scope), pytest.raises(Refused) as refusal:
        actions.change_course(course=course, told=told(seats=1), by=school.lin_scope, at=AT)
    assert refusal.value.codes == {"course.seats_taken"}


def test_a_clash_of_times_is_said_and_may_be_passed_over(school):
    asks(school, "东甲", offered(school))
    other = offered(school, title="电脑入门")
    with pytest.raises(Refused) as refusal:
        asks(school, "东甲", other)
    assert [str(one) for one in refusal.value.findings] == [
        "和已报的“矛盾调解”时间重叠，确定要报再点一次。"
    ]
    assert asks(school, "东甲", other, anyway=True).seat == "enrolled"


def test_a_course_of_the_neighbour_is_not_on_the_menu(school):
    course = offered(school, who="gu")
    with as_learner(school, "东甲") as (by, person):
        assert queries.menu(by.path, TODAY) == []
        assert not Course.everything.filter(pk=course.pk).exists()
        with pytest.raises(Refused) as refusal:
            seats.enrol(course=course, person=person, by=by, at=AT)
    assert "course.elsewhere" in refusal.value.codes


def test_a_course_of_the_city_is_open_to_every_branch(school):
    course = offered(school, who="officer")
    assert asks(school, "西甲", course).seat == "enrolled"
    assert asks(school, "东丁", course).seat == "enrolled"


def test_a_draft_and_a_cancelled_course_give_no_seat(school):
    draft = offered(school, publish=False)
    with as_learner(school, "东甲") as (by, person):
        assert queries.menu(by.path, TODAY) == []
        with pytest.raises(Refused) as refusal:
            seats.enrol(course=draft, person=person, by=by, at=AT)
        assert refusal.value.codes == {"course.not_open"}
    course = offered(school)
    with acting(school.lin_scope):
        take_step(
            flow=COURSE, subject=course, verb="cancel", said={"reason": "老师病了"},
            by=school.lin_scope, at=AT,
        )  # fmt: skip
    with pytest.raises(Refused):
        asks(school, "东甲", course)


def test_enrolment_ends_on_its_day_and_seats_stay_once_it_has_begun(school):
    course = offered(school)
    with pytest.raises(Refused) as refusal:
        asks(school, "东甲", course, at=later(11))
    assert refusal.value.codes == {"course.over"}
    asks(school, "东甲", course)
    with pytest.raises(Refused) as refusal:
        leaves(school, course, "东甲", at=later(20))
    assert refusal.value.codes == {"enrolment.started"}


def test_nobody_is_enrolled_without_having_agreed(school):
    course = offered(school)
    with acting(school.lin_scope), pytest.raises(Refused) as refusal:
        seats.enrol(
            course=course, person=school.people["东丙"], by=school.lin_scope, at=AT,
            by_other=True, agreed=False,
        )  # fmt: skip
    assert refusal.value.codes == {"course.agreed"}
