"""Which statements write the demo city's matters? Chance is a hash of place, week and number."""

DICE = "mod(abs(hashtextextended({}, 11)), {})"

ASKS = f"""
CREATE TEMP TABLE asking ON COMMIT DROP AS
SELECT md5('matter' || d.key)::uuid AS public_id,
    md5('receipt' || d.key) AS receipt,
    u.id AS place_id, u.org_id, u.org_path, d.key,
    CASE WHEN w.n >= %(weeks)s - 2 AND {DICE.format("d.key || 'errand'", 100)} < 35
        THEN (%(errands)s::int[])[1 + {DICE.format("d.key || 'topic'", "%(errand_topics)s")}]
        ELSE {DICE.format("d.key || 'topic'", "%(topics)s")}::int END AS topic,
    (ARRAY['window','window','phone','phone','hotline','web','web','code','grid','delegate'])
        [1 + {DICE.format("d.key || 'door'", 10)}] AS channel,
    %(since)s::date + (w.n * 7 + {DICE.format("d.key || 'day'", 7)})::int AS on_day,
    interval '10 minutes' + {DICE.format("d.key || 'hour'", 560)} * interval '1 minute' AS hour,
    {DICE.format("d.key || 'late'", 1000)} < 10 AS is_late,
    {DICE.format("d.key || 'slow'", 1000)} < 12 AS replies_late,
    {DICE.format("d.key || 'end'", 1000)} AS ends,
    {DICE.format("d.key || 'again'", 1000)} < 25 AS is_redone,
    {DICE.format("d.key || 'grade'", 1000)} AS grade,
    {DICE.format("d.key || 'quick'", 100)} AS quick
FROM unit u
CROSS JOIN generate_series(0, %(weeks)s - 1) w (n)
CROSS JOIN generate_series(1, %(a_week)s) k (n)
CROSS JOIN LATERAL (SELECT u.public_id::text || '-' || w.n || '-' || k.n AS key) d
WHERE u.is_demo AND u.kind IN ('community', 'village') AND upper_inf(u.held)
    AND %(since)s::date + (w.n * 7 + {DICE.format("d.key || 'day'", 7)})::int <= %(today)s
"""  # noqa: S608 - put together from constants of this file

# How a matter stands today follows from when it came: what is due later may still be open.
MATTERS = """
CREATE TEMP TABLE standing ON COMMIT DROP AS
SELECT a.*, t.category, t.kind, t.title, f.due AS reply_due,
    CASE WHEN a.replies_late THEN f.due + 1 ELSE a.on_day END AS replied,
    p.due AS promised,
    CASE WHEN a.is_late THEN p.due + 2
        ELSE a.on_day + ((p.due - a.on_day) * a.quick / 100)::int END AS answered,
    (ARRAY['redirected','withdrawn','silent','confirmed'])[CASE WHEN a.ends < 30 THEN 1
        WHEN a.ends < 40 THEN 2 WHEN a.ends < 190 THEN 3 ELSE 4 END] AS outcome
FROM asking a JOIN topic t ON t.n = a.topic
JOIN promise f ON f.name = 'first_reply' AND f.began = a.on_day
JOIN promise p ON p.name = t.category AND p.began = a.on_day;
UPDATE standing SET answered = greatest(answered, replied);
ALTER TABLE standing ADD closed date, ADD state text;
UPDATE standing SET closed = CASE outcome WHEN 'redirected' THEN replied
    WHEN 'withdrawn' THEN replied WHEN 'silent' THEN answered + 11 ELSE answered + 2 END;
UPDATE standing s SET state = CASE
    WHEN closed <= day THEN CASE outcome WHEN 'redirected' THEN 'redirected' ELSE 'closed' END
    WHEN replied > day THEN 'received'
    WHEN answered <= day THEN 'answered'
    WHEN s.quick < 20 THEN 'accepted' ELSE 'in_progress' END
FROM (SELECT max(on_day) AS day FROM asking) today;
UPDATE standing SET promised = NULL
WHERE state IN ('received', 'redirected') OR outcome = 'withdrawn' AND state = 'closed';
INSERT INTO matter (
    public_id, receipt, state, channel, kind, first_kind, why, is_listed, category,
    first_category, title, asked, phone_tail, place_id, spot, org_id, org_path, host_id,
    host_path, level, bounces, reopened, received_at, received_on, reply_due_on, replied_on,
    promised_on, answered_on, answered_in_time, closed_on, outcome, is_demo, outside_no,
    outside_due_on
)
SELECT s.public_id, decode(s.receipt, 'hex'), s.state, s.channel,
    CASE WHEN s.kind <> 'service' THEN s.kind WHEN s.channel = 'delegate' THEN 'voice'
        WHEN s.category = 'errand'
            AND (mod(s.quick, 5) < 2 OR s.state NOT IN ('closed', 'redirected')) THEN 'proxy'
        ELSE s.kind END, '', '', false,
    CASE WHEN s.promised IS NULL THEN '' ELSE s.category END,
    CASE WHEN s.promised IS NULL THEN '' ELSE s.category END,
    s.title, e.asked, '', s.place_id, '', s.org_id, s.org_path, s.org_id, s.org_path, 1, 0,
    (s.is_redone AND s.state = 'closed' AND s.outcome = 'confirmed')::int, s.on_day + s.hour,
    s.on_day, s.reply_due, CASE WHEN s.state <> 'received' AND s.outcome <> 'withdrawn'
        OR s.state NOT IN ('received', 'closed') THEN s.replied END,
    s.promised, a.answered, a.answered <= s.promised,
    CASE WHEN s.state IN ('closed', 'redirected') THEN s.closed END,
    CASE WHEN s.state IN ('closed', 'redirected') THEN s.outcome ELSE '' END, true,
    CASE WHEN s.channel = 'hotline' THEN 'DEMO' || upper(left(s.receipt, 12)) ELSE '' END,
    CASE WHEN s.channel = 'hotline' THEN coalesce(s.promised, s.reply_due + 5) END
FROM standing s JOIN sealed_ask e USING (public_id)
CROSS JOIN LATERAL (
    SELECT CASE WHEN s.state = 'answered'
        OR s.state = 'closed' AND s.outcome IN ('confirmed', 'silent') THEN s.answered
    END AS answered
) a
"""

# What an errand saved, and what a delegate raised; each of a kind drawn above.
ERRANDS = """
INSERT INTO matter_proxy (matter_id, mandate, since, until, agreed, errands_saved)
SELECT m.id, '代办：' || m.title, m.received_on,
    m.received_on + (ARRAY[15, 30, 30, 60])[1 + mod(ascii(m.public_id::text), 4)],
    '签了委托书（示例）', 1 + mod(m.id, 3)
FROM matter m WHERE m.is_demo AND m.kind = 'proxy' AND m.state <> 'received'
"""
VOICES = """
INSERT INTO matter_voice (matter_id, raised_to, raised_on, heard_on)
SELECT m.id, '示例街道人大工委', m.received_on, m.answered_on
FROM matter m WHERE m.is_demo AND m.kind = 'voice'
"""

# A few say what was said of the same place within two months; whoever worked on them linked them.
REPEATS = f"""
UPDATE matter m SET same_as_id = f.id
FROM matter r CROSS JOIN LATERAL (
    SELECT e.id FROM matter e WHERE e.place_id = r.place_id AND e.title = r.title AND e.is_demo
        AND e.received_on < r.received_on AND e.received_on >= r.received_on - 60
        AND {DICE.format("e.public_id::text || 'repeat'", 100)} >= 12
    ORDER BY e.received_on, e.id LIMIT 1
) f
WHERE r.id = m.id AND r.is_demo AND r.state <> 'received'
    AND {DICE.format("r.public_id::text || 'repeat'", 100)} < 12
"""  # noqa: S608 - put together from constants of this file

CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at, org_id,
    org_path, host_id, host_path
)
SELECT md5('case' || m.public_id)::uuid, 'matters.matter', m.public_id, m.state, 'service',
    CASE m.state WHEN 'received' THEN 1 WHEN 'accepted' THEN 2 WHEN 'redirected' THEN 2
        WHEN 'in_progress' THEN 3 WHEN 'answered' THEN 4
        ELSE CASE m.outcome WHEN 'withdrawn' THEN 2 WHEN 'silent' THEN 5 ELSE 6 END END,
    0, m.received_at, coalesce(m.closed_on + interval '6 hours', m.received_at),
    m.closed_on + interval '6 hours', m.org_id, m.org_path, m.host_id, m.host_path
FROM matter m WHERE m.is_demo
"""

STEPS = """
INSERT INTO flow_step (
    public_id, case_id, number, verb, from_state, to_state, rule_set, actor_name, post, at,
    entry_no, key, asked
)
SELECT md5('step' || m.public_id || s.number)::uuid, c.id, s.number, s.verb, s.from_state,
    s.to_state, 'service', '', '', s.at, 0, '', ''
FROM matter m JOIN flow_case c ON c.flow = 'matters.matter' AND c.subject = m.public_id
CROSS JOIN LATERAL (VALUES
    (1, CASE WHEN m.channel IN ('web', 'code') THEN 'arrive' ELSE 'receive' END, '', 'received',
        m.received_at, true),
    (2, 'accept', 'received', 'accepted',
        greatest(m.received_at + interval '5 minutes', m.replied_on + interval '1 hour'),
        m.promised_on IS NOT NULL),
    (2, 'redirect', 'received', 'redirected', m.closed_on + interval '6 hours',
        m.outcome = 'redirected'),
    (2, 'withdraw', 'received', 'closed', m.closed_on + interval '6 hours',
        m.outcome = 'withdrawn'),
    (3, 'take_up', 'accepted', 'in_progress', greatest(
        m.received_at + interval '20 minutes', m.replied_on + interval '2 hours'),
        m.promised_on IS NOT NULL AND m.state <> 'accepted'),
    (4, 'answer', 'in_progress', 'answered', greatest(
        m.received_at + interval '40 minutes', m.answered_on + interval '3 hours'),
        m.answered_on IS NOT NULL),
    (5, 'confirm', 'answered', 'confirmed', m.closed_on - interval '20 hours',
        m.outcome = 'confirmed'),
    (6, 'close_confirmed', 'confirmed', 'closed', m.closed_on + interval '6 hours',
        m.outcome = 'confirmed'),
    (5, 'close_silent', 'answered', 'closed', m.closed_on + interval '6 hours',
        m.outcome = 'silent')
) s (number, verb, from_state, to_state, at, happened)
WHERE m.is_demo AND s.happened
"""

CLOCKS = """
INSERT INTO flow_clock (
    case_id, name, number, amount, unit, source, state, outcome, began_on, due_on, ended_on,
    extended, waits, is_certain, org_id, org_path
)
SELECT c.id, k.name, '', p.amount, p.unit, '',
    CASE WHEN k.ended IS NULL THEN 'running' ELSE 'ended' END,
    CASE WHEN k.ended IS NULL THEN '' WHEN k.dropped THEN 'dropped'
        WHEN k.ended <= p.due THEN 'met' ELSE 'late' END,
    k.began, p.due, k.ended, 0, false, true, m.org_id, m.org_path
FROM matter m JOIN flow_case c ON c.flow = 'matters.matter' AND c.subject = m.public_id
CROSS JOIN LATERAL (VALUES
    ('first_reply', m.received_on, coalesce(m.replied_on, m.closed_on), m.outcome = 'withdrawn',
        true),
    (m.category, m.received_on, m.answered_on, false, m.promised_on IS NOT NULL)
) k (name, began, ended, dropped, is_there)
JOIN promise p ON p.name = k.name AND p.began = k.began
WHERE m.is_demo AND k.is_there
"""

# Four of ten rate; of those 91 of a hundred are content.
REVIEWS = """
INSERT INTO matter_review (public_id, token, month, grade, org_id, org_path, is_demo)
SELECT md5('review' || a.public_id)::uuid, decode(md5('token' || a.public_id), 'hex'),
    date_trunc('month', m.closed_on)::date,
    CASE WHEN a.grade < 150 THEN 5 WHEN a.grade < 290 THEN 4 WHEN a.grade < 364 THEN 3
        WHEN a.grade < 388 THEN 2 ELSE 1 END,
    m.org_id, m.org_path, true
FROM asking a JOIN matter m USING (public_id)
WHERE a.grade < 400 AND m.state = 'closed' AND m.outcome IN ('confirmed', 'silent')
"""
