"""Does a learner choose on a page, leave, look back, and say without a name?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import AT, TODAY, as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.models import Entry
from jingwei.systems.competence.courses import actions, queries
from jingwei.systems.competence.courses.flows import COURSE
from jingwei.systems.competence.courses.models import Attendance, Enrolment, Feedback, Need
from jingwei.systems.competence.courses.tests.conftest import as_learner, day, offered, over
from jingwei.systems.competence.courses.tests.test_seats import asks


def text(answer) -> str:
    return str(answer.content.decode())


@pytest.fixture
def everywhere(school):
    with as_owner():
        yield school


def held(town, *names, seats=9):
    """A course that is over, attended by these, and ended."""
    course = offered(town, seats=seats)
    for name in names:
        asks(town, name, course)
    over(course, town)
    lin = town.lin_scope
    with acting(lin):
        ids = [town.people[name].pk for name in names]
        for lesson in queries.lessons_of(course):
            actions.note_lesson(lesson=lesson, came=ids, by=lin, at=AT)
        take_step(flow=COURSE, subject=course, verb="finish", by=lin, at=AT)
        course.refresh_from_db()
    return course


def test_a_member_chooses_from_the_menu_and_gives_the_seat_back(school, browser):
    course = offered(school)
    member = browser("东甲")
    assert "矛盾调解" in text(member.get("/competence/courses/menu/"))
    url = f"/competence/courses/menu/{course.public_id}/"
    assert "名额 2 个，已报 0 人" in text(member.get(url))
    assert member.post(url, {"do": "enrol"}).status_code == 302
    said = text(member.get(url))
    assert "已报上" in said
    assert "退出，让给别人" in said
    assert "矛盾调解" in text(member.get("/competence/courses/mine/"))
    again = member.post(url, {"do": "enrol"})
    assert again.status_code == 422
    assert "已经报过这门课了，不用再报。" in text(again)
    member.post(url, {"do": "withdraw"})
    assert "报这门课" in text(member.get(url))


def test_the_page_warns_of_a_clash_and_then_lets_it_pass(school, browser):
    first, second = offered(school), offered(school, title="电脑入门")
    member = browser("东乙")
    member.post(f"/competence/courses/menu/{first.public_id}/", {"do": "enrol"})
    url = f"/competence/courses/menu/{second.public_id}/"
    said = text(member.post(url, {"do": "enrol"}))
    assert "和已报的“矛盾调解”时间重叠" in said
    assert "知道重叠，还是要报" in said
    assert member.post(url, {"do": "enrol", "anyway": "1"}).status_code == 302


def test_who_waits_sees_the_place_in_line(school, browser):
    course = offered(school, seats=1, who="officer")
    asks(school, "西甲", course)
    asks(school, "东丁", course)
    asks(school, "东甲", course)
    said = text(browser("东甲").get(f"/competence/courses/menu/{course.public_id}/"))
    assert "排第 2 位" in said
    assert "候补第 2 位" in text(browser("东甲").get("/competence/courses/mine/"))


def test_a_secretary_chooses_as_oneself_whatever_post_is_worn(school, browser):
    course = offered(school)
    with as_owner():
        school.accounts["branch"].person = school.people["东乙"]
        school.accounts["branch"].save()
    answer = browser("branch").post(
        f"/competence/courses/menu/{course.public_id}/", {"do": "enrol"}
    )
    assert answer.status_code == 302
    with acting(school.lin_scope):
        assert Enrolment.everything.get().person.name == "东乙"


def test_what_the_neighbour_offers_is_unknown(school, browser):
    course = offered(school, who="gu")
    member = browser("东甲")
    assert "矛盾调解" not in text(member.get("/competence/courses/menu/"))
    url = f"/competence/courses/menu/{course.public_id}/"
    assert member.get(url).status_code == 404
    assert member.post(url, {"do": "enrol"}).status_code == 404
    with as_owner():
        assert not Enrolment.everything.exists()


def test_an_account_without_a_file_is_told_so(school, browser):
    for url in ("/competence/courses/menu/", "/competence/courses/mine/"):
        assert "没有对应的党员档案" in text(browser("new").get(url))


def test_feedback_has_no_name_and_shows_from_five_on(school, browser):
    names = ("东甲", "东乙", "东丙", "东丁")
    course = held(school, *names)
    for n, name in enumerate(names):
        answer = browser(name).post(
            f"/competence/courses/menu/{course.public_id}/",
            {"do": "answer", "use": "used", "words": f"第{n}条"},
        )  # fmt: skip
        assert answer.status_code == 302
    with acting(school.lin_scope):
        assert queries.feedback_on(course, TODAY).counts is None
        assert queries.feedback_on(course, TODAY).words == []
        with as_owner():
            Feedback.everything.create(
                org=school.east, org_path=school.east.path, course=course, use="not", words=""
            )
        said = queries.feedback_on(course, TODAY)
        assert [n for _label, n in said.counts] == [4, 0, 1]
        assert len(said.words) == 4
        columns = {field.name for field in Feedback._meta.get_fields()}
        assert not columns & {"person", "at", "said_at", "account", "enrolment"}
        # Rows that were numbered in the order of writing would tell whose line is whose.
        numbers = Feedback.everything.filter(use="used").values_list("pk", flat=True)
        assert min(numbers) > 2**32
        lines = Entry.everything.filter(verb="courses.enrolment.answer")
        assert lines.count() == 4
        assert not [line for line in lines if "used" in line.payload or "committed" in line.payload]


def test_feedback_is_given_once_and_only_by_who_came(school, browser):
    course = held(school, "东甲")
    url = f"/competence/courses/menu/{course.public_id}/"
    member = browser("东甲")
    assert "请选一项，话可以不写。" in text(member.post(url, {"do": "answer", "words": "好"}))
    assert member.post(url, {"do": "answer", "use": "used", "words": ""}).status_code == 302
    assert "已经写过意见" in text(member.post(url, {"do": "answer", "use": "not"}))


def test_a_certificate_says_what_was_attended(school, browser):
    course = held(school, "东甲")
    answer = browser("东甲").get(f"/competence/courses/mine/{course.public_id}.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    other = browser("东乙").get(f"/competence/courses/mine/{course.public_id}.pdf")
    assert other.status_code == 404


def test_needs_are_said_once_a_learner_and_counted_by_topic(school, browser):
    with acting(school.lin_scope):
        survey = actions.open_survey(
            org=school.east, title="明年想学什么", words="", opens_on=day(-1), closes_on=day(9),
            by=school.lin_scope, at=AT,
        )  # fmt: skip
    url = f"/competence/courses/mine/need/{survey.public_id}/"
    member = browser("东甲")
    assert "最多选 3 项" in text(member.get(url))
    too_many = {"topics": ["law", "safety", "digital", "masses"]}
    assert "最多选3项" in text(member.post(url, too_many))
    member.post(url, {"topics": ["law", "safety"], "words": "调解怎么写协议"})
    member.post(url, {"topics": ["law"], "words": "调解怎么写协议"})
    answer = browser("branch").post(
        f"/competence/courses/surveys/{survey.public_id}/", {"topics": ["law"], "words": ""}
    )
    assert answer.status_code == 302
    with acting(school.lin_scope):
        assert Need.everything.count() == 2
        found = {key: (n, b) for key, _label, n, b in queries.needs_by_topic(
            school.lin_scope, survey)}  # fmt: skip
    assert found["law"] == (1, 1)
    assert found["safety"] == (0, 0)
    assert browser("西甲").get(url).status_code == 404
    assert browser("gu").get(f"/competence/courses/surveys/{survey.public_id}/").status_code == 404


def test_hours_order_nothing():
    """No list of people or of seats is put into an order of hours, and none can be asked for."""
    import inspect

    from jingwei.api import courses as api
    from jingwei.systems.competence.courses import sheets
    from jingwei.systems.competence.courses.views import asking, keeping, learning

    for module in (queries, learning, keeping, asking, sheets, api):
        source = inspect.getsource(module)
        for word in ('order_by("hours', 'order_by("-hours', "keys=(\"-hours", "keys=(\"hours",
                     "sorted(rows, key=lambda row: row.hours"):  # fmt: skip
            assert word not in source, module.__name__


def test_hours_asked_for_as_an_order_are_not_an_order(school, browser):
    for name in ("东甲", "东乙"):
        asks(school, name, offered(school, title=f"课{name}", who="lin"))
    lin, url = browser("lin"), "/competence/courses/learners/"

    def rows(answer) -> list[str]:
        return text(answer).partition("<tbody")[2].partition("</tbody>")[0].split("<tr>")

    plain = rows(lin.get(url))
    assert len(plain) == 3
    for order in ("hours", "-hours", "came"):
        assert rows(lin.get(f"{url}?sort={order}&order={order}")) == plain


def test_one_seat_and_many_cost_the_same(school, browser):
    course = offered(school, seats=60)
    asks(school, "东甲", course)
    lin = browser("lin")

    def cost(url) -> int:
        lin.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert lin.get(url).status_code == 200
        return len(seen)

    urls = ["/competence/courses/learners/", f"/competence/courses/{course.public_id}/",
            "/competence/courses/"]  # fmt: skip
    before = [cost(url) for url in urls]
    with as_owner():
        from jingwei.kernel.access.tests.town import add_member

        for n in range(30):
            person = add_member(school, f"学{n}", school.east_one)
            Enrolment.everything.create(
                org=school.east_one, org_path=school.east_one.path, course=course, person=person,
                seat="enrolled", asked_at=AT,
            )  # fmt: skip
            offered_row = queries.lessons_of(course)[0]
            Attendance.everything.create(
                org=school.east_one, org_path=school.east_one.path, lesson=offered_row,
                person=person,
            )  # fmt: skip
    assert [cost(url) for url in urls] == before


def test_a_teacher_sees_the_own_courses_only(school, browser):
    course = offered(school, teacher_file=school.people["西甲"], who="officer")
    assert "我讲的：矛盾调解" in text(browser("西甲").get("/competence/courses/mine/"))
    assert "我讲的" not in text(browser("西乙").get("/competence/courses/mine/"))
    with as_learner(school, "西甲") as (by, _person):
        assert queries.course(by, course.public_id).title == "矛盾调解"
