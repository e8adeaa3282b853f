"""What stands on a certificate and on a roster for signing? Facts of the class, nothing graded."""

from jingwei.kernel.papers.paper import Field, Paper, Signature, Table, Text
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.courses.models import Course, Enrolment, Lesson
from jingwei.systems.competence.courses.queries import Mine


def certificate(person: Person, mine: Mine, days: list[Lesson]) -> Paper:
    """结业证明. Papers are Chinese in every language of the screen."""
    course = mine.course
    rows = tuple(
        (day.on.isoformat(), f"{day.starts:%H:%M}至{day.ends:%H:%M}",
         day.subject or course.title, f"{day.hours.normalize():f}")
        for day in days
    )  # fmt: skip
    return Paper(
        "结业证明",
        (
            Text(f"{person.name}参加了“{course.title}”，到课情况如下。"),
            Field("主讲", course.teacher),
            Field("地点", course.place),
            Table(("日期", "时间", "内容", "学时"), rows, (2.4, 2.6, 5, 1.2)),
            Text("本证明只说明到课，不作考核依据。", flush=True),
            Signature((course.held_by,), course.last_on),
        ),
        receipt=f"报名编号 {str(mine.enrolment.public_id)[:8].upper()}",
    )


def roster(course: Course, seated: list[Enrolment], lessons: list[Lesson]) -> Paper:
    """名册: for the wall of the classroom; a column for each day, to be ticked by the organiser."""
    heads = ("序号", "姓名", "所在支部", *(f"{day.on:%m-%d}" for day in lessons[:6]))
    rows = tuple(
        (str(n), row.person.name, str(row.org), *("" for _day in lessons[:6]))
        for n, row in enumerate(seated, 1)
    )
    widths = (1, 2, 4, *(1.2 for _day in lessons[:6]))
    return Paper(
        f"{course.title}名册",
        (
            Field("主讲", course.teacher),
            Field("地点", course.place),
            Table(heads, rows, widths),
        ),
    )
