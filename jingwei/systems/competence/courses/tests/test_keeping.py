"""Does an organiser plan, publish, tick who came and end a course? Flows, rosters, refusals."""

from io import BytesIO

import openpyxl
import pytest

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.testing import Ready, refused, taken
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.competence.courses import actions, queries
from jingwei.systems.competence.courses.flows import COURSE, PROGRAMME
from jingwei.systems.competence.courses.models import Attendance, Course, Lesson, Programme
from jingwei.systems.competence.courses.tests.conftest import DAYS, day, offered, over, told
from jingwei.systems.competence.courses.tests.test_seats import asks

NEW = "/competence/courses/new/EAST/"


def text(answer) -> str:
    return str(answer.content.decode())


def typed(**more):
    return {
        "title": "电脑入门", "topic": "digital", "teacher": "李示二", "place": "镇党校",
        "seats": "30", "until": day(5).isoformat(), "about": "", "contact": "", "programme": "",
        "d1_on": day(7).isoformat(), "d1_starts": "09:00", "d1_ends": "11:30", "d1_hours": "2.5",
        "d1_subject": "开机", **more,
    }  # fmt: skip


def make(town, state):
    """A course in any state, with its one day where the state wants it."""
    ended = state in ("closed", "done")
    row = Course.everything.create(
        org=town.east, org_path=town.east.path, title="矛盾调解", topic="law", teacher="王示一",
        seats=5, place="党校", until=day(3), first_on=day(5), last_on=day(5), state=state,
    )  # fmt: skip
    Lesson.everything.create(
        org=town.east, org_path=town.east.path, course=row, on=day(5), starts="09:00",
        ends="11:00", hours=2,
    )  # fmt: skip
    assert ended in (True, False)
    return row


def held(town, row):
    Lesson.everything.filter(course=row).update(
        on=day(-3), noted_at=AT, noted_by=town.accounts["lin"].pk
    )


@pytest.mark.parametrize("trial", taken(COURSE), ids=str)
def test_every_step_of_a_course_is_taken(town, trial):
    trial.take(town, make, {"finish": Ready(before=held)})


@pytest.mark.parametrize("trial", refused(COURSE), ids=str)
def test_every_wrong_step_of_a_course_is_refused(town, trial):
    trial.refuse(town, make)


def make_class(town, state):
    return Programme.everything.create(
        org=town.east, org_path=town.east.path, title="示范班", group="graduates", year=2026,
        state=state,
    )  # fmt: skip


@pytest.mark.parametrize("trial", taken(PROGRAMME), ids=str)
def test_every_step_of_a_class_is_taken(town, trial):
    trial.take(town, make_class)


@pytest.mark.parametrize("trial", refused(PROGRAMME), ids=str)
def test_every_wrong_step_of_a_class_is_refused(town, trial):
    trial.refuse(town, make_class)


def test_a_course_is_planned_on_a_page_and_published(school, browser):
    lin = browser("lin")
    answer = lin.post(NEW, typed())
    assert answer.status_code == 302, text(answer)[-600:]
    with acting(school.lin_scope):
        row = Course.everything.get()
        assert (row.state, str(row.hours), row.first_on) == ("draft", "2.5", day(7))
    page = f"/competence/courses/{row.public_id}/"
    assert "发布，开始报名" in text(lin.get(page))
    step = f"/flows/courses.course/{row.public_id}/steps/publish/"
    lin.post(step, {"seen": "0", "key": ""})
    assert "正在报名" in text(lin.get(page))


def test_all_faults_stand_there_at_once_and_nothing_typed_is_lost(school, browser):
    answer = browser("lin").post(
        NEW, typed(title="", teacher="", seats="0", about="自带电脑", d1_ends="08:00")
    )
    said = text(answer)
    assert answer.status_code == 422
    for words in ("还没有写课程名称。", "还没有写谁来讲。", "名额要大于0，请改一下。",
                  "有一天结束不晚于开始，请改时间。"):  # fmt: skip
        assert words in said
    assert "自带电脑" in said
    with as_owner():
        assert not Course.everything.exists()


def test_a_course_that_is_not_ready_is_not_published(school):
    row = offered(school, publish=False, place="", days=())
    lin = school.lin_scope
    with acting(lin), pytest.raises(Refused) as refusal:
        take_step(flow=COURSE, subject=row, verb="publish", by=lin, at=AT)
    assert {"course.place", "course.days"} <= refusal.value.codes


def test_a_changed_entry_is_noticed(school):
    row = offered(school)
    lin = school.lin_scope
    with acting(lin):
        actions.change_course(course=row, told=told(place="二楼"), by=lin, at=AT, version=1)
        with pytest.raises(Refused) as refusal:
            actions.change_course(course=row, told=told(), by=lin, at=AT, version=1)
        assert refusal.value.status == 409
        kept = {lesson.on for lesson in queries.lessons_of(row)}
        actions.change_course(course=row, told=told(days=DAYS[:1]), by=lin, at=AT)
        assert {lesson.on for lesson in queries.lessons_of(row)} < kept


def test_who_came_is_ticked_and_may_be_ticked_anew(school, browser):
    course = offered(school, seats=5)
    asks(school, "东甲", course)
    asks(school, "东乙", course)
    over(course, school)
    with acting(school.lin_scope):
        lesson = queries.lessons_of(course)[0]
        seats = {row.person.name: str(row.public_id) for row in queries.seats_of(
            course, "enrolled")}  # fmt: skip
    url = f"/competence/courses/lessons/{lesson.public_id}/"
    lin = browser("lin")
    assert "东乙" in text(lin.get(url))
    lin.post(url, {"came": [seats["东甲"], seats["东乙"]]})
    lin.post(url, {"came": [seats["东甲"]]})
    with acting(school.lin_scope):
        assert [row.person.name for row in Attendance.everything.select_related("person")] == [
            "东甲"
        ]
        lines = list(Entry.everything.filter(verb="courses.lesson.note").order_by("id"))
        assert ['"again":false' in line.payload for line in lines] == [True, False]
        assert "东甲" not in lines[0].payload


def test_a_roster_waits_for_its_day_and_knows_no_strangers(school):
    course = offered(school)
    lin = school.lin_scope
    with acting(lin):
        lesson = queries.lessons_of(course)[0]
        with pytest.raises(Refused) as refusal:
            actions.note_lesson(lesson=lesson, came=[school.people["东丙"].pk], by=lin, at=AT)
    assert refusal.value.codes == {"lesson.ahead", "lesson.stranger"}


def test_what_waits_stands_on_the_page_of_today(school, browser):
    course = offered(school)
    over(course, school)
    said = text(browser("lin").get("/"))
    assert "记到课：矛盾调解" in said
    assert "记到课：矛盾调解" not in text(browser("gu").get("/"))


def test_a_clerk_asks_for_somebody_who_agreed(school, browser):
    course = offered(school)
    url = f"/competence/courses/{course.public_id}/add/"
    secretary = browser("branch")
    refused_ = secretary.post(url, {"find": "东丙"})
    assert "替别人报名，要本人同意" in text(refused_)
    assert secretary.post(url, {"find": "东丙", "agreed": "on"}).status_code == 302
    assert "没有找到这个人" in text(secretary.post(url, {"find": "西甲", "agreed": "on"}))
    assert "代报" in text(browser("lin").get(f"/competence/courses/{course.public_id}/"))


def test_the_catalogue_goes_out_as_a_workbook(school, browser):
    offered(school, title="=1+1")
    answer = browser("lin").get("/competence/courses/catalogue.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][1] == "=1+1"
    assert sheet.cell(2, 2).data_type == "s"


def test_the_neighbour_sees_neither_course_nor_roster(school, browser):
    course = offered(school)
    gu = browser("gu")
    for url in (f"/competence/courses/{course.public_id}/",
                f"/competence/courses/{course.public_id}/edit/",
                f"/competence/courses/{course.public_id}/roster.xlsx"):  # fmt: skip
        assert gu.get(url).status_code == 404
    assert "矛盾调解" not in text(gu.get("/competence/courses/"))
    branch = browser("branch")
    assert branch.get(f"/competence/courses/{course.public_id}/").status_code == 200
    assert branch.get(f"/competence/courses/{course.public_id}/edit/").status_code == 403


def test_a_class_of_a_group_has_sessions_and_a_result(school, browser):
    lin = browser("lin")
    answer = lin.post(
        "/competence/courses/programmes/new/EAST/",
        {"title": "村两委正职示范班", "group": "village_heads", "year": "2026", "aim": "会调解",
         "is_model": "on"},
    )  # fmt: skip
    assert answer.status_code == 302
    with acting(school.lin_scope):
        row = Programme.everything.get()
    lin.post(NEW, typed(programme=str(row.public_id)))
    page = f"/competence/courses/programmes/{row.public_id}/"
    assert "电脑入门" in text(lin.get(page))
    with acting(school.lin_scope):
        by = {"flow": PROGRAMME, "subject": row, "by": school.lin_scope, "at": AT}
        take_step(verb="open", **by)
        with pytest.raises(Refused) as refusal:
            take_step(verb="close", said={"result": "调成三件"}, **by)
    assert "programme.running" in refusal.value.codes
    assert browser("gu").get(page).status_code == 404
    assert browser("branch").get(page).status_code == 200
    assert TODAY.year == 2026
