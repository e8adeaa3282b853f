"""What was offered and what was attended? Supply and real classes; never anybody's merit.

Hours stand for organisations only, never for a person, and no figure of learning is good or bad.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words
from jingwei.systems.competence.courses.kinds import TargetGroup

TRAINING = Group("training", _("培训和选学"), 110)
EDUCATION = "《中国共产党党员教育管理工作条例》第二十条"
SEED = "文章：素质党建（五类示范班）"
HERE = _("只看开了什么课、谁到了，不作成绩，不比学时。")

LESSONS = Records(
    code="courses.lessons",
    title=_("上过的课"),
    unit=in_context("课", "次"),
    model="courses.Lesson",
    duty=Duty.MEMBERS_SEE,
    belongs=_("办课的组织"),
    reads=frozenset({"lesson", "edge"}),
    period=True,
    rows="""
        SELECT l.id, l.org_id, l.hours
        FROM lesson l
        WHERE l.noted_at IS NOT NULL AND l."on" >= {since} AND l."on" <= {on}
    """,
)
ATTENDED = Records(
    code="courses.attended",
    title=_("到课"),
    unit=in_context("到课", "人次"),
    model="courses.Attendance",
    duty=Duty.MEMBERS_SEE,
    belongs=_("学员所在支部"),
    reads=frozenset({"attendance", "lesson", "edge"}),
    period=True,
    rows="""
        SELECT a.id, a.org_id, l.hours
        FROM attendance a JOIN lesson l ON l.id = a.lesson_id
        WHERE l."on" >= {since} AND l."on" <= {on}
    """,
)
# A post counts for the whole of the window or not at all; who held it is asked on its last day.
SECRETARIES = Records(
    code="courses.secretaries",
    title=_("任满一年的支部书记职务"),
    unit=in_context("职务", "个"),
    model="people.Post",
    duty=Duty.MEMBERS_SEE,
    belongs=_("职务所在组织"),
    reads=frozenset({"post", "position", "attendance", "lesson", "past_class", "edge"}),
    rows="""
        SELECT p.id, p.org_id, coalesce(h.hours, 0) AS hours
        FROM post p JOIN position t ON t.post_id = p.id AND HOLDS(t.held) AND {only t}
            AND lower(t.held) <= {on} - INTERVAL '{rule coverage.window.months}' MONTH
        LEFT JOIN (
            SELECT w.person_id, sum(w.hours) AS hours
            FROM (
                SELECT a.person_id, l.hours, l."on" AS day
                FROM attendance a JOIN lesson l ON l.id = a.lesson_id
                UNION ALL
                SELECT c.person_id, c.hours, c."on" FROM past_class c
                WHERE c.person_id IS NOT NULL
            ) w
            WHERE w.day <= {on}
                AND w.day > {on} - INTERVAL '{rule coverage.window.months}' MONTH
            GROUP BY w.person_id
        ) h ON h.person_id = t.person_id
        WHERE p.title = 'secretary' AND HOLDS(p.held) AND t.person_id IS NOT NULL
    """,
)
PROGRAMMES = Records(
    code="courses.programmes",
    title=_("示范培训班"),
    unit=in_context("培训班", "个"),
    model="courses.Programme",
    duty=Duty.MEMBERS_SEE,
    belongs=_("办班的组织"),
    reads=frozenset({"programme", "edge"}),
    rows="""
        SELECT g.id, g.org_id, g."group"
        FROM programme g
        WHERE g.is_model AND g.state IN ('open', 'done') AND g.opened_on <= {on}
            AND g.opened_on > {on} - INTERVAL '{rule coverage.window.months}' MONTH
    """,
)


def _class(group: TargetGroup) -> Indicator:
    return Indicator(
        code=f"courses.model_{group.value}",
        title=format_lazy(_("示范班：{group}"), group=group.label),
        unit=in_context("培训班", "个"), source=SEED, records=PROGRAMMES, group=TRAINING,
        n=f"\"group\" = '{group.value}'", note=_("近一年开班的示范班，按面向的人数班。"),
    )  # fmt: skip


def _count(code: str, title: Words, records: Records, note: Words = HERE) -> Indicator:
    return Indicator(
        code=f"courses.{code}", title=title, unit=records.unit, source=EDUCATION,
        records=records, group=TRAINING, note=note,
    )  # fmt: skip


INDICATORS = (
    _count("lessons_held", _("本月上的课"), LESSONS),
    Indicator(
        code="courses.hours_offered", title=_("本月开出的学时"), unit=in_context("学时", "学时"),
        source=EDUCATION, records=LESSONS, group=TRAINING, value="hours", scale=1, note=HERE,
    ),
    _count("attended", _("本月到课"), ATTENDED),
    Indicator(
        code="courses.secretary_hours", title=_("书记近一年平均到课学时"),
        unit=in_context("学时", "学时"), source=EDUCATION, records=SECRETARIES, group=TRAINING,
        kind=Kind.MEAN, value="hours", scale=1, d="true", d_title=_("任满一年的书记职务"),
        note=_("按职务平均，连同名册上以前的培训；看开的课够不够、到没到，不列个人，不作成绩。"),
    ),
    Indicator(
        code="courses.model_classes", title=_("近一年的示范班"), unit=in_context("培训班", "个"),
        source=SEED, records=PROGRAMMES, group=TRAINING, note=_("五类对象各办各的班。"),
    ),
    *(_class(group) for group in TargetGroup),
)  # fmt: skip
