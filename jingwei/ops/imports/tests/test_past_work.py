"""Do catalogues, problems, grades and crossed sheets come in, twice without effect, and go?"""

from datetime import date, time
from typing import Any

from jingwei.kernel.access.scope import acting
from jingwei.ops.imports.rules import meeting_marks
from jingwei.ops.imports.tests import made
from jingwei.ops.imports.tests.test_kinds_path import POSITIONS, counts, problems, stage
from jingwei.ops.imports.writing.batch import undo_batch, write_batch
from jingwei.systems.competence.careers import actions as careers
from jingwei.systems.competence.careers.models import CadrePost, Grading, Problem
from jingwei.systems.competence.courses.models import Course, Lesson
from jingwei.work.meetings.models import Meeting

CATALOGUE = """办课组织代码,课程名称,内容,主讲,地点,名额,报名截止,上课日期,开始,结束,学时,面向,状态
EAST,调解实务,法律和调解,示例老师,东镇会议室,40,2026-12-01,2026-12-05,9:00,下午4:30,6学时,村（社区）“两委”正职、大学生村官,没发布
EAST,调解实务,,,,,,2026-12-06,09：00,11:30,3,,
东镇党委,党务入门,党务,示例老师,,30人,,2026-03-05,14:00,16:00,2,,已结课
"""
LIST = """党组织,存在问题,涉及群众,责任人,列入时间,整改时限,整改结果,整改完成日期,确认人,销号时间
东镇第一党支部,楼道灯不亮,3号楼住户,东乙,2026-02-01,2026-04-30,换了灯,2026-03-20,示例住户,2026-04-01
东镇第一党支部,停车难,小区住户,,2026-05-01,2026-12-31,,,,
东镇第一党支部,污水外溢,5号楼住户,东甲,2026-05-01,2026-08-31,疏通了管道,2026-08-01,,
"""
GRADES = """姓名,任职单位,职务,干部类别,等级,定级时间,定级依据,批准文号
东甲,东镇第一党支部,书记,社区干部,一级,2023-01-01,任职满一年,示例发〔2023〕1号
东甲,东镇第一党支部,书记,,二级,2025-01-01,任职满三年，两年考核称职,
"""
CROSSED = (
    ("东镇第一党支部2026年组织生活考勤表", None, None, None, None, None),
    ("序号", "姓名", "党员大会", None, "主题党日", "党课"),
    (None, None, "3月12日", "6月18日", "4月9日", "2026-04-20"),
    (1, "东甲", "√", "到", "√", "到"),
    (2, "东乙", "△", "×", "请假（出差）", None),
    (3, "东丙", "缺", "√", "1", "病假"),
)
MERGED = ("A1:F1", "A2:A3", "B2:B3", "C2:D2")


def test_a_catalogue_becomes_drafts_and_past_courses(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = stage(town, "lin", "courses", CATALOGUE)
        assert counts(batch) == (3, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        one = Course.objects.within(lin).get(title="调解实务")
        assert (one.state, one.seats, one.topic, one.hours) == ("draft", 40, "law", 9)
        assert one.groups == ["village_heads", "graduates"]
        assert (one.first_on, one.last_on) == (date(2026, 12, 5), date(2026, 12, 6))
        day = Lesson.objects.within(lin).get(course=one, on=date(2026, 12, 5))
        assert (day.starts, day.ends) == (time(9), time(16, 30))
        past = Course.objects.within(lin).get(title="党务入门")
        assert (past.state, past.until, past.held_by) == ("done", date(2026, 3, 5), "东镇党委")
        assert counts(stage(town, "lin", "courses", CATALOGUE)) == (0, 0, 3, 0)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Course.objects.within(lin).exists()


def test_faults_of_a_catalogue_are_said(town: Any) -> None:
    head = CATALOGUE.splitlines()[0]
    text = "\n".join((
        head,
        "EAST,甲课,,老师,,0,,2026-12-05,9:00,8:00,6,,",
        "EAST,乙课,,,,10,2026-12-09,2026-12-05,25:00,26:00,13,五好青年,",
        "EAST,丙课,,老师,,10,,2026-12-05,9:00,10:00,1,,",
        "EAST,丙课,,别人,,10,,2026-12-06,9:00,10:00,1,,",
        "WEST,丁课,,老师,,10,,2026-12,9:00,10:00,1,,",
    ))  # fmt: skip
    with acting(town.lin_scope):
        batch = stage(town, "lin", "courses", text + "\n")
        told = {row[0]: {one["code"] for one in row[3] or []} for row in problems(batch)}
        assert counts(batch) == (1, 0, 0, 4), problems(batch)
    assert told[2] == {"course.no_seats", "course.ends"}
    assert told[3] == {"course.needs", "order.class_before_enrolment", "time.unreadable",
                       "course.hours", "code.unknown"}  # fmt: skip
    assert told[5] == {"course.differs"}
    assert told[6] == {"org.unknown", "work.day"}


def test_problems_come_in_open_solved_and_closed(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        write_batch(batch=stage(town, "lin", "positions", POSITIONS), by=lin, at=town.at)
        batch = stage(town, "lin", "problems", LIST)
        assert counts(batch) == (3, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        found = {one.title: one for one in Problem.objects.within(lin)}
        states = {title: one.state for title, one in found.items()}
        assert states == {"楼道灯不亮": "confirmed", "停车难": "open", "污水外溢": "solved"}
        assert found["停车难"].owner_id == town.people["东甲"].pk
        assert found["楼道灯不亮"].owner_id == town.people["东乙"].pk
        assert counts(stage(town, "lin", "problems", LIST)) == (0, 0, 3, 0)
        later = stage(town, "lin", "problems", LIST.replace("2026-12-31", "2026-11-30"))
        assert counts(later) == (0, 0, 3, 0)
        assert [row[3][0]["code"] for row in problems(later) if row[3]] == ["work.on_file"]
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Problem.objects.within(lin).exists()


def test_faults_of_problems_are_said(town: Any) -> None:
    head = LIST.splitlines()[0]
    text = "\n".join((
        head,
        "东镇第二党支部,无人负责,,,2026-02-01,2026-01-01,,,,",
        "东镇第一党支部,有人,,西甲,2026-02-01,2026-04-30,做了,,,",
        "东镇第一党支部,没有话,,东甲,2026-02-01,2026-04-30,做了,2026-01-20,,2026-01-10",
        "西镇第一党支部,邻居的,,东甲,2026-02-01,2026-04,,,,",
    ))  # fmt: skip
    with acting(town.lin_scope):
        batch = stage(town, "lin", "problems", text + "\n")
        told = {row[0]: {one["code"] for one in row[3] or []} for row in problems(batch)}
        assert counts(batch) == (0, 0, 0, 4), problems(batch)
    assert told[2] == {"problem.no_owner", "order.due_before_listed"}
    assert told[3] == {"problem.owner", "problem.no_day"}
    assert told[4] == {"order.solved_before_listed", "order.confirmed_before_solved",
                       "problem.no_word"}  # fmt: skip
    assert told[5] == {"org.unknown", "work.day"}


def test_grades_follow_each_other_by_the_rule_of_their_day(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        write_batch(batch=stage(town, "lin", "positions", POSITIONS), by=lin, at=town.at)
        assert counts(stage(town, "lin", "grades", GRADES)) == (0, 0, 0, 2)
        careers.set_grade_rule(
            org=town.east, title="示例办法", basis="示例发〔2022〕3号", since=date(2022, 6, 1),
            grades=(("一级", "满一年"), ("二级", "满三年")), by=lin, at=town.at,
        )  # fmt: skip
        batch = stage(town, "lin", "grades", GRADES)
        assert counts(batch) == (2, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        post = CadrePost.objects.within(lin).get()
        assert (post.kind, post.person_id) == ("community", town.people["东甲"].pk)
        first, second = Grading.objects.within(lin).order_by("held")
        assert (first.label, first.held.upper) == ("一级", date(2025, 1, 1))
        assert (second.label, second.held.upper) == ("二级", None)
        assert counts(stage(town, "lin", "grades", GRADES)) == (0, 0, 2, 0)
        more = GRADES + "东甲,东镇第一党支部,书记,,三级,2026-01-01,满四年,\n"
        told = problems(stage(town, "lin", "grades", more))[2][3]
        assert {one["code"] for one in told} == {"grade.unknown", "grade.after_work"}
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not CadrePost.objects.within(lin).exists()


def crossed(town: Any, rows: Any = CROSSED, merge: Any = MERGED) -> Any:
    """The sheet as a batch, read here so that the test costs no process."""
    from jingwei.ops.imports.models import Batch
    from jingwei.ops.imports.staging.lookup import finder
    from jingwei.ops.imports.staging.stages import STAGES

    scope = town.scopes["lin"]
    table = made.checked(made.xlsx(rows, merge=merge), "meeting_marks")
    batch = Batch.everything.create(
        org_id=scope.org_id, org_path=scope.path, kind="meeting_marks", file_name="表.xlsx",
        file_digest="x", file_size=1, as_of=date(2026, 11, 1), account_id=scope.account_id,
        uploaded_at=town.at, state=Batch.State.CHECKING,
    )  # fmt: skip
    STAGES["meeting_marks"](batch, table, scope, finder(scope), {})
    return batch


def test_persons_by_meetings_become_records(town: Any) -> None:
    with acting(town.lin_scope) as lin:
        batch = crossed(town)
        assert counts(batch) == (3, 0, 0, 0), problems(batch)
        write_batch(batch=batch, by=lin, at=town.at)
        found = {one.on: one for one in Meeting.objects.within(lin)}
        assert sorted(found) == [
            date(2026, 3, 12), date(2026, 4, 9), date(2026, 4, 20), date(2026, 6, 18),
        ]  # fmt: skip
        ids = {name: town.people[name].pk for name in ("东甲", "东乙", "东丙")}
        first, june = found[date(2026, 3, 12)], found[date(2026, 6, 18)]
        assert (first.kinds, june.kinds) == (["member_meeting"], ["member_meeting"])
        assert (first.present, first.excused) == ([ids["东甲"]], [ids["东乙"]])
        assert (first.absent, first.topic) == ([ids["东丙"]], "党员大会")
        assert (first.entitled, first.entitled_present) == (3, 1)
        assert found[date(2026, 4, 9)].excuses == {str(ids["东乙"]): "work"}
        lecture = found[date(2026, 4, 20)]
        assert lecture.excuses == {str(ids["东丙"]): "other"}
        assert ids["东乙"] not in (*lecture.present, *lecture.excused, *lecture.absent)
        assert counts(crossed(town)) == (0, 0, 3, 0)
        undo_batch(batch=batch, by=lin, at=town.at)
        assert not Meeting.objects.within(lin).exists()


def test_a_row_to_be_mended_holds_up_the_sheet_of_its_branch(town: Any) -> None:
    rows = (*CROSSED[:4], (2, "东乙", "到？", "×", "", None), (3, "西甲", "到", "", "", ""))
    with acting(town.lin_scope):
        batch = crossed(town, rows)
        told = {row[0]: {one["code"] for one in row[3] or []} for row in problems(batch)}
        assert counts(batch) == (0, 0, 0, 3), problems(batch)
    assert told == {4: {"work.waits"}, 5: {"meeting.mark"}, 6: {"person.unknown"}}


def test_a_column_says_its_kind_and_day(town: Any) -> None:
    rows = (("姓名", "3月12日", "2026-03-14党课", "2026年12月1日党课"), ("东甲", "到", "到", "到"))
    with acting(town.lin_scope):
        batch = crossed(town, rows, ())
        told = {one["code"] for one in problems(batch)[0][3]}
    assert told == {"meeting.header", "meeting.future"}


def test_titles_are_read_as_days_and_kinds() -> None:
    on = date(2026, 11, 1)
    assert meeting_marks.day_of("2026年3月12日", on) == (date(2026, 3, 12), False)
    assert meeting_marks.day_of("3.12党课", on) == (date(2026, 3, 12), True)
    assert meeting_marks.day_of("12月5日", on) == (date(2025, 12, 5), True)
    assert meeting_marks.day_of("2月30日", on) == (None, True)
    assert meeting_marks.day_of("20260312支委会", on) == (date(2026, 3, 12), False)
    assert meeting_marks.kinds_of("支部党员大会暨党课") == ["member_meeting", "lecture"]
    assert not meeting_marks.is_meeting("姓名")


def test_somebody_next_door_brings_nothing_in(town: Any) -> None:
    with acting(town.gu_scope):
        batch = stage(town, "gu", "problems", LIST)
        assert counts(batch) == (0, 0, 0, 3)
        codes = {one["code"] for row in problems(batch) for one in row[3]}
        assert "org.unknown" in codes
