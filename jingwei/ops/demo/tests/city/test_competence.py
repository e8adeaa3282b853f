"""Does the demo city show courses, classes, careers and problem lists, and do they add up?"""

import pytest
from django.db import connection

from conftest import TODAY, as_owner
from jingwei.kernel.figures import queries as figures
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.demo.load import Summary
from jingwei.systems.competence.careers.models import (
    CadrePost,
    Grading,
    Problem,
    Reserve,
    Review,
)
from jingwei.systems.competence.courses.models import (
    Attendance,
    Course,
    Enrolment,
    Feedback,
    Need,
    Programme,
)

pytestmark = pytest.mark.slow


def one(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def test_a_year_of_competence_adds_up(loaded: Summary) -> None:
    with as_owner():
        _classes(loaded.counts)
        _seats()
        _careers()
        city = Organisation.everything.get(is_demo=True, path__regex=r"^.{5}$")
        month = TODAY.replace(day=1)
        found = figures.in_month([city.pk], month)
        assert found[city.pk, "courses.model_classes"].n == 5
        formal = found[city.pk, "careers.posts_formal"]
        effective = found[city.pk, "careers.posts_effective"]
        assert 0 < effective.n < formal.n <= formal.d
        assert found[city.pk, "careers.reserve_formal"].n > 0


def _classes(counts: dict[str, int]) -> None:
    assert counts["courses"] == Course.everything.count() > 30
    rows = Programme.everything.filter(is_model=True)
    assert len({row.group for row in rows}) == rows.count() == 5
    assert {row.state for row in rows} == {"open", "done"}
    assert not rows.filter(state="done", result="").exists()
    states = set(Course.everything.values_list("state", flat=True))
    assert {"draft", "open", "done"} <= states


def _seats() -> None:
    for row in Course.everything.all():
        seats = Enrolment.everything.filter(course=row)
        assert row.taken == seats.filter(seat="enrolled").count() <= row.seats
        assert row.waiting == seats.filter(seat="waiting").count()
        assert row.waiting == 0 or row.taken == row.seats
    assert Course.everything.filter(state="open", waiting__gt=0).exists()
    strangers = one(
        "SELECT count(*) FROM attendance a JOIN lesson l ON l.id = a.lesson_id WHERE NOT EXISTS"
        " (SELECT 1 FROM enrolment e WHERE e.course_id = l.course_id"
        " AND e.person_id = a.person_id AND e.seat = 'enrolled')"
    )
    assert strangers == 0
    assert Attendance.everything.exists()
    assert Feedback.everything.count() == Enrolment.everything.filter(answered=True).count() > 0
    assert Need.everything.exists()


def _careers() -> None:
    assert CadrePost.everything.exists()
    assert 0 < Grading.everything.count() < CadrePost.everything.count()
    assert {"closed"} < set(Review.everything.values_list("state", flat=True))
    assert Reserve.everything.exists()
    states = set(Problem.everything.values_list("state", flat=True))
    assert {"open", "solved", "confirmed"} <= states
    assert not Problem.everything.filter(state="confirmed", result="").exists()
    assert Problem.everything.filter(state="open", due_on__lt=TODAY).exists()
    assert not Problem.everything.filter(confirmed_on__gt=TODAY).exists()
    assert not Problem.everything.filter(solved_on__gt=TODAY).exists()
