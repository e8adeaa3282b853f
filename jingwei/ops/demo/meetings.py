"""How is a year of organisational life written? From the memberships of each day, by SQL.

Every branch holds most of what is asked of it; what it misses stays missing, as in life. The same
city and day give the same records: chance is a hash of code, kind and day.
"""

from datetime import timedelta

from jingwei.kernel.days import first_of_month
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

MONTHS = 12
BRANCHES = ["party_branch", "joint_branch", "temporary_branch", "floating_branch"]
SIDE_POSTS = ["group_lead", "contact", "instructor"]

# 0 to 99 by a text; the same on every server.
DICE = "mod(abs(hashtextextended({}, 7)), 100)"

GATHERINGS = f"""
CREATE TEMP TABLE gathering ON COMMIT DROP AS
WITH branch AS (
    SELECT o.id, o.path, o.code, lower(o.held) AS founded,
        (SELECT count(*) FROM position h JOIN post p ON p.id = h.post_id
         WHERE h.org_path = o.path AND upper_inf(h.held) AND h.person_id IS NOT NULL
         AND p.title <> ALL (%(side)s)) >= 3 AS has_committee
    FROM organisation o
    WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%(kinds)s)
), month AS (
    SELECT first::date, extract(month FROM first)::int AS number
    FROM generate_series(%(since)s::date, %(until)s::date, interval '1 month') first
), asked AS (
    SELECT b.*, m.first, k.kinds, k.topic, k.said, k.share, k.day
    FROM branch b CROSS JOIN month m CROSS JOIN LATERAL (VALUES
        (ARRAY['theme_day'], '主题党日', '集体学习，看望独居老人，清理楼道。', 97, 5),
        (ARRAY['committee_meeting'], '支委会', '讨论本月工作和党员提出的问题。',
            CASE WHEN b.has_committee THEN 93 ELSE 0 END, 3),
        (CASE WHEN {DICE.format("b.code || m.first || 'both'")} < 50
            THEN ARRAY['member_meeting', 'lecture'] ELSE ARRAY['member_meeting'] END,
            '党员大会', '传达上级精神，讨论支部工作，书记讲了一课。',
            CASE WHEN m.number %% 3 = 2 THEN 96 ELSE 0 END, 12),
        (ARRAY['lecture'], '党课', '结合身边事讲党章，党员发言。',
            CASE WHEN m.number %% 3 = 0
                AND {DICE.format("b.code || (m.first - interval '1 month')::date || 'both'")} >= 50
                THEN 92 ELSE 0 END, 18),
        (ARRAY['org_life_meeting', 'appraisal'], '组织生活会和民主评议党员',
            '查摆问题，开展批评和自我批评，民主评议党员。',
            CASE WHEN m.number = 2 THEN 95 ELSE 0 END, 20)
    ) AS k (kinds, topic, said, share, day)
)
SELECT a.id AS org_id, a.path, a.code, a.kinds, a.topic, a.said, a.has_committee,
    a.first + a.day + ({DICE.format("a.code || a.topic || a.first")} %% 7)::int AS "on"
FROM asked a
WHERE {DICE.format("a.topic || a.code || a.first || 'held'")} < a.share
    AND a.first + a.day + 7 < %(today)s AND a.first >= a.founded
"""  # noqa: S608 - put together from constants of this file

ROSTERS = f"""
CREATE TEMP TABLE roster ON COMMIT DROP AS
SELECT g.org_id, g.topic, g."on",
    array_agg(e.person_id ORDER BY e.person_id) FILTER (WHERE e.dice >= 12 OR e.leads) AS present,
    coalesce(array_agg(e.person_id ORDER BY e.person_id)
        FILTER (WHERE e.dice < 10 AND NOT e.leads), '{{}}') AS excused,
    coalesce(array_agg(e.person_id ORDER BY e.person_id)
        FILTER (WHERE e.dice IN (10, 11) AND NOT e.leads), '{{}}') AS absent,
    coalesce(jsonb_object_agg(e.person_id,
        (ARRAY['work', 'away', 'personal', 'other'])[1 + e.dice %% 4])
        FILTER (WHERE e.dice < 10 AND NOT e.leads), '{{}}') AS excuses,
    count(*) FILTER (WHERE e.votes) AS entitled,
    count(*) FILTER (WHERE e.votes AND (e.dice >= 12 OR e.leads)) AS entitled_present,
    (array_agg(e.person_id ORDER BY e.rank, e.leads DESC, e.person_id))[1] AS chair,
    (array_agg(e.person_id ORDER BY e.rank, e.leads DESC, e.person_id))[2] AS recorder
FROM gathering g JOIN LATERAL (
    SELECT m.person_id, m.category = 'full' AND m.state = 'normal' AND m.kind = 'home' AS votes,
        {DICE.format('m.person_id::text || g."on"::text')}::int AS dice,
        l.person_id IS NOT NULL AS leads, l.rank
    FROM membership m
    LEFT JOIN (
        SELECT h.org_id, h.person_id, min(array_position(ARRAY['secretary', 'deputy'], p.title))
            AS rank FROM position h JOIN post p ON p.id = h.post_id
        WHERE h.held @> %(today)s::date AND h.person_id IS NOT NULL AND p.title <> ALL (%(side)s)
        GROUP BY h.org_id, h.person_id
    ) l ON l.org_id = m.org_id AND l.person_id = m.person_id
    WHERE m.org_id = g.org_id AND m.held @> g."on"
        AND (g.topic <> '支委会' OR l.person_id IS NOT NULL)
) e ON true
GROUP BY g.org_id, g.topic, g."on"
"""  # noqa: S608 - put together from constants of this file

MEETINGS = """
INSERT INTO meeting (
    id, public_id, org_id, org_path, kinds, state, "on", starts, ends, topic, venue, chair_id,
    recorder_id, guests, agenda, present, excused, absent, excuses, entitled, entitled_present,
    why_not, closed_at, closed_by_id, known_from, version, is_demo
)
SELECT nextval(pg_get_serial_sequence('meeting', 'id')),
    md5(g.code || g.topic || g."on")::uuid, g.org_id, g.path, g.kinds, 'closed', g."on",
    '14:00', '15:30', g.topic, '党员活动室', r.chair, r.recorder, '',
    (SELECT jsonb_agg(jsonb_build_object('kind', k, 'title', g.topic, 'said', g.said))
     FROM unnest(g.kinds) k),
    r.present, r.excused, r.absent, r.excuses, r.entitled, r.entitled_present, '',
    g."on" + interval '12 hours', %(account)s, g."on" + interval '12 hours', 1, true
FROM gathering g JOIN roster r USING (org_id, topic, "on")
WHERE cardinality(r.present) > 1
ORDER BY g.org_id, g."on"
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Meetings of the last twelve months, with the roster of each day."""
    since = first_of_month(city.today)
    for _month in range(MONTHS):
        since = first_of_month(since - timedelta(days=1))
    said = {
        "kinds": BRANCHES, "side": SIDE_POSTS, "since": since, "until": city.today,
        "today": city.today,
    }  # fmt: skip
    cursor = writer.cursor
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    cursor.execute(GATHERINGS, said)
    cursor.execute("ANALYZE gathering")
    cursor.execute(ROSTERS, said)
    cursor.execute("ANALYZE roster")
    cursor.execute(MEETINGS, {"account": account})
    written = cursor.rowcount
    cursor.execute("DROP TABLE roster, gathering")  # a second load in one transaction begins anew
    return {"meetings": written}
