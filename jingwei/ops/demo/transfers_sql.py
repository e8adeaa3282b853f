"""How is a year of transfers written by SQL? From the memberships that ended and began."""

# 0 to 99 by a text; the same on every server.
DICE = "mod(abs(hashtextextended({}, 17)), 100)"

ACCEPTED = f"""
CREATE TEMP TABLE going ON COMMIT DROP AS
WITH pair AS (
    SELECT a.person_id, a.category, a.org_id, a.org_path, b.org_id AS host_id,
        b.org_path AS host_path, 'within' AS direction, upper(a.held) AS done
    FROM membership a JOIN membership b ON b.person_id = a.person_id AND b.kind = 'home'
        AND lower(b.held) = upper(a.held) AND b.org_id <> a.org_id
    WHERE a.kind = 'home' AND a.ended IN ('moved', 'transferred_out')
        AND upper(a.held) > %(since)s::date
    UNION ALL
    SELECT a.person_id, a.category, a.org_id, a.org_path, NULL, NULL, 'out', upper(a.held)
    FROM membership a WHERE a.kind = 'home' AND a.ended = 'transferred_out'
        AND upper(a.held) > %(since)s::date AND NOT EXISTS (
            SELECT 1 FROM membership b WHERE b.person_id = a.person_id AND b.kind = 'home'
            AND lower(b.held) = upper(a.held))
    UNION ALL
    SELECT b.person_id, b.category, b.org_id, b.org_path, NULL, NULL, 'in', lower(b.held)
    FROM membership b WHERE b.kind = 'home' AND b.began = 'transferred_in'
        AND lower(b.held) > %(since)s::date AND NOT EXISTS (
            SELECT 1 FROM membership a WHERE a.person_id = b.person_id AND a.kind = 'home'
            AND upper(a.held) = lower(b.held))
), thrown AS (
    SELECT pair.*, p.name, {DICE.format("p.public_id::text || done")}::int AS dice
    FROM pair JOIN person p ON p.id = pair.person_id AND p.is_demo
), timed AS (
    SELECT thrown.*, done - CASE direction
        WHEN 'out' THEN CASE WHEN dice < 8 THEN %(out)s + 3 + dice ELSE 4 + dice %% 24 END
        ELSE CASE WHEN dice < 8 THEN %(city)s + 2 + dice ELSE 1 + dice %% 8 END END AS first
    FROM thrown
)
SELECT person_id, name, category, org_id, org_path, host_id, host_path, direction,
    'accepted' AS state, dice, first - 1 - dice %% 6 AS asked, first,
    CASE WHEN dice < 8 AND direction <> 'in' THEN done - 2 ELSE first END AS letter, done,
    NULL::bytea AS sealed, md5('transfer' || person_id || done)::uuid AS public_id
FROM timed
"""  # noqa: S608 - put together from constants of this file

# Who is on the way today: at every stage, in time and late, a few sent back.
UNDER_WAY = f"""
INSERT INTO going
WITH branch AS (
    SELECT id, path, row_number() OVER (ORDER BY code) - 1 AS n, count(*) OVER () AS whole
    FROM organisation WHERE is_demo AND upper_inf(held) AND kind IN ('party_branch', 'joint_branch')
), candidate AS (
    SELECT m.person_id, p.name, p.public_id, m.category, m.org_id, m.org_path,
        row_number() OVER (ORDER BY hashtextextended(p.public_id::text, 23)) AS n,
        count(*) OVER () AS whole
    FROM membership m JOIN person p ON p.id = m.person_id AND p.is_demo
    WHERE m.kind = 'home' AND upper_inf(m.held) AND m.state = 'normal'
        AND p.floating_to = '' AND p.lost_since IS NULL
        AND lower(m.held) < %(today)s::date - 60
        AND NOT EXISTS (SELECT 1 FROM position h WHERE h.person_id = p.id AND upper_inf(h.held))
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = p.id)
), chosen AS (
    SELECT c.*, {DICE.format("c.public_id::text")}::int AS dice,
        (ARRAY['requested', 'requested', 'sent', 'sent', 'sent', 'sent', 'returned', 'prepared',
               'letter', 'letter', 'letter', 'requested'])[1 + c.n %% 12] AS state,
        c.n %% 12 IN (5, 10, 11) AS late
    FROM candidate c WHERE c.n <= greatest(24, c.whole * 0.0014)
), timed AS (
    SELECT chosen.*, CASE WHEN state IN ('prepared', 'letter') THEN 'out' ELSE 'within' END
            AS direction,
        %(today)s::date - CASE
            WHEN state IN ('requested', 'prepared', 'returned')
                THEN CASE WHEN late THEN %(send)s + 2 + dice %% 9 ELSE dice %% %(send)s END
            WHEN state = 'sent'
                THEN CASE WHEN late THEN %(city)s + 2 + dice %% 20 ELSE dice %% %(city)s END
            ELSE CASE WHEN late THEN %(out)s + 2 + dice %% 20 ELSE dice %% %(out)s END END AS moved
    FROM chosen
)
SELECT t.person_id, t.name, t.category, t.org_id, t.org_path,
    CASE WHEN t.direction = 'within' THEN b.id END,
    CASE WHEN t.direction = 'within' THEN b.path END, t.direction, t.state, t.dice,
    CASE WHEN t.state IN ('sent', 'letter') THEN t.moved - 1 - t.dice %% 6
        WHEN t.state = 'returned' THEN t.moved - 9 ELSE t.moved END,
    CASE WHEN t.state IN ('sent', 'letter') THEN t.moved
        WHEN t.state = 'returned' THEN t.moved - 5 END,
    CASE WHEN t.state IN ('sent', 'letter') THEN t.moved
        WHEN t.state = 'returned' THEN t.moved - 5 END,
    CASE WHEN t.state IN ('sent', 'letter') THEN NULL ELSE t.moved END, NULL,
    md5('transfer' || t.person_id || 'now')::uuid
FROM timed t LEFT JOIN LATERAL (
    SELECT one.id, one.path FROM branch one
    WHERE one.n = (t.dice * 7919 + t.n) %% one.whole AND one.id <> t.org_id
) b ON true
WHERE t.direction = 'out' OR b.id IS NOT NULL
"""  # noqa: S608 - put together from constants of this file

TRANSFERS = """
INSERT INTO transfer (
    public_id, org_id, org_path, direction, state, host_id, host_path, person_id, name, category,
    from_name, to_name, why, note, asked_on, due_on, letter_no, letter_on, letter_first_on,
    letter_until, stub_until, receipt_on, accepted_at, accepted_by_id, sealed, is_demo
)
SELECT g.public_id, g.org_id, g.org_path, g.direction, g.state, g.host_id, g.host_path,
    g.person_id, g.name, g.category,
    CASE g.direction WHEN 'in' THEN o.place ELSE coalesce(nullif(s.short_name, ''), s.name) END,
    CASE g.direction WHEN 'within' THEN coalesce(nullif(h.short_name, ''), h.name)
        WHEN 'in' THEN coalesce(nullif(s.short_name, ''), s.name) ELSE o.place END,
    (ARRAY['work', 'work', 'work', 'home', 'home', 'away', 'study', 'retired'])[1 + g.dice %% 8],
    '', g.asked,
    CASE WHEN g.state = 'accepted' OR g.state IN ('sent', 'letter')
        THEN g.letter + CASE g.direction WHEN 'out' THEN %(out)s ELSE %(city)s END
        WHEN g.state = 'received' THEN g.asked + %(receive)s
        ELSE coalesce(g.done, g.asked) + %(send)s END,
    CASE WHEN g.letter IS NOT NULL
        THEN extract(year FROM g.letter) || '-' || lpad(nextval('transfer_letter_no')::text, 6, '0')
        ELSE '' END,
    g.letter, g.first,
    CASE WHEN g.state <> 'returned'
        THEN g.letter + CASE g.direction WHEN 'within' THEN %(city)s ELSE %(out)s END END,
    CASE WHEN g.direction <> 'in' THEN (g.letter + interval '10 years')::date END,
    CASE WHEN g.state = 'accepted' THEN g.done END,
    CASE WHEN g.state = 'accepted' THEN g.done + interval '3 hours' END,
    CASE WHEN g.state = 'accepted' THEN %(account)s END, g.sealed, true
FROM going g JOIN organisation s ON s.id = g.org_id
LEFT JOIN organisation h ON h.id = g.host_id
CROSS JOIN LATERAL (SELECT (ARRAY['示例省滨海市', '示例省江州市', '邻省东湖市', '邻省南山市',
    '外省云港市', '外省石城市'])[1 + g.dice %% 6] || '某街道第' ||
    (ARRAY['一', '二', '三', '四', '五'])[1 + g.dice %% 5] || '党支部' AS place) o
ORDER BY g.asked, g.public_id
"""

CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    org_id, org_path, host_id, host_path, person_id
)
SELECT md5('case' || t.public_id)::uuid, 'membership.transfer', t.public_id, t.state, 'always',
    (SELECT count(*) FROM demo_step s WHERE s.public_id = t.public_id),
    CASE WHEN t.state <> 'accepted' AND t.due_on < %(today)s::date THEN 1 ELSE 0 END,
    t.asked_on + interval '2 hours',
    (SELECT max(s.at) FROM demo_step s WHERE s.public_id = t.public_id),
    t.accepted_at, t.org_id, t.org_path, t.host_id, t.host_path, t.person_id
FROM transfer t WHERE t.is_demo
"""

DRAWN_STEPS = """
CREATE TEMP TABLE demo_step ON COMMIT DROP AS
SELECT t.public_id, row_number() OVER (PARTITION BY t.public_id ORDER BY s.n) AS number, s.verb,
    lag(s.state, 1, '') OVER (PARTITION BY t.public_id ORDER BY s.n) AS before, s.state, s.at
FROM transfer t CROSS JOIN LATERAL (VALUES
    (1, CASE t.direction WHEN 'within' THEN 'request' WHEN 'out' THEN 'request_out'
        ELSE 'take_letter' END,
     CASE t.direction WHEN 'within' THEN 'requested' WHEN 'out' THEN 'prepared'
        ELSE 'received' END, t.asked_on + interval '2 hours', true),
    (2, CASE t.direction WHEN 'within' THEN 'send' ELSE 'issue' END,
     CASE t.direction WHEN 'within' THEN 'sent' ELSE 'letter' END,
     t.letter_first_on + interval '3 hours', t.letter_on IS NOT NULL AND t.direction <> 'in'),
    (3, CASE t.direction WHEN 'within' THEN 'reissue' ELSE 'reissue_out' END,
     CASE t.direction WHEN 'within' THEN 'sent' ELSE 'letter' END,
     t.letter_on + interval '3 hours',
     t.letter_on > t.letter_first_on AND t.direction <> 'in'),
    (4, 'send_back', 'returned', t.letter_on + interval '5 days', t.state = 'returned'),
    (5, CASE t.direction WHEN 'within' THEN 'accept' WHEN 'out' THEN 'receipt' ELSE 'take_in' END,
     'accepted', t.accepted_at, t.state = 'accepted')
) s (n, verb, state, at, happened)
WHERE t.is_demo AND s.happened
"""

STEPS = """
INSERT INTO flow_step (
    public_id, case_id, number, verb, from_state, to_state, rule_set, actor_name, post, at,
    entry_no, key, asked
)
SELECT md5('step' || s.public_id || s.number)::uuid, c.id, s.number, s.verb, s.before, s.state,
    'always', '', '', s.at, 0, '', ''
FROM demo_step s JOIN flow_case c ON c.flow = 'membership.transfer' AND c.subject = s.public_id
"""

CLOCKS = """
INSERT INTO flow_clock (
    case_id, name, number, amount, unit, source, state, outcome, began_on, due_on, ended_on,
    extended, waits, escalated_at, is_certain, org_id, org_path
)
SELECT c.id, k.name, k.number, k.amount, 'days', '',
    CASE WHEN t.state = 'accepted' THEN 'ended' ELSE 'running' END,
    CASE WHEN t.state <> 'accepted' THEN '' WHEN t.receipt_on <= t.due_on THEN 'met'
        ELSE 'late' END,
    t.due_on - k.amount, t.due_on, CASE WHEN t.state = 'accepted' THEN t.receipt_on END, 0, false,
    CASE WHEN t.state <> 'accepted' AND t.due_on < %(today)s::date
        THEN t.due_on + interval '1 day' END,
    true, t.org_id, t.org_path
FROM transfer t JOIN flow_case c ON c.flow = 'membership.transfer' AND c.subject = t.public_id
CROSS JOIN LATERAL (SELECT
    CASE WHEN t.direction = 'in' THEN 'receive'
        WHEN t.state IN ('requested', 'prepared', 'returned') THEN 'send'
        WHEN t.direction = 'out' THEN 'receipt' ELSE 'letter' END AS name,
    CASE WHEN t.direction = 'in' THEN 'transfer.receive.days'
        WHEN t.state IN ('requested', 'prepared', 'returned') THEN 'transfer.send.days'
        WHEN t.direction = 'out' THEN 'letter.outside.days' ELSE 'letter.city.days' END AS number,
    CASE WHEN t.direction = 'in' THEN %(receive)s
        WHEN t.state IN ('requested', 'prepared', 'returned') THEN %(send)s
        WHEN t.direction = 'out' THEN %(out)s ELSE %(city)s END AS amount
) k
WHERE t.is_demo
"""
