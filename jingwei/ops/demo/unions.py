"""How are unions and agreements written? Towns in a ring join with the next, counties with theirs.

Most run, a few wait for a signature, a few are over; most projects that were due are done.
"""

from typing import Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

PROJECTS: Final = (
    ("industry", "大棚改种早熟西瓜", "两个村六十户改种，农技员每周下田"),
    ("land", "零散地块集中流转", "流转二百亩，租金按季打到户"),
    ("processing", "合办粮食烘干点", "两地轮着用，烘干不再跑远路"),
    ("other", "医生教师轮流下村", "每月两次，看病问学不出村"),
)
KINDS: Final = (
    ("cross_area", "跨区域联建", "strong_helps_weak", "townships_merged"),
    ("cross_area", "邻村联建", "complement", "villages_merged"),
    ("urban_rural", "城乡结对", "share", "other"),
    ("department", "部门联动", "share", "other"),
    ("new_strata", "新社会阶层联动", "complement", "other"),
)

PAIRS = f"""
CREATE TEMP TABLE paired ON COMMIT DROP AS
WITH town AS (
    SELECT o.id, o.path, o.code, o.name, coalesce(nullif(o.short_name, ''), o.name) AS short,
        row_number() OVER (ORDER BY o.path) - 1 AS at, count(*) OVER () AS many
    FROM organisation o WHERE o.is_demo AND upper_inf(o.held) AND length(o.path) = 15
        AND EXISTS (SELECT 1 FROM unit t WHERE t.org_id = o.id AND t.kind IN ('town', 'street'))
), county AS (
    SELECT o.id, o.path, o.code, o.name, coalesce(nullif(o.short_name, ''), o.name) AS short,
        row_number() OVER (ORDER BY o.path) - 1 AS at, count(*) OVER () AS many
    FROM organisation o WHERE o.is_demo AND upper_inf(o.held) AND length(o.path) = 10
        AND o.kind = 'local_committee'
), ring AS (
    SELECT a.id, a.path, a.code, a.name, a.short, b.id AS other_id, b.path AS other_path,
        b.name AS other_name, b.short AS other_short, k.kind, k.label, k.principle, k.occasion,
        a.code || k.at AS key
    FROM town a JOIN town b ON b.at = (a.at + 1) %% a.many AND b.id <> a.id
    JOIN unnest(%(kinds)s::text[], %(labels)s::text[], %(principles)s::text[],
        %(occasions)s::text[]) WITH ORDINALITY k (kind, label, principle, occasion, at)
        ON {DICE.format("a.code || k.at || 'joined'")} < 70 + 30 * (a.many < 9)::int
    UNION ALL
    SELECT a.id, a.path, a.code, a.name, a.short, b.id, b.path, b.name, b.short, 'county_county',
        '县区互动', 'share', 'other', a.code || 'county'
    FROM county a JOIN county b ON b.at = (a.at + 1) %% a.many AND b.id <> a.id
)
SELECT r.*, d.dice, %(today)s::date - 60 - d.dice * 6 AS since,
    CASE WHEN d.dice < 8 THEN 'proposed' WHEN d.dice < 12 THEN 'signed'
        WHEN d.dice >= 94 THEN 'ended' WHEN d.dice >= 88 THEN 'reviewed' ELSE 'running' END AS state
FROM ring r CROSS JOIN LATERAL (SELECT {DICE.format("r.key || 'union'")}::int AS dice) d
"""  # noqa: S608 - put together from constants of this file
UNIONS = """
INSERT INTO cross_area_union (public_id, org_id, org_path, title, kind, principle, occasion, basis,
    resources, state, begins_on, ends_on, proposed_on, signed_on, begun_on, review_due_on, ended_on,
    outcome, is_demo)
SELECT md5('union/' || key)::uuid, id, path, left(short || '和' || other_short || label, 120), kind,
    principle, occasion, '示例文件〔' || extract(year FROM since) || '〕'
    || 1 + row_number() OVER (ORDER BY key) || '号', '场地、农技员和销路一起用', state,
    CASE WHEN state IN ('proposed', 'signed') THEN %(today)s::date + 5 ELSE since END,
    since + 760, since - 20,
    CASE WHEN state <> 'proposed' THEN since - 4 END,
    CASE WHEN state NOT IN ('proposed', 'signed') THEN since END,
    CASE WHEN state = 'running' THEN %(today)s::date - 12 + dice * 2 END,
    CASE WHEN state = 'ended' THEN %(today)s::date - 30 END,
    CASE WHEN state = 'ended' THEN '两村的路和冷库都用上了，余下的交给合作社' ELSE '' END, true
FROM paired
"""
PARTIES = """
INSERT INTO union_party (union_id, org_id, org_path, role, name, signed_on, words, is_demo)
SELECT u.id, s.id, s.path, s.role, s.name, s.signed_on, '', true
FROM paired p JOIN cross_area_union u ON u.public_id = md5('union/' || p.key)::uuid
CROSS JOIN LATERAL (
    VALUES (p.id, p.path, CASE WHEN p.principle = 'strong_helps_weak' THEN 'helper'
                ELSE 'member' END, p.name, u.proposed_on),
        (p.other_id, p.other_path, CASE WHEN p.principle = 'strong_helps_weak' THEN 'helped'
            ELSE 'member' END, p.other_name, u.signed_on)
) s (id, path, role, name, signed_on)
"""
GOALS = f"""
INSERT INTO union_goal (public_id, org_id, org_path, union_id, title, unit, target, reached,
    measured_on, evidence, is_demo)
SELECT md5('union_goal/' || p.key || g.title)::uuid, p.id, p.path, u.id, g.title, g.unit, g.target,
    CASE WHEN m.is_measured THEN round(g.target * (70 + m.dice %% 50) / 100) END,
    CASE WHEN m.is_measured THEN %(today)s::date - 20 END,
    CASE WHEN m.is_measured THEN g.evidence ELSE '' END, true
FROM paired p JOIN cross_area_union u ON u.public_id = md5('union/' || p.key)::uuid
CROSS JOIN (VALUES ('村集体收入', '万元', 50, '两地账目'), ('新增就业', '人', 30, '用工名册的人数'))
    g (title, unit, target, evidence)
CROSS JOIN LATERAL (
    SELECT {DICE.format("p.key || g.title")}::int AS dice,
        u.begun_on IS NOT NULL AND {DICE.format("p.key || g.title || 'measured'")} < 80
        AS is_measured
) m
"""  # noqa: S608 - put together from constants of this file
WORK = f"""
INSERT INTO joint_project (public_id, org_id, org_path, union_id, kind, title, org_name, due_on,
    state, done_on, result, is_demo)
SELECT md5('joint_project/' || p.key || k.kind)::uuid, s.id, s.path, u.id, k.kind, k.title, s.name,
    d.due, CASE WHEN d.is_done THEN 'done' ELSE 'planned' END,
    CASE WHEN d.is_done THEN greatest(u.begun_on, d.due - 6) END,
    CASE WHEN d.is_done THEN k.result ELSE '' END, true
FROM paired p JOIN cross_area_union u ON u.public_id = md5('union/' || p.key)::uuid
    AND u.begun_on IS NOT NULL
JOIN unnest(%(works)s::text[], %(titles)s::text[], %(results)s::text[]) WITH ORDINALITY
    k (kind, title, result, at) ON (p.dice + k.at) %% 4 < 2
CROSS JOIN LATERAL (
    SELECT CASE WHEN k.at %% 2 = 0 THEN p.id ELSE p.other_id END AS id,
        CASE WHEN k.at %% 2 = 0 THEN p.path ELSE p.other_path END AS path,
        CASE WHEN k.at %% 2 = 0 THEN p.name ELSE p.other_name END AS name
) s
CROSS JOIN LATERAL (
    SELECT x.due, x.due < %(today)s::date AND {DICE.format("p.key || k.kind || 'done'")} < 86
        AS is_done
    FROM (SELECT %(today)s::date - 100 + (p.dice + k.at::int * 37) %% 160 AS due) x
) d
"""  # noqa: S608 - put together from constants of this file
REVIEWS = """
INSERT INTO union_review (org_id, org_path, union_id, "on", gained, lacking, is_demo)
SELECT p.id, p.path, u.id, %(today)s::date - 30, '两边的村民都说路近了、价好了',
    '还缺会做账的人', true
FROM paired p JOIN cross_area_union u ON u.public_id = md5('union/' || p.key)::uuid
WHERE p.state IN ('reviewed', 'ended')
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Unions with their parties, goals, joint projects and reviews."""
    said = {
        "today": city.today, "kinds": [one[0] for one in KINDS],
        "labels": [one[1] for one in KINDS], "principles": [one[2] for one in KINDS],
        "occasions": [one[3] for one in KINDS], "works": [one[0] for one in PROJECTS],
        "titles": [one[1] for one in PROJECTS], "results": [one[2] for one in PROJECTS],
    }  # fmt: skip
    counts: dict[str, int] = {}
    for name, statement in (
        ("", PAIRS), ("unions", UNIONS), ("parties", PARTIES), ("goals", GOALS),
        ("projects", WORK), ("reviews", REVIEWS),
    ):  # fmt: skip
        writer.cursor.execute(statement, said)
        if name:
            counts[name] = writer.cursor.rowcount
    return {"unions": counts.pop("unions"), **counts}
