"""When did the committees of the demo's communities meet, and which groups serve there?

A year of meetings with who came and who does what; councils of retired cadres and clubs with the
members who serve in them, and deeds that stand on matters and meetings. All of it invented.
"""

from typing import Any

from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer
from jingwei.systems.community.groups.kinds import FIRST_SORTS

DICE = "mod(abs(hashtextextended({}, 53)), 100)"

SITTINGS = f"""
INSERT INTO sitting (
    public_id, org_id, org_path, community_id, slot_id, "on", topic, venue, chair, recorder,
    guests, items, recorded_at, version, is_demo
)
SELECT md5('sitting' || s.public_id || k.k)::uuid, s.org_id, s.org_path, s.community_id, s.id,
    d."on", t.topic, '社区二楼会议室', f.name, '社区工作者',
    CASE WHEN s.kind = 'support' THEN '共建单位、物业' ELSE '' END,
    jsonb_build_array(jsonb_build_object('title', t.topic, 'said', t.said)),
    d."on" + interval '12 hours', 1, true
FROM community_slot s
CROSS JOIN generate_series(1, 4) AS k (k)
CROSS JOIN LATERAL (
    SELECT %(today)s::date - (k.k * 80 - 68
        + {DICE.format("s.public_id::text || k.k")}::int / 3) AS "on"
) d
JOIN LATERAL (
    SELECT e.name FROM community_seat e WHERE e.slot_id = s.id AND e.held @> d."on"
    ORDER BY e.id LIMIT 1
) f ON true
CROSS JOIN LATERAL (
    SELECT (ARRAY['电动车在哪充电', '小区停车怎么划线', '楼道杂物怎么清', '暑期托管谁来带',
            '加装电梯怎么分摊'])[n.n] AS topic,
        (ARRAY['先装六个充电桩，放在北门。', '画四十个位，留消防通道。', '每月第一个周六一起清。',
            '教师志愿者轮班，地方用活动室。', '按楼层议，低层不出钱。'])[n.n] AS said
    FROM (SELECT 1 + ({DICE.format("s.public_id::text || k.k || 'topic'")}::int %% 5) AS n) n
) t
WHERE s.is_demo AND s.kind <> 'body' AND s.held @> d."on"
    AND {DICE.format("s.public_id::text || k.k || 'held'")} < 62
"""  # noqa: S608 - put together from constants of this file
CAME = f"""
INSERT INTO sitting_attendance (org_id, org_path, sitting_id, seat_id, name, came)
SELECT t.org_id, t.org_path, t.id, e.id, e.name,
    CASE WHEN e.name = t.chair OR {DICE.format("e.public_id::text || t.id")} < 84 THEN 'present'
        WHEN {DICE.format("e.public_id::text || t.id")} < 95 THEN 'leave' ELSE 'absent' END
FROM sitting t JOIN community_seat e ON e.slot_id = t.slot_id AND e.held @> t."on"
WHERE t.is_demo
"""  # noqa: S608 - put together from constants of this file
DECIDED = f"""
INSERT INTO sitting_decision (
    public_id, org_id, org_path, sitting_id, position, text, person_id, owner, due_on, done_on,
    outcome, is_demo
)
SELECT md5('decision' || t.public_id)::uuid, t.org_id, t.org_path, t.id, 1,
    '办好“' || t.topic || '”', e.person_id, e.name, t."on" + 40, d.done_on,
    CASE WHEN d.done_on IS NULL THEN '' ELSE '办好了，贴在楼道里' END, true
FROM sitting t
JOIN LATERAL (
    SELECT a.name, c.person_id FROM sitting_attendance a JOIN community_seat c ON c.id = a.seat_id
    WHERE a.sitting_id = t.id ORDER BY a.id DESC LIMIT 1
) e ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN {DICE.format("t.public_id::text || 'done'")} < 88
            AND t."on" + 25 + {DICE.format("t.public_id::text || 'when'")}::int / 6 <= %(today)s
        THEN t."on" + 25 + {DICE.format("t.public_id::text || 'when'")}::int / 6 END AS done_on
) d
WHERE t.is_demo AND {DICE.format("t.public_id::text || 'decided'")} < 80
"""  # noqa: S608 - put together from constants of this file
SORTS = """
INSERT INTO group_sort (public_id, org_id, org_path, title, about, place, held, is_demo)
SELECT md5('group-sort' || s.title)::uuid, o.id, o.path, s.title, s.about, s.place,
    daterange(%(today)s::date - 700, NULL), true
FROM organisation o
CROSS JOIN unnest(%(titles)s::text[], %(abouts)s::text[], %(places)s::int[])
    AS s (title, about, place)
WHERE o.is_demo AND length(o.path) = 5
"""
GROUPS = f"""
INSERT INTO service_group (
    public_id, org_id, org_path, community_id, sort_id, sort_title, name, about, phone, others,
    held, version, is_demo
)
SELECT md5('group' || c.public_id || s.title)::uuid, c.org_id, c.org_path, c.id, s.id, s.title,
    CASE s.place WHEN 0 THEN '老干部理事会'
        WHEN 1 THEN (ARRAY['示例锣鼓队', '示例合唱队', '示例太极队'])[1 + d.dice %% 3]
        WHEN 2 THEN '示例志愿服务队' ELSE '示例邻里互助组' END,
    CASE s.place WHEN 0 THEN '每周三上午在社区活动室议事，调解邻里纠纷'
        WHEN 1 THEN '每周二、周五晚上在广场排练，谁都可以来'
        WHEN 2 THEN '上门、义诊、护学，周六上午集合' ELSE '搭把手、照看一下' END,
    c.phone, 12 + d.dice %% 40, daterange(%(today)s::date - 120 - d.dice * 3, NULL), 1, true
FROM community c CROSS JOIN group_sort s
CROSS JOIN LATERAL (SELECT {DICE.format("c.public_id::text || s.title")}::int AS dice) d
WHERE c.is_demo AND s.is_demo AND d.dice < (ARRAY[86, 78, 70, 35])[s.place + 1]
"""  # noqa: S608 - put together from constants of this file
MEMBERS = """
INSERT INTO group_member (
    public_id, org_id, org_path, group_id, person_id, name, post, held, is_demo
)
SELECT md5('group-member' || g.public_id || p.id)::uuid, g.org_id, g.org_path, g.id, p.id, p.name,
    CASE p.at WHEN 1 THEN CASE WHEN g.sort_title = '老干部理事会' THEN '会长' ELSE '队长' END
        ELSE '' END, daterange(lower(g.held), NULL), true
FROM service_group g
JOIN LATERAL (
    SELECT q.*, row_number() OVER () AS at FROM (
        SELECT p.id, p.name FROM person p
        WHERE p.org_path >= g.org_path AND p.org_path < left(g.org_path, -1) || '/'
            AND NOT p.is_gone AND p.merged_into_id IS NULL AND p.is_demo
        ORDER BY hashtextextended(p.public_id::text || g.name, 59)
        LIMIT 2 + mod(abs(hashtextextended(g.public_id::text, 61)), 3)
    ) q
) p ON true
WHERE g.is_demo AND mod(abs(hashtextextended(g.public_id::text, 67)), 20) > 0
"""
DEEDS = f"""
INSERT INTO group_deed (
    public_id, org_id, org_path, group_id, "on", title, result, tie, matter_id, sitting_id, served,
    is_demo
)
SELECT md5('deed' || g.public_id || r.tie)::uuid, g.org_id, g.org_path, g.id, r."on", r.title,
    '办好了', r.tie, r.matter_id, r.sitting_id, s.served, true
FROM service_group g
JOIN LATERAL (
    SELECT array_agg(m.id ORDER BY m.id) AS served FROM group_member m WHERE m.group_id = g.id
) s ON s.served IS NOT NULL
JOIN community c ON c.id = g.community_id
CROSS JOIN LATERAL (
    (SELECT 'matter' AS tie, m.answered_on AS "on", '帮着办一件诉求' AS title, m.id AS matter_id,
        NULL::bigint AS sitting_id
     FROM matter m WHERE m.place_id = c.unit_id AND m.answered_on >= lower(g.held)
     ORDER BY hashtextextended(m.public_id::text || g.name, 71) LIMIT 1)
    UNION ALL
    (SELECT 'sitting', t."on", '到会上出主意', NULL, t.id
     FROM sitting t WHERE t.community_id = c.id AND t."on" >= lower(g.held)
     ORDER BY hashtextextended(t.public_id::text || g.name, 73) LIMIT 1)
) r
WHERE g.is_demo AND {DICE.format("g.public_id::text || r.tie || 'did'")} < 78
"""  # noqa: S608 - put together from constants of this file


def write(city: City, writer: Writer) -> dict[str, int]:
    """Meetings of bodies with tasks, kinds of groups, groups, members and deeds."""
    said: dict[str, Any] = {
        "today": city.today,
        "titles": [title for title, _about in FIRST_SORTS],
        "abouts": [about for _title, about in FIRST_SORTS],
        "places": list(range(len(FIRST_SORTS))),
    }
    cursor, counts = writer.cursor, {}
    for name, statement in (
        ("sittings", SITTINGS), ("attendances", CAME), ("sitting_decisions", DECIDED),
        ("group_sorts", SORTS), ("service_groups", GROUPS), ("group_members", MEMBERS),
        ("group_deeds", DEEDS),
    ):  # fmt: skip
        cursor.execute(statement, said)
        counts[name] = cursor.rowcount
    return counts
