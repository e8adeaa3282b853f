"""Do the figures of the system say what the records say? No data, zero, all, and late records."""

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from conftest import AT, TODAY, as_owner, as_role
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import add_secretary
from jingwei.kernel.figures import queries
from jingwei.kernel.figures.evidence import Asked, evidence
from jingwei.kernel.figures.fill import fill_months
from jingwei.kernel.figures.periods import Period
from jingwei.kernel.figures.registered import indicator, registered
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.competence.careers.models import CadrePost, Problem, Reserve
from jingwei.systems.competence.courses.models import (
    Attendance,
    Course,
    Enrolment,
    Lesson,
    Programme,
)

MONTH = date(2026, 11, 1)
OURS = [
    one.code
    for one in registered().indicators.values()
    if one.code.split(".")[0] in ("careers", "courses")
]


@pytest.fixture
def village(town: Any) -> Any:
    """East branch one stands in a village; 东甲 is its secretary since 2020."""
    with as_owner():
        unit = Unit.everything.create(
            org=town.east_one, org_path=town.east_one.path, name="东村", kind="village",
            held=held(date(2010, 1, 1)),
        )  # fmt: skip
        town.east_one.unit = unit
        town.east_one.save()
        town.position = add_secretary(town, town.people["东甲"], town.east_one)
    return town


def fill() -> None:
    fill.at = getattr(fill, "at", AT) + timedelta(minutes=1)  # type: ignore[attr-defined]
    with as_role("jw_worker"):
        fill_months([MONTH], at=fill.at)  # type: ignore[attr-defined]


def figure(town: Any, code: str, org: str = "county") -> Any:
    with acting(town.officer_scope):
        pk = town.orgs[org].pk
        return queries.in_month([pk], MONTH, codes=[code])[pk, code]


def enter(town: Any) -> None:
    where = {"org": town.east_one, "org_path": town.east_one.path}
    CadrePost.everything.create(
        **where, position=town.position, person=town.people["东甲"], kind="village",
        source="veteran", held=held(date(2020, 1, 1)),
    )  # fmt: skip


def teach(town: Any, *, on: date, came: str = "东甲") -> None:
    where = {"org": town.east, "org_path": town.east.path}
    course = Course.everything.create(
        **where, title="调解", topic="law", teacher="王", seats=9, place="党校", until=on,
        first_on=on, last_on=on, hours=Decimal("2.5"), state="done",
    )  # fmt: skip
    lesson = Lesson.everything.create(
        **where, course=course, on=on, starts=time(9), ends=time(11), hours=Decimal("2.5"),
        noted_at=AT, noted_by=town.accounts["lin"],
    )  # fmt: skip
    own = {"org": town.east_one, "org_path": town.east_one.path}
    person = town.people[came]
    Enrolment.everything.create(**own, course=course, person=person, seat="enrolled", asked_at=AT)
    Attendance.everything.create(**own, lesson=lesson, person=person)


def solve(town: Any, *, on: date) -> None:
    Problem.everything.create(
        org=town.east_one, org_path=town.east_one.path, title="路灯", affected="三组",
        owner=town.people["东甲"], listed_on=on, due_on=on, state="confirmed", result="修好",
        confirmed_by="王某", confirmed_on=on,
    )  # fmt: skip


def test_without_records_there_is_no_data(town):
    fill()
    for code in OURS:
        one = figure(town, code)
        assert not one.n, f"{code}: {one.n}"


def test_formal_coverage_grows_to_effective_and_late_records_heal(village):
    fill()
    formal, effective = "careers.posts_formal", "careers.posts_effective"
    assert (figure(village, formal).n, figure(village, formal).d) == (0, 1)
    with as_owner():
        enter(village)
    fill()
    assert figure(village, formal).n == 1
    assert figure(village, effective).n == 0
    with as_owner():
        teach(village, on=date(2026, 10, 8))
    fill()
    assert figure(village, effective).n == 0
    with as_owner():
        solve(village, on=date(2026, 9, 1))  # comes to light late
    fill()
    assert (figure(village, effective).n, figure(village, effective).d) == (1, 1)
    assert figure(village, effective, "west").n in (None, 0)


def test_what_is_older_than_the_window_is_no_effect(village):
    with as_owner():
        enter(village)
        teach(village, on=date(2025, 10, 8))
        solve(village, on=date(2026, 9, 1))
    fill()
    assert figure(village, "careers.posts_effective").n == 0


def test_a_reserve_is_reached_by_help_and_by_class(village):
    with as_owner():
        row = Reserve.everything.create(
            org=village.east_one, org_path=village.east_one.path, person=village.people["东乙"],
            consent_on=TODAY, plan="跟班", held=held(date(2026, 1, 1)),
        )  # fmt: skip
    fill()
    assert figure(village, "careers.reserve_formal").n == 0
    with as_owner():
        Reserve.everything.filter(pk=row.pk).update(helper=village.people["东甲"])
        teach(village, on=date(2026, 10, 8), came="东乙")
        solve(village, on=date(2026, 9, 1))
    fill()
    assert figure(village, "careers.reserve_formal").n == 1
    assert figure(village, "careers.reserve_effective").n == 1


def test_hours_are_supply_and_a_mean_over_posts(village):
    with as_owner():
        teach(village, on=date(2026, 11, 3))
    fill()
    assert figure(village, "courses.hours_offered").value == Decimal("2.5")
    assert figure(village, "courses.lessons_held").n == 1
    assert figure(village, "courses.attended").n == 1
    mean = figure(village, "courses.secretary_hours")
    assert (mean.value, mean.d) == (Decimal("2.5"), 1)
    for code in OURS:
        if code.startswith("courses."):
            assert indicator(code).higher_is_better is None
            assert indicator(code).records.model != "people.Person"


def test_model_classes_are_counted_by_group(town):
    with as_owner():
        for group, state, on in (
            ("graduates", "open", date(2026, 5, 1)), ("graduates", "planned", None),
            ("village_heads", "done", date(2026, 6, 1)),
            ("village_heads", "done", date(2025, 6, 1)),
        ):  # fmt: skip
            Programme.everything.create(
                org=town.county, org_path=town.county.path, title="班", group=group, year=2026,
                state=state, opened_on=on,
            )  # fmt: skip
    fill()
    assert figure(town, "courses.model_classes").n == 2
    assert figure(town, "courses.model_graduates").n == 1
    assert figure(town, "courses.model_village_heads").n == 1
    assert figure(town, "courses.model_private_firms").n == 0


def test_the_composition_of_secretaries_leaves_out_what_nobody_knows(village):
    with as_owner():
        enter(village)
        village.people["东甲"].education = "31"
        village.people["东甲"].save()
    fill()
    assert figure(village, "careers.secretaries_college").n == 1
    assert figure(village, "careers.secretaries_veteran").n == 1
    ages = [figure(village, f"careers.secretaries_{part}").n for part in
            ("to_35", "to_45", "to_55", "over_55")]  # fmt: skip
    assert sum(ages) == 1


def test_evidence_is_the_figure(village):
    with as_owner():
        enter(village)
        teach(village, on=date(2026, 11, 3))
        solve(village, on=date(2026, 9, 1))
        Programme.everything.create(
            org=village.county, org_path=village.county.path, title="班", group="graduates",
            year=2026, state="open", opened_on=date(2026, 5, 1),
        )  # fmt: skip
        Reserve.everything.create(
            org=village.east_one, org_path=village.east_one.path, person=village.people["东乙"],
            helper=village.people["东甲"], consent_on=TODAY, plan="跟班",
            held=held(date(2026, 1, 1)),
        )  # fmt: skip
    fill()
    some = 0
    with acting(village.officer_scope):
        org = village.county
        asked = Asked(org, Period(MONTH, queries.standing(MONTH).on), filled=True)
        for code in OURS:
            one = indicator(code)
            if one.value:
                continue
            found = queries.in_month([org.pk], MONTH, codes=[code])[org.pk, code]
            count = evidence(one, asked, village.officer_scope, part="n").count()
            assert count == int(found.n or 0), code
            some += bool(count)
    assert some > 8


@pytest.mark.parametrize(("who", "status"), [("lin", 200), ("gu", 200), ("officer", 200),
                                             ("new", 404), ("auditor", 403)])  # fmt: skip
def test_the_page_of_the_system_shows_the_own_part(village, who, status):
    with as_owner():
        enter(village)
    fill()
    with time_machine.travel(AT, tick=False):
        client = Client()
        client.force_login(village.accounts[who])
        answer = client.get("/competence/")
    assert answer.status_code == status
    if status == 200:
        said = str(answer.content.decode())
        for words in ("素质党建", "有形覆盖和有效覆盖", "这个体系要做到", "本地做法",
                      "菜单式选学", "素养党建", "村（社区）书记职务"):  # fmt: skip
            assert words in said
        assert ("职业化管理" in said) is True
        assert (">1<" in said) is (who != "gu") or who == "gu"


def test_the_page_costs_the_same_however_large_the_tree(village):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill()

    def cost() -> int:
        with time_machine.travel(AT, tick=False):
            client = Client()
            client.force_login(village.accounts["officer"])
            client.get("/competence/")
            with CaptureQueriesContext(connection) as seen:
                assert client.get("/competence/").status_code == 200
        return len(seen)

    before = cost()
    with as_owner():
        enter(village)
        for _n in range(12):
            teach(village, on=date(2026, 11, 3))
            solve(village, on=date(2026, 9, 1))
    fill()
    assert cost() == before
    assert before < 40
