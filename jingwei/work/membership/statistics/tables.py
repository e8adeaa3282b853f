"""Which tables are there? Those of DOMAIN 5.6, by their numbers of 2012, over declared records.

Parts that keep records of their own add their tables by :func:`registered.annual_tables`.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jingwei.work.membership.appraisal.kinds import Grade
from jingwei.work.membership.statistics import sources
from jingwei.work.membership.statistics.declare import Line, Table

COLLEGE = "education ~ '^[123]'"
TOTAL = Line("all", _("合计"))
WOMEN = Line("women", _("女"), "sex = '2'")
MINORITY = Line("minority", _("少数民族"), "ethnicity NOT IN ('', '01')")
AGES = (
    Line("to35", _("35岁及以下"), "years <= 35"),
    Line("to45", _("36至45岁"), "years BETWEEN 36 AND 45"),
    Line("to55", _("46至55岁"), "years BETWEEN 46 AND 55"),
    Line("to60", _("56至60岁"), "years BETWEEN 56 AND 60"),
    Line("over60", _("61岁及以上"), "years >= 61"),
    Line("ageless", _("年龄不详"), "years IS NULL"),
)
SCHOOLS = (
    Line("graduate", _("研究生"), "education LIKE '1%%'"),
    Line("bachelor", _("大学本科"), "education LIKE '2%%'"),
    Line("college", _("大学专科"), "education LIKE '3%%'"),
    Line("vocational", _("中专"), "education LIKE '4%%'"),
    Line("high", _("高中"), "education LIKE '6%%'"),
    Line("lower", _("初中及以下"), "education ~ '^[789]'"),
    Line("unsaid", _("学历不详"), "education !~ '^[1-46-9]'"),
)
PERIODS = (
    ("y1949", _("1949年9月以前"), None, "1949-10-01"),
    ("y1966", _("1949年10月至1966年4月"), "1949-10-01", "1966-05-01"),
    ("y1976", _("1966年5月至1976年10月"), "1966-05-01", "1976-11-01"),
    ("y1978", _("1976年11月至1978年12月"), "1976-11-01", "1979-01-01"),
    ("y2002", _("1979年1月至2002年10月"), "1979-01-01", "2002-11-01"),
    ("y2012", _("2002年11月至2012年10月"), "2002-11-01", "2012-11-01"),
    ("later", _("2012年11月以后"), "2012-11-01", None),
)
CATEGORIES = (
    Line("full", _("正式党员"), "category = 'full'"),
    Line("probationary", _("预备党员"), "category = 'probationary'"),
)


def _joined(since: str | None, before: str | None) -> str:
    parts = [f"joined_on >= '{since}'"] if since else []
    parts += [f"joined_on < '{before}'"] if before else []
    return " AND ".join(parts)


def _way(part: str, *ways: str) -> str:
    said = ", ".join(f"'{one}'" for one in ways)
    return f"part = '{part}'" + (f" AND way IN ({said})" if ways else "")


TABLES: Final = (
    Table(
        "compared", "1", _("两年党员数比较"), sources.COMPARED,
        rows=(
            Line("before", _("上年末党员"), "part = 'before'"),
            Line("opened", _("期初登记的党员"), "part = 'opened'"),
            Line("came", _("本年增加"), "part = 'in'"),
            Line("admitted", _("其中：发展党员"), _way("in", "admitted")),
            Line("transferred_in", _("其中：转入"), _way("in", "transferred_in", "moved")),
            Line("restored", _("其中：恢复党籍"), _way("in", "restored")),
            Line("with_org_in", _("其中：整建制转入"), _way("in", "with_org")),
            Line("corrected_in", _("其中：更正增加"), _way("in", "corrected")),
            Line("went", _("本年减少"), "part = 'out'"),
            Line("transferred_out", _("其中：转出"), _way("out", "transferred_out", "moved")),
            Line("died", _("其中：去世"), _way("out", "died")),
            Line("left", _("其中：出党"), _way("out", "left")),
            Line("with_org_out", _("其中：整建制转出"), _way("out", "with_org")),
            Line("corrected_out", _("其中：更正减少"), _way("out", "corrected")),
            Line("now", _("本年末党员"), "part = 'now'"),
        ),
        columns=(TOTAL, WOMEN, *CATEGORIES),
        note=_("按组织关系统计；流动党员只算组织关系所在的支部。开始使用本系统那年带来的党员是期初登记；"
               "随所在组织一起划入划出的是整建制；合并重复档案、撤销导入是更正。"),
        elsewhere=sources.GONE_WITH_ORG,
    ),
    Table(
        "members", "2", _("党员基本情况"), sources.MEMBERS,
        rows=(TOTAL, *CATEGORIES,
              Line("suspended", _("停止党籍的"), "state = 'suspended'")),
        columns=(TOTAL, WOMEN, MINORITY, *AGES,
                 Line("schooled", _("大专及以上"), COLLEGE)),
    ),
    Table(
        "joined", "3", _("入党时间"), sources.MEMBERS,
        rows=(TOTAL, *(Line(key, title, _joined(a, b)) for key, title, a, b in PERIODS),
              Line("undated", _("入党时间不详"), "joined_on IS NULL")),
        columns=(TOTAL, WOMEN, MINORITY),
    ),
    Table(
        "schooling", "4", _("学历"), sources.MEMBERS, rows=(TOTAL, *SCHOOLS),
        columns=(TOTAL, WOMEN, MINORITY, AGES[0], AGES[4]),
    ),
    Table(
        "places", "5, 6", _("乡镇、建制村和街道、社区"), sources.UNITS,
        rows=(
            Line("town", _("乡镇"), "kind = 'town'"),
            Line("village", _("建制村"), "kind = 'village'"),
            Line("street", _("街道"), "kind = 'street'"),
            Line("community", _("城市社区"), "kind = 'community'"),
        ),
        columns=(
            TOTAL, Line("covered", _("建立党组织的"), "ways IS NOT NULL"),
            Line("committee", _("建立党委的"), "'party_committee' = ANY (ways)"),
            Line("general", _("建立总支的"), "'general_branch' = ANY (ways)"),
            Line("branch", _("建立支部的"), "ways && ARRAY['party_branch', 'joint_branch']"),
        ),
        model="orgs.Unit",
    ),
    Table(
        "students", "7", _("学生党员"), sources.STUDENTS,
        rows=(TOTAL, *CATEGORIES, Line("admitted", _("其中：本年发展的"), "admitted")),
        columns=(TOTAL, WOMEN, MINORITY, AGES[0], *SCHOOLS),
        note=_("工作岗位写着学生、研究生的党员；学历是已有的学历，不是在读的。"),
    ),
    Table(
        "appraisal", "8", _("民主评议党员"), sources.APPRAISED,
        rows=(
            Line("branches", _("有党员的支部")), Line("held", _("开展了民主评议的"), "held_it"),
            Line("not_held", _("没有开展的"), "NOT held_it"),
            Line("lived", _("开过组织生活会的"), "lived"),
        ),
        columns=(TOTAL, Line("small", _("党员不到7人的"), "members < 7")),
        note=_("没有开展也如实统计，不用补。"),
        model="orgs.Organisation",
    ),
    Table(
        "grades", "8", _("民主评议的结果"), sources.GRADED,
        rows=(
            TOTAL, *(Line(grade.value, grade.label, f"grade = '{grade.value}'") for grade in Grade),
            Line("skipped", _("没有定等次的"), "skipped <> ''"),
            Line("waiting", _("还没有评完的"), "grade = '' AND skipped = ''"),
        ),
        columns=(TOTAL, WOMEN, MINORITY, *AGES),
        note=_("由开展评议的支部统计；没有定等次如实统计，不用补。等次不引起任何处理。"),
    ),
    Table(
        "leaving", "10, 11", _("出党"), sources.LEFT,
        rows=(TOTAL, *CATEGORIES), columns=(TOTAL, WOMEN, MINORITY, *AGES),
        note=_("以批准的日期为准，由办理的组织统计。"),
    ),
    Table(
        "turned", "13", _("预备党员转正"), sources.TURNED, rows=(TOTAL, *SCHOOLS),
        columns=(TOTAL, WOMEN, MINORITY, *AGES),
    ),
    Table(
        "admitted", "14, 15", _("发展党员"), sources.ADMITTED,
        rows=(TOTAL, *SCHOOLS), columns=(TOTAL, WOMEN, MINORITY, *AGES),
        note=_("以上级批准的日期为准，由办理的组织统计。"),
    ),
    Table(
        "organisations", "", _("党组织和换届"), sources.ORGANISATIONS,
        rows=(
            TOTAL, Line("committee", _("基层党委"), "kind LIKE '%%committee'"),
            Line("general", _("党总支"), "kind = 'general_branch'"),
            Line("branch", _("党支部"), "kind IN ('party_branch', 'joint_branch',"
                 " 'temporary_branch', 'floating_branch')"),
        ),
        columns=(
            TOTAL, Line("termed", _("登记了任期的"), "due_on IS NOT NULL"),
            Line("overdue", _("任期已满没换届的"), "due_on < %(on)s::date"),
            Line("elected", _("本年换届的"), "elected"),
            Line("on_time", _("其中：按期的"), "elected_on_time"),
        ),
        model="orgs.Organisation",
    ),
    Table(
        "coverage", "", _("非公企业和社会组织建立党组织"), sources.UNITS,
        rows=(Line("firm", _("非公有制企业"), "kind = 'private_firm'"),
              Line("social", _("社会组织"), "kind = 'social_org'")),
        columns=(
            TOTAL, Line("covered", _("建立党组织的"), "ways IS NOT NULL"),
            Line("own", _("单独建立的"), "ways && ARRAY['party_committee', 'general_branch',"
                 " 'party_branch']"),
            Line("joint", _("联合建立的"), "'joint_branch' = ANY (ways)"),
        ),
        model="orgs.Unit",
    ),
)  # fmt: skip
