"""Who runs errands in the demo's villages and communities, and which errand stands where?

Most places have an agent, many two; a few gave it up. Errands wait, run, are handed over; some
papers are still here. Chance is a hash of public ids, so the same city gives the same errands.
"""

from typing import Any

from jingwei.ops.demo.city import City
from jingwei.ops.demo.matter_topics import TOPICS
from jingwei.ops.demo.writing import Writer

DICE = "mod(abs(hashtextextended({}, 79)), 100)"

# The third of a place did it for a year and gave it up.
AGENTS = f"""
INSERT INTO proxy_agent (public_id, org_id, org_path, person_id, name, unit_id, does, held, is_demo)
SELECT md5('agent' || u.public_id || p.public_id)::uuid, u.org_id, u.org_path, p.id, p.name, u.id,
    (ARRAY['老年证、医保、补贴申请', '居住证明、老年证、水电缴费', '补贴申请、养老认证、社保卡',
        '跑腿送件、老年证、居住证明'])[1 + p.dice %% 4],
    daterange(%(today)s::date - CASE p.at WHEN 2 THEN 150 + p.dice ELSE 430 + p.dice END,
        CASE p.at WHEN 3 THEN %(today)s::date - 70 - p.dice END), true
FROM unit u
CROSS JOIN LATERAL (SELECT {DICE.format("u.public_id::text || 'agents'")}::int AS dice) d
JOIN LATERAL (
    SELECT q.*, row_number() OVER () AS at, {DICE.format("q.public_id::text")}::int AS dice
    FROM (
        SELECT p.id, p.public_id, p.name FROM person p
        WHERE p.org_path >= u.org_path AND p.org_path < left(u.org_path, -1) || '/'
            AND NOT p.is_gone AND p.merged_into_id IS NULL AND p.is_demo
            AND p.floating_to = '' AND p.lost_since IS NULL
        ORDER BY hashtextextended(p.public_id::text || u.public_id::text, 83) LIMIT 3
    ) q
) p ON p.at = 1 OR p.at = 2 AND d.dice < 60 OR p.at = 3 AND d.dice < 40
WHERE u.is_demo AND u.kind IN ('community', 'village') AND upper_inf(u.held) AND d.dice < 93
"""  # noqa: S608 - put together from constants of this file

# Some wait for somebody to take them. Taken when the matter was accepted, handed over when it was
# answered or soon after. Of those that closed in silence some never came into the asker's hands.
ERRANDS = f"""
INSERT INTO proxy_errand (
    org_id, org_path, matter_id, agent_id, agent_name, taken_on, handed_on, handed_how, result,
    is_demo
)
SELECT m.org_id, m.org_path, m.id, a.id, a.name, t.taken_on, h.handed_on,
    CASE WHEN h.handed_on IS NULL THEN '' ELSE
        (ARRAY['in_person', 'in_person', 'at_home', 'at_home', 'by_post', 'told'])[1 + d.dice %% 6]
    END,
    CASE WHEN h.handed_on IS NULL THEN '' ELSE coalesce(w.answer, '办好了。') END, true
FROM matter m JOIN matter_proxy c ON c.matter_id = m.id
CROSS JOIN LATERAL (SELECT {DICE.format("m.public_id::text || 'errand'")}::int AS dice) d
CROSS JOIN LATERAL (
    SELECT least(coalesce(m.replied_on, m.received_on) + d.dice %% 2, m.answered_on, m.closed_on,
        %(today)s::date) AS taken_on
) t
JOIN LATERAL (
    SELECT a.id, a.name FROM proxy_agent a
    WHERE a.unit_id = m.place_id AND a.is_demo AND a.held @> t.taken_on
        AND (upper_inf(a.held) OR upper(a.held) > coalesce(m.closed_on, %(today)s::date))
    ORDER BY hashtextextended(m.public_id::text || a.public_id::text, 89) LIMIT 1
) a ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN m.answered_on IS NULL OR m.outcome = 'silent' AND d.dice < 15
            OR m.state = 'answered' AND d.dice < 50 THEN NULL
        ELSE least(m.answered_on + d.dice %% 3, m.closed_on, %(today)s::date)
    END AS handed_on
) h
LEFT JOIN unnest(%(titles)s::text[], %(answers)s::text[]) AS w (title, answer)
    ON w.title = m.title
WHERE m.is_demo AND m.kind = 'proxy'
    AND (m.state = 'answered' OR m.outcome IN ('confirmed', 'silent')
        OR m.state = 'in_progress' AND d.dice >= 40)
"""  # noqa: S608 - put together from constants of this file

# Back when the result is handed over; what came in lately, and a few older ones, are still here.
PAPERS = f"""
INSERT INTO matter_paper (public_id, matter_id, name, taken_on, ended_on, how)
SELECT md5('paper' || m.public_id || k.n)::uuid, m.id, k.name, e.taken_on, b.ended_on,
    CASE WHEN b.ended_on IS NULL THEN '' WHEN k.n = 2 THEN 'erased' ELSE 'returned' END
FROM proxy_errand e JOIN matter m ON m.id = e.matter_id
CROSS JOIN (VALUES (1, '身份证复印件'), (2, '一寸照片'), (3, '本人写的情况说明')) k (n, name)
CROSS JOIN LATERAL (SELECT {DICE.format("m.public_id::text || 'papers'")}::int AS dice) d
CROSS JOIN LATERAL (SELECT coalesce(e.handed_on, m.closed_on) AS over_on) o
CROSS JOIN LATERAL (
    SELECT CASE WHEN o.over_on IS NULL OR d.dice < 3
            OR d.dice < 45 AND o.over_on > %(today)s::date - 20 THEN NULL
        ELSE least(o.over_on + d.dice %% 4, %(today)s::date) END AS ended_on
) b
WHERE e.is_demo AND (k.n = 1 OR d.dice %% 3 = k.n - 1)
"""  # noqa: S608 - put together from constants of this file


def write(city: City, writer: Writer) -> dict[str, int]:
    """Agents of villages and communities, errands in every state and the papers taken for them."""
    said: dict[str, Any] = {
        "today": city.today,
        "titles": [title for _kind, title, _asked, _answer in TOPICS],
        "answers": [answer for _kind, _title, _asked, answer in TOPICS],
    }
    cursor, counts = writer.cursor, {}
    for name, statement in (
        ("proxy_agents", AGENTS), ("proxy_errands", ERRANDS), ("proxy_papers", PAPERS),
    ):  # fmt: skip
        cursor.execute(statement, said)
        counts[name] = cursor.rowcount
        cursor.execute("ANALYZE proxy_agent, proxy_errand")
    return counts
