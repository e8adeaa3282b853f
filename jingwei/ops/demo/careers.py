"""How are careers and problem lists written? From who holds which post today, by SQL.

Most secretaries of villages and communities are under the scheme, some are not; most problems are
solved and confirmed, some are late, some wait for somebody to ask.
"""

from typing import Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

PROBLEMS: Final = (
    ("楼道灯不亮", "换了声控灯，物业每月查一次"), ("下雨天路口积水", "清了管网，加了两个雨水口"),
    ("停车占了消防通道", "划了线，商量出三十个错时车位"),
    ("老人办证要跑两趟", "网格员上门代办，当天办好"),
    ("田头路不好走", "铺了四百米碎石路"), ("快递没处放", "腾出一间房做代收点"),
    ("广场舞吵到孩子", "商量定了时间和音量"), ("垃圾点没人管", "定了人，每天清两次"),
)  # fmt: skip

UNITS = """
CREATE TEMP TABLE grassroots ON COMMIT DROP AS
SELECT o.id, o.path, o.code, u.kind, h.id AS position_id, h.person_id,
    coalesce(lower(h.held), %(today)s::date - 700) AS since
FROM organisation o JOIN unit u ON u.id = o.unit_id AND u.kind IN ('village', 'community')
LEFT JOIN post p ON p.org_id = o.id AND p.title = 'secretary' AND p.seat = 1
LEFT JOIN position h ON h.post_id = p.id AND upper_inf(h.held)
WHERE o.is_demo AND upper_inf(o.held)
"""
RULES = """
INSERT INTO grade_rule (public_id, org_id, org_path, title, basis, grades, held, is_demo)
SELECT md5('grade_rule/' || o.code)::uuid, o.id, o.path,
    coalesce(nullif(o.short_name, ''), o.name) || '村（社区）干部职级办法',
    '示例文件〔2023〕' || 1 + row_number() OVER (ORDER BY o.path) || '号',
    '[{"code": "g1", "title": "初级", "asks": "任职满1年"},
      {"code": "g2", "title": "中级", "asks": "任职满3年，办成一件难事"},
      {"code": "g3", "title": "高级", "asks": "任职满6年，带出一名接班人"}]'::jsonb,
    daterange('2023-01-01', NULL), true
FROM organisation o
WHERE o.is_demo AND o.kind = 'local_committee' AND length(o.path) = 10
"""
CADRES = f"""
INSERT INTO cadre_post (public_id, org_id, org_path, position_id, person_id, kind, source, held,
    is_demo)
SELECT md5('cadre/' || g.code)::uuid, g.id, g.path, g.position_id, g.person_id, g.kind,
    CASE WHEN {DICE.format("g.code || 'from'")} < 6 THEN '' ELSE
        (ARRAY['local', 'local', 'local', 'returned', 'veteran', 'graduate', 'seconded',
            'enterprise', 'recruited', 'other'])[1 + {DICE.format("g.code || 'source'")}::int %% 10]
    END, daterange(g.since, NULL), true
FROM grassroots g
WHERE g.person_id IS NOT NULL AND {DICE.format("g.code || 'entered'")} < 95
"""  # noqa: S608 - put together from constants of this file
GRADINGS = f"""
INSERT INTO grading (public_id, org_id, org_path, cadre_id, person_id, rule_id, grade, evidence,
    pay_band, basis, held)
SELECT md5('grading/' || c.public_id)::uuid, c.org_id, c.org_path, c.id, c.person_id, r.id,
    CASE WHEN d.years >= 6 THEN 'g3' WHEN d.years >= 3 THEN 'g2' ELSE 'g1' END,
    extract(year FROM lower(c.held)) || '年起任职，办成的难事见问题清单', '', r.basis,
    daterange(greatest(lower(c.held) + 1, lower(r.held), %(today)s::date - 300), NULL)
FROM cadre_post c
JOIN grade_rule r ON r.is_demo AND c.org_path >= r.org_path
    AND c.org_path < left(r.org_path, -1) || '/'
CROSS JOIN LATERAL (
    SELECT (%(today)s::date - lower(c.held)) / 365 AS years
) d
WHERE c.is_demo AND d.years >= 1 AND {DICE.format("c.public_id::text || 'graded'")} < 84
"""  # noqa: S608 - put together from constants of this file
REVIEWS = f"""
INSERT INTO review (public_id, org_id, org_path, cadre_id, person_id, year, state, own_words,
    words, answer, said_on)
SELECT md5('review/' || c.public_id || y.year)::uuid, c.org_id, c.org_path, c.id, c.person_id,
    y.year, s.state,
    CASE WHEN s.state = 'opened' THEN ''
        ELSE '办成两件群众催了很久的事；缺懂账目的人，想学调解。' END,
    CASE WHEN s.state IN ('said', 'answered', 'closed')
        THEN '肯跑腿，群众认得；账目公开要再及时些，镇里派人来教。' ELSE '' END,
    CASE WHEN s.state IN ('answered', 'closed') THEN '同意，账目下月起按时贴出来。' ELSE '' END,
    CASE WHEN s.state IN ('said', 'answered', 'closed') THEN %(today)s::date - 40 END
FROM cadre_post c CROSS JOIN LATERAL (
    VALUES (extract(year FROM %(today)s::date)::int - 1), (extract(year FROM %(today)s::date)::int)
) y (year)
CROSS JOIN LATERAL (
    SELECT CASE WHEN y.year < extract(year FROM %(today)s::date) THEN 'closed' ELSE
        (ARRAY['opened', 'opened', 'told', 'said', 'answered', 'closed', 'closed', 'closed'])
            [1 + {DICE.format("c.public_id::text || y.year || 'state'")}::int %% 8] END AS state
) s
WHERE c.is_demo AND {DICE.format("c.public_id::text || y.year || 'talk'")} < 82
    AND extract(year FROM lower(c.held)) <= y.year
"""  # noqa: S608 - put together from constants of this file
RESERVE = f"""
INSERT INTO reserve (public_id, org_id, org_path, person_id, title, consent_on, helper_id, plan,
    held, why_ended, is_demo)
SELECT md5('reserve/' || g.code)::uuid, g.id, g.path, w.person_id, 'secretary',
    %(today)s::date - 260, CASE WHEN w.person_id <> g.person_id
        AND {DICE.format("g.code || 'help'")} < 92 THEN g.person_id END,
    '跟班学半年，独立办成两件难事，选两门课', daterange(%(today)s::date - 250, NULL), '', true
FROM grassroots g JOIN LATERAL (
    SELECT m.person_id FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.org_path >= g.path AND m.org_path < left(g.path, -1) || '/' AND m.kind = 'home'
        AND upper_inf(m.held) AND m.category = 'full' AND m.person_id IS DISTINCT FROM g.person_id
        AND p.birth_on > %(today)s::date - 365 * 45
    ORDER BY hashtextextended(g.code || m.person_id, 5) LIMIT 1
) w ON true
WHERE {DICE.format("g.code || 'reserve'")} < 88
"""  # noqa: S608 - put together from constants of this file
LISTED = f"""
INSERT INTO problem (public_id, org_id, org_path, title, words, affected, owner_id, listed_on,
    due_on, state, result, solved_on, confirmed_by, confirmed_words, confirmed_on, version, is_demo)
SELECT md5('problem/' || g.code || n)::uuid, g.id, g.path, k.title, '群众反映过不止一次',
    (ARRAY['三组住户', '二号楼住户', '沿街店铺', '村东几户老人'])[1 + (d.dice + n) %% 4],
    g.person_id, d.listed, d.listed + CASE WHEN d.dice %% 3 = 0 THEN 30 ELSE 60 END, s.state,
    CASE WHEN s.state IN ('solved', 'confirmed') THEN k.result ELSE '' END,
    CASE WHEN s.state IN ('solved', 'confirmed') THEN d.listed + 20 + d.dice %% 45 END,
    CASE WHEN s.state = 'confirmed' THEN '住户代表' ELSE '' END,
    CASE WHEN s.state = 'confirmed' THEN '现在好了' ELSE '' END,
    CASE WHEN s.state = 'confirmed' THEN d.listed + 30 + d.dice %% 45 END, 1, true
FROM grassroots g CROSS JOIN generate_series(1, 3) n
CROSS JOIN LATERAL (
    SELECT {DICE.format("g.code || n || 'list'")}::int AS dice,
        %(today)s::date - 330 + n * 90 + {DICE.format("g.code || n || 'day'")}::int %% 20 AS listed
) d
JOIN unnest(%(titles)s::text[], %(results)s::text[]) WITH ORDINALITY k (title, result, at)
    ON k.at = 1 + (d.dice + n) %% %(kinds)s
CROSS JOIN LATERAL (
    SELECT CASE WHEN d.listed + 80 > %(today)s::date THEN 'open'
        WHEN d.dice < 84 - n * 12 THEN 'confirmed' WHEN d.dice < 88 THEN 'solved'
        ELSE 'open' END AS state
) s
WHERE g.person_id IS NOT NULL AND d.dice < 94
"""  # noqa: S608 - put together from constants of this file


def write(city: City, writer: Writer) -> dict[str, int]:
    """Cadres with grades and talks, reserves, and a list of problems for each unit."""
    said = {
        "today": city.today, "titles": [title for title, _result in PROBLEMS],
        "results": [result for _title, result in PROBLEMS], "kinds": len(PROBLEMS),
    }  # fmt: skip
    counts: dict[str, int] = {}
    for name, statement in (
        ("", UNITS), ("grade_rules", RULES), ("cadres", CADRES), ("gradings", GRADINGS),
        ("reviews", REVIEWS), ("reserves", RESERVE), ("problems", LISTED),
    ):  # fmt: skip
        writer.cursor.execute(statement, said)
        if name:
            counts[name] = writer.cursor.rowcount
    return {"cadres": counts.pop("cadres"), **counts}
