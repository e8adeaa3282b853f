"""What do the annual Party statistics say of training (table 9)? Who came, and what was offered.

Supply and attendance at real classes; hours are those of the classes, never anybody's merit.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jingwei.work.membership.statistics import sources
from jingwei.work.membership.statistics.declare import Line, Table
from jingwei.work.membership.statistics.tables import AGES, CATEGORIES, TOTAL, WOMEN

HELD = 'l."on" BETWEEN %(since)s::date AND %(on)s::date AND l.noted_at IS NOT NULL'
TRAINED: Final = f"""
    SELECT m.*, coalesce(t.times, 0) AS times, coalesce(t.is_model, false) AS is_model,
        EXISTS (
            SELECT 1 FROM position h JOIN post s ON s.id = h.post_id
            WHERE h.person_id = m.id AND s.title = 'secretary' AND h.held @> %(on)s::date
        ) AS leads
    FROM ({sources.MEMBERS}) m LEFT JOIN (
        SELECT a.person_id, count(*) AS times, bool_or(g.is_model) AS is_model
        FROM attendance a JOIN lesson l ON l.id = a.lesson_id JOIN course c ON c.id = l.course_id
        LEFT JOIN programme g ON g.id = c.programme_id
        WHERE {HELD} GROUP BY a.person_id
    ) t ON t.person_id = m.id
"""  # noqa: S608 - put together from constants of this file
CLASSES: Final = f"""
    SELECT c.id, c.org_id, c.title AS label, c.programme_id IS NOT NULL AS in_programme,
        c.topic, (SELECT count(DISTINCT a.person_id) FROM attendance a
            JOIN lesson l ON l.id = a.lesson_id WHERE l.course_id = c.id AND {HELD}) AS came
    FROM course c WHERE WITHIN(c.org_path)
        AND EXISTS (SELECT 1 FROM lesson l WHERE l.course_id = c.id AND {HELD})
"""  # noqa: S608 - as above

TRAINING: Final = Table(
    "training", "9", _("党员培训"), TRAINED,
    rows=(
        TOTAL, Line("came", _("参加过集中培训的"), "times > 0"),
        Line("programme", _("其中：示范培训班"), "is_model"),
        Line("leads", _("其中：支部书记"), "times > 0 AND leads"),
        Line("none", _("没有参加的"), "times = 0"),
    ),
    columns=(TOTAL, WOMEN, *CATEGORIES, AGES[0], AGES[4]),
    note=_("只数上过的课和到课的党员，不作成绩，不比学时。"),
)  # fmt: skip
OFFERED: Final = Table(
    "classes", "9", _("举办的培训"), CLASSES,
    rows=(
        TOTAL, Line("programme", _("培训班里的课"), "in_programme"),
        Line("single", _("单独开的课"), "NOT in_programme"),
    ),
    columns=(
        TOTAL, Line("theory", _("理论和党章"), "topic = 'theory'"),
        Line("party_work", _("党务实务"), "topic = 'party_work'"),
        Line("other", _("其他内容"), "topic NOT IN ('theory', 'party_work')"),
        Line("empty", _("没有人到课的"), "came = 0"),
    ),
    note=_("由办课的组织统计，以记过到课的为准。"),
    model="courses.Course", page="courses:course",
)  # fmt: skip
TABLES: Final = (TRAINING, OFFERED)
