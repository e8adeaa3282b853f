"""How do the catalogue and a roster look as workbooks? In columns that can be brought in again."""

from typing import Final

from jingwei.shell.sheets import XLSX, Sheet, book
from jingwei.systems.competence.courses.kinds import TargetGroup
from jingwei.systems.competence.courses.models import Course, Enrolment, Lesson

__all__ = ["HEADS", "XLSX", "catalogue", "roster"]

HEADS: Final = (
    "办课组织代码", "课程名称", "内容", "主讲", "地点", "名额", "报名截止", "上课日期", "开始",
    "结束", "学时", "面向", "状态", "已报上", "候补",
)  # fmt: skip


def catalogue(rows: list[Course]) -> bytes:
    """One line a course, with its first day; what was enrolled stands beside it."""
    return book(Sheet(
        "课程目录", HEADS,
        (
            (row.org.code, row.title, str(row.get_topic_display()), row.teacher, row.place,
             row.seats, row.until.isoformat(), row.first_on.isoformat() if row.first_on else "",
             "", "", float(row.hours), "、".join(str(TargetGroup(one).label) for one in row.groups),
             str(row.get_state_display()), row.taken, row.waiting)
            for row in rows
        ),
    ))  # fmt: skip


def roster(course: Course, seated: list[Enrolment], lessons: list[Lesson]) -> bytes:
    """Names by order of enrolment, and an empty column for each day."""
    heads = ("序号", "姓名", "所在支部", *(day.on.isoformat() for day in lessons))
    return book(Sheet(
        "名册", heads,
        (
            (n, row.person.name, str(row.org), *("" for _day in lessons))
            for n, row in enumerate(seated, 1)
        ),
    ))  # fmt: skip
