"""How are new citizens linked? Members of villages who live in communities of a new type.

The relation stays in the village; each such community takes six along, most of them for a while.
Written before the meetings, whose rosters then know them, and what both sides may know after.
"""

from typing import Any

from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

EACH = 6

PLAN = """
CREATE TEMP TABLE planned_link ON COMMIT DROP AS
WITH host AS (
    SELECT h.*, row_number() OVER (ORDER BY h.path) AS at FROM (
        SELECT DISTINCT ON (u.id) o.id, o.path, u.name AS place,
            coalesce(nullif(o.short_name, ''), o.name) AS name
        FROM unit u JOIN organisation o
            ON o.path >= u.org_path AND o.path < left(u.org_path, -1) || '/'
            AND o.kind IN ('party_branch', 'joint_branch') AND upper_inf(o.held)
        WHERE u.is_demo AND u.kind = 'community' AND u.division_id = ANY (%(new)s)
        ORDER BY u.id, hashtextextended(o.code, 5)
    ) h
), village AS MATERIALIZED (
    SELECT DISTINCT b.id FROM unit v JOIN organisation b
        ON b.path >= v.org_path AND b.path < left(v.org_path, -1) || '/'
    WHERE v.is_demo AND v.kind = 'village'
), pool AS (
    SELECT p.id, p.public_id, p.name, m.org_id, m.org_path, m.category,
        coalesce(nullif(o.short_name, ''), o.name) AS home,
        row_number() OVER (ORDER BY hashtextextended(p.public_id::text, 41)) AS at
    FROM person p
    JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper_inf(m.held)
        AND m.state = 'normal' AND lower(m.held) <= %(opened)s
    JOIN organisation o ON o.id = m.org_id
    WHERE p.is_demo AND NOT p.is_gone AND p.floating_to = '' AND p.lost_since IS NULL
        AND m.org_id IN (SELECT id FROM village)
        AND NOT EXISTS (SELECT 1 FROM account c WHERE c.person_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM position s WHERE s.person_id = p.id)
        AND NOT EXISTS (
            SELECT 1 FROM membership g WHERE g.person_id = p.id AND g.kind <> 'home'
        )
)
SELECT p.*, h.id AS host_id, h.path AS host_path, h.name AS host, h.place,
    (ARRAY['linked', 'linked', 'linked', 'asked', 'linked', 'linked', 'proposed', 'linked',
        'returning', 'linked', 'linked', 'ended'])[1 + p.at %% 12] AS state,
    (70 + mod(abs(hashtextextended(p.public_id::text, 47)), 270))::int AS days
FROM host h JOIN pool p ON p.at > (h.at - 1) * %(each)s AND p.at <= h.at * %(each)s
WHERE p.org_id <> h.id
"""
LINKS = """
INSERT INTO dual_link (
    public_id, org_id, org_path, person_id, name, category, state, why, place, words, home_name,
    host_id, host_path, host_name, home_contact, contact, asked_on, consent_on, agreed_on,
    ended_on, is_demo
)
SELECT md5('link' || p.public_id)::uuid, p.org_id, p.org_path, p.id, p.name, p.category, p.state,
    (ARRAY['shares', 'shares', 'land', 'vote'])[1 + p.at %% 4], p.place, '', p.home, p.host_id,
    p.host_path, p.host, '组织委员',
    CASE WHEN p.state IN ('asked', 'proposed') THEN '' ELSE '党小组长' END,
    %(today)s::date - CASE WHEN p.state IN ('asked', 'proposed') THEN 6 ELSE p.days + 7 END,
    CASE p.state WHEN 'proposed' THEN NULL WHEN 'asked' THEN %(today)s::date - 4
        ELSE %(today)s::date - p.days - 3 END,
    CASE WHEN p.state NOT IN ('asked', 'proposed') THEN %(today)s::date - p.days END,
    CASE WHEN p.state = 'ended' THEN %(today)s::date - 20 END, true
FROM planned_link p
"""
STAYS = """
INSERT INTO membership (
    person_id, org_id, org_path, kind, category, state, held, began, ended, basis, known_from
)
SELECT l.person_id, l.host_id, l.host_path, 'activity', l.category, 'normal',
    daterange(l.agreed_on, l.ended_on), 'moved',
    CASE WHEN l.ended_on IS NULL THEN '' ELSE 'moved' END, '新市民党员双重管理',
    l.agreed_on + interval '3 hours'
FROM dual_link l WHERE l.is_demo AND l.agreed_on IS NOT NULL
"""
CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    org_id, org_path, host_id, host_path, person_id
)
SELECT md5('case' || l.public_id)::uuid, 'community.link', l.public_id, l.state, 'always', 0, 0,
    l.asked_on + interval '2 hours',
    coalesce(l.ended_on, l.agreed_on, l.consent_on, l.asked_on) + interval '3 hours',
    l.ended_on + interval '3 hours', l.org_id, l.org_path, l.host_id, l.host_path, l.person_id
FROM dual_link l WHERE l.is_demo
"""
LIFE = """
INSERT INTO dual_link_life (
    org_id, org_path, host_id, host_path, link_id, meeting, "on", kinds, side, how, is_demo
)
SELECT l.org_id, l.org_path, l.host_id, l.host_path, l.id, m.public_id, m."on", m.kinds, s.side,
    CASE WHEN l.person_id = ANY (m.present) THEN 'present'
        WHEN l.person_id = ANY (m.excused) THEN 'excused' ELSE 'absent' END, true
FROM dual_link l
CROSS JOIN LATERAL (VALUES ('home', l.org_id), ('here', l.host_id)) s (side, branch)
JOIN meeting m ON m.org_id = s.branch AND m."on" >= l.agreed_on AND m.state = 'closed'
    AND (l.ended_on IS NULL OR m."on" < l.ended_on)
    AND l.person_id = ANY (m.present || m.excused || m.absent)
WHERE l.is_demo
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Links, the stays that go with them, and their cases."""
    cursor = writer.cursor
    said: dict[str, Any] = {
        "new": [place.code for place in city.places if place.is_new_type], "today": city.today,
        "each": EACH, "opened": city.opened,
    }  # fmt: skip
    cursor.execute("DROP TABLE IF EXISTS planned_link")
    cursor.execute(PLAN, said)
    cursor.execute(LINKS, said)
    written = cursor.rowcount
    cursor.execute(STAYS)
    cursor.execute(CASES)
    return {"dual_links": written}


def write_life(city: City, writer: Writer) -> dict[str, int]:
    """What both sides know, from the meetings that were written meanwhile."""
    writer.cursor.execute(LIFE)
    return {"dual_link_lives": writer.cursor.rowcount}
