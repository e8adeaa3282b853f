"""Do eight people who click at once for the last seat get one seat and seven places in line?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from jingwei.ops.imports.tests.apart import Apart, apart

pytestmark = pytest.mark.slow
SETUP = """
import json, django
django.setup()
from datetime import time, timedelta
from conftest import TODAY
from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.access.tests.town import Town, add_member
from jingwei.kernel.orgs.models import Organisation
from jingwei.systems.competence.courses.models import Course, Lesson
with system_scope("测试"):
    east = Organisation.everything.get(code="EAST")
    branch = Organisation.everything.get(code="EAST-1")
    town = Town(at=None, on=TODAY)
    people = [add_member(town, f"学{n}", branch).pk for n in range(8)]
    course = Course.everything.create(
        org=east, org_path=east.path, title="调解", topic="law", teacher="王", seats=1,
        place="党校", until=TODAY + timedelta(days=900), first_on=TODAY + timedelta(days=950),
        last_on=TODAY + timedelta(days=950), hours=2, state="open",
    )
    Lesson.everything.create(
        org=east, org_path=east.path, course=course, on=TODAY + timedelta(days=950),
        starts=time(9), ends=time(11), hours=2,
    )
print(json.dumps({"path": east.path, "course": course.pk, "people": people}))
"""
RACE = """
import json, sys, threading, django
django.setup()
from django.db import connection
from django.utils import timezone
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.courses import seats
from jingwei.systems.competence.courses.models import Course
said = json.loads(sys.argv[1])
scope = Scope(path=said["path"], hi=upper(said["path"]), duties=frozenset(Duty))
gate = threading.Barrier(8)
got = {}
def one(person):
    try:
        with acting(scope):
            course = Course.everything.get(pk=said["course"])
            who = Person.everything.select_related("org").get(pk=person)
            gate.wait()
            got[person] = seats.enrol(
                course=course, person=who, by=scope, at=timezone.now()
            ).seat
    finally:
        connection.close()
threads = [threading.Thread(target=one, args=(person,)) for person in said["people"]]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(sorted(got.values())))
"""


@pytest.fixture
def place(django_db_setup: None, django_db_blocker: Any) -> Iterator[Apart]:
    with django_db_blocker.unblock():
        template = connections["default"].settings_dict["NAME"]
        connections.close_all()
        with apart(template) as found:
            yield found


def test_eight_at_once_for_the_last_seat_make_one(place: Apart) -> None:
    said = place.run("-c", SETUP, role="migrate").splitlines()[-1]
    got = json.loads(place.run("-c", RACE, said).splitlines()[-1])
    assert got == ["enrolled"] + ["waiting"] * 7
    course = json.loads(said)["course"]
    assert place.rows("SELECT taken, waiting FROM course WHERE id = %s", course) == [(1, 7)]
    lines = place.rows("SELECT count(*) FROM entry WHERE verb = 'courses.enrolment.enrol'")
    assert lines == [(8,)]
