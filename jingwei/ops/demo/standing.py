"""How is written who floats, is lost, abroad or leaving? From what the roster of the demo says.

Most of those away are in contact, some have not been for long, a few are marked on the roster only.
The steps that led to a decision, and its notice, are written by :mod:`.standing_papers`.
"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.rulebook.queries import value_of
from jingwei.ops.demo import standing_papers
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

ABROAD = "境外"
DICE = "mod(abs(hashtextextended({}, 31)), 100)"

_AWAY = f"""
    SELECT p.id, p.public_id, p.name, p.floating_to, p.lost_since, m.category, m.state, m.org_id,
        m.org_path, lower(m.held) AS began, coalesce(nullif(o.short_name, ''), o.name) AS home,
        {DICE.format("p.public_id::text")}::int AS dice
    FROM person p JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper_inf(m.held)
    JOIN organisation o ON o.id = m.org_id
    WHERE p.is_demo AND NOT p.is_gone
"""  # noqa: S608 - put together from constants of this file

# Of a hundred who are away five are on the roster only; the last contact is recent for most.
FLOATING = f"""
INSERT INTO floating (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, why, host_id, host_path,
    category, home_name, host_name, place, contact, last_contact_on
)
SELECT md5('floating' || a.public_id)::uuid, a.org_id, a.org_path, a.id, a.name,
    %(today)s::date - 200 - a.dice * 6, true,
    CASE WHEN h.id IS NULL THEN 'away' WHEN a.dice %% 12 = 3 THEN 'asked' ELSE 'living' END,
    (ARRAY['work', 'work', 'work', 'family', 'graduate', 'other'])[1 + a.dice %% 6],
    h.id, h.path, a.category, a.home, coalesce(nullif(h.short_name, ''), h.name, ''),
    a.floating_to, CASE WHEN a.dice %% 3 = 0 THEN '' ELSE '组织委员' END,
    CASE WHEN a.dice >= 92 THEN NULL WHEN a.dice >= 80 THEN %(today)s::date - 190 - a.dice
        ELSE %(today)s::date - a.dice * 2 END
FROM ({_AWAY}) a
LEFT JOIN LATERAL (
    SELECT o.id, o.path, o.short_name, o.name
    FROM membership g JOIN organisation o ON o.id = g.org_id
    WHERE g.person_id = a.id AND g.kind = 'host' AND upper_inf(g.held) ORDER BY g.id LIMIT 1
) h ON true
WHERE a.floating_to NOT IN ('', %(abroad)s) AND a.state = 'normal' AND a.lost_since IS NULL
    AND a.dice >= 5
"""  # noqa: S608 - put together from constants of this file

STAYS = f"""
INSERT INTO stay_abroad (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, kind, place,
    last_contact_on, suspended_on
)
SELECT md5('stay' || a.public_id)::uuid, a.org_id, a.org_path, a.id, a.name,
    least(%(today)s::date - 120 - a.dice * CASE WHEN a.dice >= 90 THEN 25 ELSE 10 END, a.began),
    true, CASE a.state WHEN 'suspended' THEN 'suspended' ELSE 'abroad' END,
    CASE WHEN a.state = 'suspended' THEN 'settled' WHEN a.dice < 75 THEN 'study'
        WHEN a.dice < 92 THEN 'work' ELSE 'other' END, '某国',
    CASE WHEN a.dice >= 85 THEN NULL ELSE %(today)s::date - a.dice * 2 END,
    CASE a.state WHEN 'suspended' THEN a.began END
FROM ({_AWAY}) a
WHERE a.floating_to = %(abroad)s AND a.lost_since IS NULL
"""  # noqa: S608 - put together from constants of this file

LOST = f"""
INSERT INTO lost_contact (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, situation, org_class,
    searches, last_search_on, suspended_on
)
SELECT md5('lost' || a.public_id)::uuid, a.org_id, a.org_path, a.id, a.name, a.lost_since, true,
    CASE WHEN a.state = 'suspended' THEN 'suspended'
        WHEN a.lost_since > %(lost)s::date OR a.dice %% 4 = 0 THEN 'searching' ELSE 'lost' END,
    (1 + a.dice %% 7)::text, (ARRAY['3', '3', '7', '2', '5', '1'])[1 + a.dice %% 6],
    3 + a.dice %% 5, %(today)s::date - 10 - a.dice,
    CASE WHEN a.state = 'suspended' THEN greatest(a.began, a.lost_since) END
FROM ({_AWAY}) a
WHERE a.lost_since IS NOT NULL AND a.lost_since <= %(today)s::date - 30 AND a.dice %% 20 <> 7
"""  # noqa: S608 - put together from constants of this file

# Whose membership was restored in these months had been out of contact before.
RESTORED = """
INSERT INTO lost_contact (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, situation, org_class,
    searches, last_search_on, suspended_on, ended_on
)
SELECT md5('restored' || p.public_id)::uuid, m.org_id, m.org_path, p.id, p.name,
    lower(m.held) - 800, true, 'found', '6', '7', 4, lower(m.held) - 30, lower(m.held) - 400,
    lower(m.held)
FROM membership m JOIN person p ON p.id = m.person_id
WHERE p.is_demo AND NOT p.is_gone AND m.kind = 'home' AND m.began = 'restored'
    AND p.lost_since IS NULL AND p.joined_on < lower(m.held) - 800
"""

LEFT = """
INSERT INTO leaving (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, talked_on, met_on, ended_on
)
SELECT md5('left' || p.public_id)::uuid, m.org_id, m.org_path, p.id, p.name, upper(m.held) - 45,
    true, 'left', upper(m.held) - 38, upper(m.held) - 20, upper(m.held)
FROM membership m JOIN person p ON p.id = m.person_id
WHERE p.is_demo AND m.kind = 'home' AND m.ended = 'left'
"""

LEAVING = f"""
INSERT INTO leaving (
    public_id, org_id, org_path, person_id, name, since, is_demo, state, talked_on, met_on, ended_on
)
SELECT md5('leaving' || n.public_id)::uuid, n.org_id, n.org_path, n.id, n.name,
    %(today)s::date - 20 - n.n, true,
    (ARRAY['asked', 'talked', 'met', 'stayed'])[1 + n.n %% 4],
    CASE WHEN n.n %% 4 > 0 THEN %(today)s::date - 15 END,
    CASE WHEN n.n %% 4 = 2 THEN %(today)s::date - 5 END,
    CASE WHEN n.n %% 4 = 3 THEN %(today)s::date - 10 END
FROM (
    SELECT a.*, (row_number() OVER (ORDER BY hashtextextended(a.public_id::text, 37)))::int AS n,
        count(*) OVER () AS whole
    FROM ({_AWAY}) a
    WHERE a.floating_to = '' AND a.lost_since IS NULL AND a.state = 'normal'
        AND a.began < %(today)s::date - 90
        AND NOT EXISTS (SELECT 1 FROM account c WHERE c.person_id = a.id)
) n WHERE n.n <= greatest(3, n.whole / 30000)
"""  # noqa: S608 - put together from constants of this file

ENDS = "('returned', 'ended', 'found', 'handed', 'back', 'left', 'stayed')"
CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    org_id, org_path, host_id, host_path, person_id
)
SELECT md5('case' || r.public_id)::uuid, '{flow}', r.public_id, r.state, 'always', 0, 0,
    r.since + interval '2 hours', coalesce(r.ended_on, {moved}, r.since) + interval '3 hours',
    CASE WHEN r.state IN {ends} THEN r.ended_on + interval '3 hours' END, r.org_id, r.org_path,
    {host}, r.person_id
FROM {table} r WHERE r.is_demo
"""
# The half-year runs from the last contact; what is late has been put before the level above.
CLOCKS = """
INSERT INTO flow_clock (
    case_id, name, number, amount, unit, source, state, outcome, began_on, due_on, extended, waits,
    escalated_at, is_certain, org_id, org_path
)
SELECT c.id, 'contact', '{number}', {months}, 'months', '', 'running', '', d.began, d.due, 0,
    false, CASE WHEN d.due < %(today)s::date THEN d.due + interval '1 day' END, true, r.org_id,
    r.org_path
FROM {table} r JOIN flow_case c ON c.flow = '{flow}' AND c.subject = r.public_id
CROSS JOIN LATERAL (SELECT coalesce(r.last_contact_on, r.since) AS began,
    (coalesce(r.last_contact_on, r.since) + interval '{months} months')::date AS due) d
WHERE r.is_demo AND r.state IN ('away', 'asked', 'living', 'abroad')
"""
HOSTED, ALONE = "r.host_id, r.host_path", "NULL, NULL"
KINDS = (
    ("floating", "membership.floating", "r.last_contact_on", HOSTED),
    ("stay_abroad", "membership.abroad", "r.last_contact_on", ALONE),
    ("lost_contact", "membership.lost", "r.last_search_on", ALONE),
    ("leaving", "membership.leaving", "r.talked_on", ALONE),
)


def write(city: City, writer: Writer) -> dict[str, int]:
    """Records of everybody whom the roster marks, and of who asks to leave, left or came back."""
    cursor, today = writer.cursor, city.today
    said: dict[str, Any] = {
        "today": today, "abroad": ABROAD, "lost": today - timedelta(days=183),
    }  # fmt: skip
    found = {}
    for name, statement in (
        ("floating", FLOATING),
        ("stays abroad", STAYS),
        ("searches", LOST),
        ("restored", RESTORED),
        ("leaving", LEAVING),
        ("left", LEFT),
    ):
        cursor.execute(statement, said)
        found[name] = cursor.rowcount
    for table, flow, moved, host in KINDS:
        words = {"table": table, "flow": flow, "moved": moved, "host": host, "ends": ENDS}
        cursor.execute(CASES.format(**words))
    for table, flow, number in (
        ("floating", "membership.floating", "floating.contact.months"),
        ("stay_abroad", "membership.abroad", "abroad.contact.months"),
    ):
        months = int(value_of(number, today))
        words = {"table": table, "flow": flow, "number": number, "months": str(months)}
        cursor.execute(CLOCKS.format(**words), said)
    return found | standing_papers.write(city, writer)
