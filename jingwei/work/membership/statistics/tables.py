"""Which tables are there? DOMAIN 5.6: members by formal relation, admissions and exits where they
were carried out, organisations where they stand. Tables whose records do not exist are left out.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jingwei.work.membership.statistics.declare import Line, Table

IN_SIGHT = "m.org_path >= %(path)s AND m.org_path < %(hi)s"
AGE = "date_part('year', age(%(on)s::date, p.birth_on))"
COLLEGE = "p.education ~ '^[123]'"
# Who has left for a branch out of sight still counts; the file is out of sight then.
LABEL = "coalesce(p.name, '-') AS label"
ABOUT = f"""
    p.sex, p.ethnicity, p.education, p.joined_on, p.birth_on, {AGE} AS years
"""
MEMBERS: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.category, m.state, {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND m.held @> %(on)s::date AND {IN_SIGHT}
"""  # noqa: S608 - put together from constants of this file
# A relation that only moved within the range is neither in nor out; a change of category or state
# is neither.
CAME: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.began AS way, m.category,
        {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND m.began IN ('admitted', 'transferred_in', 'restored', 'moved')
        AND lower(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND NOT EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND upper(f.held) = lower(m.held)
            AND f.org_path >= %(path)s AND f.org_path < %(hi)s
        )
"""  # noqa: S608 - put together from constants of this file
WENT: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.ended AS way, m.category,
        {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND m.ended IN ('moved', 'transferred_out', 'died', 'left')
        AND upper(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND NOT EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND lower(f.held) = upper(m.held)
            AND f.org_path >= %(path)s AND f.org_path < %(hi)s
        )
"""  # noqa: S608 - put together from constants of this file
COMPARED: Final = f"""
    SELECT b.id, b.org_id, b.label, 'before' AS part, '' AS way, b.category, b.sex FROM (
        SELECT m.person_id AS id, m.org_id, {LABEL}, m.category, p.sex
        FROM membership m LEFT JOIN person p ON p.id = m.person_id
        WHERE m.kind = 'home' AND m.held @> (%(since)s::date - 1) AND {IN_SIGHT}
    ) b
    UNION ALL SELECT c.id, c.org_id, c.label, 'in', c.way, c.category, c.sex FROM ({CAME}) c
    UNION ALL SELECT w.id, w.org_id, w.label, 'out', w.way, w.category, w.sex FROM ({WENT}) w
    UNION ALL SELECT n.id, n.org_id, n.label, 'now', '', n.category, n.sex FROM ({MEMBERS}) n
"""  # noqa: S608 - put together from constants of this file
LEFT: Final = f"SELECT * FROM ({WENT}) w WHERE way = 'left'"  # noqa: S608 - as above
ADMITTED: Final = f"SELECT * FROM ({CAME}) c WHERE way = 'admitted'"  # noqa: S608 - as above
TURNED: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND m.category = 'full' AND m.began = 'continued'
        AND lower(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND upper(f.held) = lower(m.held) AND f.category = 'probationary'
        )
"""  # noqa: S608 - put together from constants of this file
ORGANISATIONS: Final = """
    SELECT o.id, o.id AS org_id, s.name AS label, s.kind, t.due_on,
        EXISTS (
            SELECT 1 FROM election e WHERE e.org_id = o.id AND e.state = 'done'
            AND e.held_on BETWEEN %(since)s::date AND %(on)s::date
        ) AS elected,
        EXISTS (
            SELECT 1 FROM election e WHERE e.org_id = o.id AND e.state = 'done'
            AND e.held_on BETWEEN %(since)s::date AND %(on)s::date
            AND e.held_on <= coalesce(e.postponed_to, e.due_on)
        ) AS elected_on_time
    FROM organisation o JOIN organisation_state s ON s.org_id = o.id AND s.held @> %(on)s::date
    LEFT JOIN LATERAL (
        SELECT x.due_on FROM term x WHERE x.org_id = o.id AND lower(x.held) <= %(on)s::date
        ORDER BY lower(x.held) DESC LIMIT 1
    ) t ON true
    WHERE o.held @> %(on)s::date AND o.path >= %(path)s AND o.path < %(hi)s
"""
UNITS: Final = """
    SELECT u.id, u.org_id, u.name AS label, u.kind, c.ways
    FROM unit u LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT s.kind::text) AS ways FROM organisation o
        JOIN organisation_state s ON s.org_id = o.id AND s.held @> %(on)s::date
        WHERE o.unit_id = u.id AND o.held @> %(on)s::date
    ) c ON true
    WHERE u.held @> %(on)s::date AND u.org_path >= %(path)s AND u.org_path < %(hi)s
"""
APPRAISED: Final = """
    SELECT o.id, o.id AS org_id, s.name AS label, s.kind,
        (SELECT count(*) FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
         AND m.held @> %(on)s::date) AS members,
        EXISTS (
            SELECT 1 FROM meeting g WHERE g.org_id = o.id AND g.state = 'closed'
            AND g."on" BETWEEN %(since)s::date AND %(on)s::date AND 'appraisal' = ANY (g.kinds)
        ) AS held_it,
        EXISTS (
            SELECT 1 FROM meeting g WHERE g.org_id = o.id AND g.state = 'closed'
            AND g."on" BETWEEN %(since)s::date AND %(on)s::date
            AND 'org_life_meeting' = ANY (g.kinds)
        ) AS lived
    FROM organisation o JOIN organisation_state s ON s.org_id = o.id AND s.held @> %(on)s::date
    WHERE o.held @> %(on)s::date AND o.path >= %(path)s AND o.path < %(hi)s
        AND s.kind IN ('party_branch', 'joint_branch', 'temporary_branch', 'floating_branch')
        AND EXISTS (SELECT 1 FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
                    AND m.held @> %(on)s::date)
"""

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
        "compared", "1", _("两年党员数比较"), COMPARED,
        rows=(
            Line("before", _("上年末党员"), "part = 'before'"),
            Line("came", _("本年增加"), "part = 'in'"),
            Line("admitted", _("其中：发展党员"), _way("in", "admitted")),
            Line("transferred_in", _("其中：转入"), _way("in", "transferred_in", "moved")),
            Line("restored", _("其中：恢复党籍"), _way("in", "restored")),
            Line("went", _("本年减少"), "part = 'out'"),
            Line("transferred_out", _("其中：转出"), _way("out", "transferred_out", "moved")),
            Line("died", _("其中：去世"), _way("out", "died")),
            Line("left", _("其中：出党"), _way("out", "left")),
            Line("now", _("本年末党员"), "part = 'now'"),
        ),
        columns=(TOTAL, WOMEN, *CATEGORIES),
        note=_("按组织关系统计；流动党员只算组织关系所在的支部。"),
    ),
    Table(
        "members", "2", _("党员基本情况"), MEMBERS,
        rows=(TOTAL, *CATEGORIES,
              Line("suspended", _("停止党籍的"), "state = 'suspended'")),
        columns=(TOTAL, WOMEN, MINORITY, *AGES,
                 Line("schooled", _("大专及以上"), COLLEGE.replace("p.", ""))),
    ),
    Table(
        "joined", "3", _("入党时间"), MEMBERS,
        rows=(TOTAL, *(Line(key, title, _joined(a, b)) for key, title, a, b in PERIODS),
              Line("undated", _("入党时间不详"), "joined_on IS NULL")),
        columns=(TOTAL, WOMEN, MINORITY),
    ),
    Table(
        "schooling", "4", _("学历"), MEMBERS, rows=(TOTAL, *SCHOOLS),
        columns=(TOTAL, WOMEN, MINORITY, AGES[0], AGES[4]),
    ),
    Table(
        "places", "5, 6", _("乡镇、建制村和街道、社区"), UNITS,
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
        "appraisal", "8", _("民主评议党员"), APPRAISED,
        rows=(
            Line("branches", _("有党员的支部")), Line("held", _("开展了民主评议的"), "held_it"),
            Line("not_held", _("没有开展的"), "NOT held_it"),
            Line("lived", _("开过组织生活会的"), "lived"),
        ),
        columns=(TOTAL, Line("small", _("党员不到7人的"), "members < 7")),
        note=_("没有开展也如实统计，不用补。评议结果的人数在民主评议里看。"),
        model="orgs.Organisation",
    ),
    Table(
        "leaving", "10, 11", _("出党"), LEFT,
        rows=(TOTAL, *CATEGORIES), columns=(TOTAL, WOMEN, MINORITY, *AGES),
        note=_("以批准的日期为准，由办理的组织统计。"),
    ),
    Table(
        "turned", "13", _("预备党员转正"), TURNED, rows=(TOTAL, *SCHOOLS),
        columns=(TOTAL, WOMEN, MINORITY, *AGES),
    ),
    Table(
        "admitted", "14, 15", _("发展党员"), ADMITTED,
        rows=(TOTAL, *SCHOOLS), columns=(TOTAL, WOMEN, MINORITY, *AGES),
        note=_("以上级批准的日期为准，由办理的组织统计。"),
    ),
    Table(
        "organisations", "", _("党组织和换届"), ORGANISATIONS,
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
        "coverage", "", _("非公企业和社会组织建立党组织"), UNITS,
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
BY_CODE: Final = {table.code: table for table in TABLES}
