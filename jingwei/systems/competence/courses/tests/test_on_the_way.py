"""Do ticked lessons and past classes of applicants open the gate of training, and are they seen?"""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.systems.competence.courses import actions, cases
from jingwei.systems.competence.courses.models import CaseAttendance, Course, Lesson, PastClass
from jingwei.work.membership.development import trainings
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.tests.conftest import make as make_case

DAY = date(2026, 6, 25)


def lesson(town: Any, hours: int = 24, on: date = DAY) -> Lesson:
    course = Course.everything.create(
        org=town.east, org_path=town.east.path, held_by="东镇党委", title="发展对象培训班",
        topic="theory", teacher="示例老师", seats=50, place="党校", until=on, first_on=on,
        last_on=on, hours=Decimal(hours), state="closed", published_on=on,
    )  # fmt: skip
    return Lesson.everything.create(
        course=course, org=town.east, org_path=town.east.path, on=on, starts=time(8),
        ends=time(18), hours=Decimal(hours),
    )  # fmt: skip


def candidate(town: Any) -> Any:
    row = make_case(town, "candidate", name="申示一")
    row.political, row.political_on = "passed", date(2026, 6, 20)
    row.sponsor_one, row.sponsor_two = town.people["东甲"], town.people["东乙"]
    row.trained_on = row.training_days = row.training_hours = None
    row.save()
    return row


SAID = {"on": "2026-07-01", "leaving": "no", "opinion": "同意"}


def review(town: Any, row: Any) -> None:
    by = town.lin_scope
    take_step(flow=DEVELOPMENT, subject=row, verb="review", said=SAID, by=by, at=town.at)


def test_hours_of_class_are_enough_and_nothing_is_typed_again(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        row = candidate(town)
        with pytest.raises(Refused) as refused:
            review(town, row)
        assert "development.no_training" in refused.value.codes
        there = lesson(town)
        named = cases.named(lin, there, "申示一")
        actions.note_lesson(lesson=there, came=[], by=lin, at=town.at, on_the_way=named)
        assert trainings.summed(row, town.on).hours == 24
        review(town, row)
        row.refresh_from_db()
        assert (row.state, row.trained_on, row.training_hours) == ("reviewed", DAY, 24)


def test_too_few_hours_are_told_with_what_is_on_record(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        row = candidate(town)
        there = lesson(town, hours=8)
        actions.note_lesson(lesson=there, came=[], by=lin, at=town.at, on_the_way=[row])
        PastClass.everything.create(
            org=row.org, org_path=row.org_path, case=row, title="以前的班", on=date(2026, 6, 1),
            hours=Decimal(6), days=Decimal(1), kind="applicants",
        )  # fmt: skip
        with pytest.raises(Refused) as refused:
            review(town, row)
        (finding,) = [one for one in refused.value.findings if "training" in one.code]
        assert "记录里有1天、14学时" in str(finding)
        assert finding.source.endswith("第十七条")
        assert finding.params["url"] == f"/development/{row.public_id}/#training"


def test_training_before_the_application_or_after_the_day_does_not_count(town: Any) -> None:
    with acting(town.lin_scope):
        row = candidate(town)
        for on in (date(2020, 1, 1), date(2026, 9, 1)):
            PastClass.everything.create(
                org=row.org, org_path=row.org_path, case=row, title="班", on=on,
                hours=Decimal(30), days=Decimal(4), kind="applicants",
            )  # fmt: skip
        assert trainings.of(row, date(2026, 7, 1)) == []


def test_names_are_those_of_the_organisers_part(town: Any) -> None:
    with acting(town.gu_scope):
        make_case(town, "candidate", name="邻示一", org=town.west_one)
    with acting(town.lin_scope) as lin:
        candidate(town)
        make_case(town, "candidate", name="申示一", org=town.east_two)
        there = lesson(town)
        with pytest.raises(Refused) as refused:
            cases.named(lin, there, "申示一\n邻示一、没有这个人")
        assert [one.code for one in refused.value.findings] == [
            "lesson.namesakes", "lesson.no_case", "lesson.no_case",
        ]  # fmt: skip


def test_the_organiser_writes_names_and_the_branch_opens_the_record(town: Any) -> None:
    client = Client()
    client.force_login(town.lin)
    with acting(town.lin_scope):
        row = candidate(town)
        there = lesson(town)
    with time_machine.travel(AT, tick=False):
        address = f"/competence/courses/lessons/{there.public_id}/"
        wrong = client.post(address, {"on_the_way": "没有这个人"})
        assert wrong.status_code == 422
        assert "没有找到“没有这个人”" in wrong.text
        assert "没有这个人</textarea>" in wrong.text
        done = client.post(address, {"on_the_way": "申示一"})
        assert done.status_code == 302
        assert "申示一" in client.get(address).text
        page = client.get(f"/development/{row.public_id}/")
    with acting(town.lin_scope) as lin:
        assert CaseAttendance.objects.within(lin).get().case_id == row.pk
    assert "发展对象培训班" in page.text
    assert f"/competence/courses/{there.course.public_id}/" in page.text
