"""How is a round of appraisals written? Each branch by itself, member by member, by SQL.

Most branches held it in February; some have not finished, a few did not hold it and say why. Chance
is a hash of code and person.
"""

from datetime import date

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

KINDS = ["party_branch", "joint_branch", "floating_branch"]

ROUNDS = f"""
INSERT INTO appraisal_round (
    public_id, org_id, org_path, year, state, held_on, issued, returned, valid, told_on, why_not,
    is_demo
)
SELECT md5('appraisal' || b.code || %(year)s)::uuid, b.id, b.path, %(year)s, b.state,
    CASE WHEN b.state IN ('closed', 'told', 'counted') THEN b.held_on END,
    CASE WHEN b.state IN ('closed', 'told', 'counted') THEN b.members END,
    CASE WHEN b.state IN ('closed', 'told', 'counted') THEN b.members END,
    CASE WHEN b.state IN ('closed', 'told', 'counted') THEN b.members END,
    CASE WHEN b.state IN ('closed', 'told') THEN b.held_on + 9 END,
    CASE WHEN b.state = 'not_held' THEN '书记空缺，等补选后开展' ELSE '' END, true
FROM (
    SELECT o.id, o.path, o.code,
        %(held_on)s::date + (1 + {DICE.format("o.code || 'appraised'")} %% 9)::int AS held_on,
        (SELECT count(*) FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
            AND m.category = 'full' AND m.held @> %(held_on)s::date) AS members,
        CASE WHEN {DICE.format("o.code || 'round'")} < 91 THEN 'closed'
            WHEN {DICE.format("o.code || 'round'")} < 94 THEN 'told'
            WHEN {DICE.format("o.code || 'round'")} < 96 THEN 'counted'
            WHEN {DICE.format("o.code || 'round'")} < 97 THEN 'preparing'
            ELSE 'not_held' END AS state
    FROM organisation o
    WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%(kinds)s)
        AND lower(o.held) <= %(held_on)s::date
) b WHERE b.members > 0
ORDER BY b.id
"""  # noqa: S608 - put together from constants of this file

LINES = f"""
INSERT INTO appraisal_line (
    public_id, org_id, org_path, round_id, person_id, name, name_sort, excellent, qualified, basic,
    unqualified, grade, reason, skipped, skip_note, proposed_at, proposed_by_id, told_on, version,
    is_demo
)
SELECT md5(l.round_id::text || 'line' || l.person_id)::uuid, l.org_id, l.org_path, l.round_id,
    l.person_id, l.name, l.name_sort,
    CASE WHEN l.counts THEN l.top END, CASE WHEN l.counts THEN l.valid - l.top - l.low END,
    CASE WHEN l.counts THEN l.low END, CASE WHEN l.counts THEN 0 END,
    l.grade, CASE l.grade WHEN '' THEN ''
        WHEN 'excellent' THEN '带头办实事，群众认可。'
        WHEN 'qualified' THEN '按时参加组织生活，完成分工。'
        WHEN 'basic' THEN '参加活动少，已谈话，本人愿意改进。'
        ELSE '长期不参加组织生活，已多次谈话。' END,
    l.skipped, '', CASE WHEN l.grade <> '' THEN l.held_on + interval '15 hours' END,
    CASE WHEN l.grade <> '' THEN %(account)s::bigint END, l.told_on, 1, true
FROM (
    SELECT x.*, x.state IN ('closed', 'told', 'counted') AND x.skipped = '' AS counts,
        CASE WHEN x.state NOT IN ('closed', 'told') OR x.skipped <> '' THEN ''
            WHEN x.dice < 250 THEN 'excellent' WHEN x.dice < 965 THEN 'qualified'
            WHEN x.dice < 997 THEN 'basic' ELSE 'unqualified' END AS grade,
        (x.valid * CASE WHEN x.dice < 250 THEN 8 ELSE 2 END / 10)::int AS top,
        CASE WHEN x.dice >= 965 THEN x.valid / 2 ELSE 0 END AS low
    FROM (
        SELECT r.id AS round_id, r.org_id, r.org_path, r.state, r.held_on, r.told_on,
            coalesce(r.valid, 0) AS valid, p.id AS person_id, p.name, p.name_sort,
            {DICE.format("p.public_id::text || 'grade'")} * 10
                + {DICE.format("p.public_id::text || 'more'")} %% 10 AS dice,
            CASE WHEN m.category = 'probationary' THEN 'probationary'
                WHEN r.state IN ('closed', 'told')
                    AND {DICE.format("p.public_id::text || 'skip'")} < 3 THEN 'absent'
                ELSE '' END AS skipped
        FROM appraisal_round r
        JOIN membership m ON m.org_id = r.org_id AND m.kind = 'home' AND m.state = 'normal'
            AND m.held @> %(held_on)s::date
        JOIN person p ON p.id = m.person_id
        WHERE r.is_demo AND r.state <> 'not_held'
    ) x
) l
ORDER BY l.round_id, l.person_id
"""  # noqa: S608 - put together from constants of this file

CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    org_id, org_path
)
SELECT gen_random_uuid(), 'appraisal.round', r.public_id, r.state, '2018', 1, 0,
    %(held_on)s::timestamptz, coalesce(r.told_on, r.held_on, %(held_on)s)::timestamptz,
    CASE WHEN r.state IN ('closed', 'not_held')
        THEN coalesce(r.told_on, %(held_on)s)::timestamptz END,
    r.org_id, r.org_path
FROM appraisal_round r WHERE r.is_demo
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """One round for each branch: this year's, or last year's before spring."""
    year = city.today.year if city.today.month > 3 else city.today.year - 1
    cursor = writer.cursor
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    said = {"year": year, "held_on": date(year, 2, 12), "kinds": KINDS, "account": account}
    cursor.execute(ROUNDS, said)
    rounds = cursor.rowcount
    cursor.execute("ANALYZE appraisal_round")
    cursor.execute(LINES, said)
    lines = cursor.rowcount
    cursor.execute(CASES, said)
    return {"appraisal_rounds": rounds, "appraisal_lines": lines}
