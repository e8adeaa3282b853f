"""Which bodies does the demo city elect by delegates' meetings, and which meetings are on record?

Committees with five hundred members with a vote and two whose members live apart: seats by the
members of each branch, a fifth more names, a vote of each branch, credentials examined; one seat
that fell vacant was filled by a vote of the same branch, one still waits for it. Of the elections
by a meeting of all members most have that meeting among the branch's meetings.
"""

from typing import Any, Final

from jingwei.kernel.orgs.kinds import COMMITTEES
from jingwei.ops.demo.city import City
from jingwei.work.membership.elections.queries import SENDING

LARGE: Final = 500  # members with a vote from which on no reason is asked for
MOST_UNITS: Final = 120
APART: Final = ("xinyuan", "heavy")
DICE: Final = "mod(abs(hashtextextended({}, 13)), 100)"

INTO: Final = """
INSERT INTO election (
    id, public_id, org_id, org_path, variant, way, state, due_on, planned_on, postponed_to,
    shift_reason, way_reason, committee_seats, deputy_seats, begun_on, noticed_on, held_on,
    confirmed_on, venue, sitting, entitled, present, tellers, chair_id, open_seats_reason,
    asked_at, asked_by_id, confirmed_at, confirmed_by_id, version, is_demo
)
"""
CONGRESS = f"""
CREATE TEMP TABLE congress ON COMMIT DROP AS
WITH last AS (
    SELECT DISTINCT ON (t.org_id) t.org_id, lower(t.held) AS began, t.due_on
    FROM term t ORDER BY t.org_id, lower(t.held) DESC
), org AS (
    SELECT o.id, o.path, left(o.path, -1) || '/' AS hi, o.code, l.began, l.due_on,
        l.began > %(since)s::date AS is_held,
        CASE WHEN l.began > %(since)s::date THEN l.began ELSE %(today)s::date END AS seen_on
    FROM organisation o JOIN last l ON l.org_id = o.id
    WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%(committees)s)
        AND (l.began > %(since)s::date AND l.began <= %(today)s::date
             OR l.due_on BETWEEN %(today)s::date AND %(soon)s::date)
), voter AS (
    SELECT g.id, u.id AS unit, u.path AS unit_path, u.code AS unit_code, m.person_id,
        row_number() OVER (PARTITION BY g.id, u.id
            ORDER BY hashtextextended(p.public_id || g.code, 13), p.public_id) AS place
    FROM org g JOIN organisation u ON u.path > g.path AND u.path < g.hi
        AND u.kind = ANY (%(sending)s) AND upper_inf(u.held)
    JOIN membership m ON m.org_id = u.id AND m.kind = 'home' AND m.category = 'full'
        AND m.state = 'normal' AND m.held @> g.seen_on
    JOIN person p ON p.id = m.person_id
), unit AS (
    SELECT v.id, v.unit, v.unit_path, v.unit_code, count(*)::int AS voters,
        array_agg(v.person_id ORDER BY v.place) AS who
    FROM voter v GROUP BY v.id, v.unit, v.unit_path, v.unit_code HAVING count(*) > 3
), whole AS (
    SELECT u.id, sum(u.voters)::int AS voters, count(*) AS units,
        least(150, greatest(30, sum(u.voters) * 12 / 100)) AS wanted
    FROM unit u GROUP BY u.id
)
SELECT g.*, u.unit, u.unit_path, u.unit_code, u.voters, u.who, w.voters AS all_voters, s.seats,
    s.seats + (s.seats + 4) / 5 AS names,
    row_number() OVER (PARTITION BY g.id ORDER BY s.seats DESC, u.unit_path) = 1 AS refills,
    g.is_held OR row_number() OVER (PARTITION BY g.id ORDER BY u.unit_path DESC) > 1 AS has_voted,
    row_number() OVER (PARTITION BY g.id ORDER BY u.unit_path) * 2 <= w.units OR g.is_held
        AS is_checked
FROM org g JOIN unit u ON u.id = g.id JOIN whole w ON w.id = g.id
CROSS JOIN LATERAL (
    SELECT greatest(1, least(u.voters / 2, u.voters * w.wanted / w.voters))::int AS seats
) s
WHERE w.units BETWEEN 2 AND {MOST_UNITS} AND (w.voters >= {LARGE} OR g.code = ANY (%(apart)s))
"""  # noqa: S608 - put together from constants of this file

# Who was elected, with the number of the card; the last of the branch with most seats resigned.
CHOSEN = """
CREATE TEMP TABLE congress_delegate ON COMMIT DROP AS
SELECT c.id, c.unit, c.who[p.place] AS person,
    row_number() OVER (PARTITION BY c.id ORDER BY c.unit_path, p.place) AS number, 1 AS round,
    CASE WHEN c.refills AND p.place = c.seats THEN 'vacated' WHEN c.is_checked THEN 'qualified'
        ELSE 'elected' END AS state
FROM congress c CROSS JOIN LATERAL generate_series(1, c.seats) AS p (place)
WHERE c.has_voted
"""
REFILLED = """
INSERT INTO congress_delegate (id, unit, person, number, round, state)
SELECT c.id, c.unit, c.who[c.seats + 1],
    (SELECT max(d.number) + 1 FROM congress_delegate d WHERE d.id = c.id), 2, 'qualified'
FROM congress c WHERE c.refills AND c.is_held
"""
DRAWN = """
INSERT INTO election_drawn (
    id, path, code, began, due_on, dice, voters, body, deputies, is_held, state, was_due
)
SELECT g.id, g.path, g.code, g.began, g.due_on, 50, d.voters, b.body, b.deputies, g.is_held,
    CASE WHEN g.is_held THEN 'done' ELSE 'named' END,
    CASE WHEN g.is_held THEN g.began + 4 ELSE g.due_on END
FROM (SELECT DISTINCT id, path, code, began, due_on, is_held FROM congress) g
JOIN LATERAL (
    SELECT array_agg(d.person ORDER BY d.person) AS voters FROM congress_delegate d
    WHERE d.id = g.id AND d.state <> 'vacated'
) d ON true
JOIN LATERAL (
    SELECT array_agg(h.person_id ORDER BY h.rank, h.person_id) AS body,
        count(*) FILTER (WHERE h.deputy)::int AS deputies
    FROM (
        SELECT h.person_id, min(array_position(ARRAY['secretary', 'deputy'], p.title)) AS rank,
            bool_or(p.title = 'deputy') AND NOT bool_or(p.title = 'secretary') AS deputy
        FROM position h JOIN post p ON p.id = h.post_id
        WHERE h.org_id = g.id AND upper_inf(h.held) AND p.title <> ALL (%(side)s)
            AND h.person_id IN (SELECT unnest(c.who) FROM congress c WHERE c.id = g.id)
        GROUP BY h.person_id
    ) h
) b ON cardinality(b.body) >= 3
"""
ELECTIONS = f"""{INTO}
SELECT nextval(pg_get_serial_sequence('election', 'id')), md5(d.code || 'election')::uuid,
    d.id, d.path, 'term', 'delegates', d.state, d.was_due,
    CASE WHEN d.is_held THEN d.began ELSE greatest(d.due_on - 5, %(today)s::date) END, NULL, '',
    CASE WHEN c.voters < {LARGE} THEN '党员住得分散，没有坐得下的会场' ELSE '' END,
    cardinality(d.body), d.deputies,
    CASE WHEN d.is_held THEN d.began - 75 ELSE %(today)s::date - 40 END,
    CASE WHEN d.is_held THEN d.began - 50 ELSE %(today)s::date - 20 END,
    CASE WHEN d.is_held THEN d.began END, CASE WHEN d.is_held THEN d.began + 6 END,
    CASE WHEN d.is_held THEN '党群服务中心大会议室' ELSE '' END, 1,
    CASE WHEN d.is_held THEN d.voters ELSE '{{}}' END,
    CASE WHEN d.is_held THEN ARRAY(
        SELECT v.id FROM unnest(d.voters) WITH ORDINALITY AS v (id, place)
        WHERE v.place %% 19 > 0 OR v.id = ANY (d.body) ORDER BY v.id
    ) ELSE '{{}}' END,
    CASE WHEN d.is_held THEN ARRAY(
        SELECT v.id FROM unnest(d.voters) WITH ORDINALITY AS v (id, place)
        WHERE v.place %% 19 > 0 AND v.id <> ALL (d.body) ORDER BY v.id DESC LIMIT 2
    ) ELSE '{{}}' END,
    CASE WHEN d.is_held THEN d.body[1] END, '', %(at)s::timestamptz, %(account)s,
    CASE WHEN d.is_held THEN %(at)s::timestamptz END, CASE WHEN d.is_held THEN %(account)s END, 1,
    true
FROM election_drawn d
JOIN (SELECT id, max(all_voters) AS voters FROM congress GROUP BY id) c ON c.id = d.id
ORDER BY d.path
"""  # noqa: S608 - put together from constants of this file
DELEGATIONS = """
INSERT INTO election_delegation (org_id, org_path, election_id, unit_id, seats)
SELECT e.org_id, e.org_path, e.id, c.unit, c.seats
FROM congress c JOIN election e ON e.org_id = c.id AND e.is_demo AND e.way = 'delegates'
ORDER BY c.unit_path
"""
# A fifth more names than seats; for the seat that fell vacant one more is put up later.
CANDIDATES = """
INSERT INTO election_candidate (
    public_id, election_id, office, unit_id, position, person_id, name, sides, is_approved, org_id,
    org_path
)
SELECT md5(e.public_id || 'delegate' || p.public_id)::uuid, e.id, 'delegate', c.unit, n.place, p.id,
    p.name, ARRAY['members'], false, e.org_id, e.org_path
FROM congress c JOIN election e ON e.org_id = c.id AND e.is_demo AND e.way = 'delegates'
CROSS JOIN LATERAL generate_series(
    1, least(c.voters, c.names + CASE WHEN c.refills THEN 1 ELSE 0 END)
) AS n (place)
JOIN person p ON p.id = c.who[n.place]
"""
ROUNDS = """
INSERT INTO election_round (
    public_id, election_id, sitting, office, unit_id, number, "on", seats, entitled, present,
    issued, returned, valid, outcome, of_entitled, exactly_counts, org_id, org_path
)
SELECT md5(e.public_id || 'delegate' || c.unit_code || r.number)::uuid, e.id, 1, 'delegate', c.unit,
    r.number, r."on", r.seats, c.voters, v.n, v.n, v.n, v.n, 'decided', false, true, e.org_id,
    e.org_path
FROM congress c JOIN election e ON e.org_id = c.id AND e.is_demo AND e.way = 'delegates'
CROSS JOIN LATERAL (VALUES
    (1, c.seats, CASE WHEN c.is_held THEN c.began - 30 ELSE %(today)s::date - 6 END, c.has_voted),
    (2, 1, c.began - 8, c.refills AND c.is_held)
) r (number, seats, "on", happened)
CROSS JOIN LATERAL (SELECT c.voters - c.voters / 10 AS n) v
WHERE r.happened
"""
TALLIES = """
INSERT INTO election_tally (
    round_id, position, person_id, name, yes, no, abstained, is_written_in, is_elected, title,
    org_id, org_path
)
SELECT r.id, n.place, p.id, p.name, v.yes, r.valid - v.yes, 0, false, n.place <= r.seats, '',
    r.org_id, r.org_path
FROM congress c JOIN election e ON e.org_id = c.id AND e.is_demo AND e.way = 'delegates'
JOIN election_round r ON r.election_id = e.id AND r.office = 'delegate' AND r.unit_id = c.unit
CROSS JOIN LATERAL (
    SELECT CASE r.number WHEN 1 THEN 0 ELSE c.seats END AS before,
        CASE r.number WHEN 1 THEN c.names ELSE least(c.voters, c.names + 1) - c.seats END AS names
) f
CROSS JOIN LATERAL generate_series(1, f.names) AS n (place)
JOIN person p ON p.id = c.who[f.before + n.place]
CROSS JOIN LATERAL (
    SELECT CASE WHEN n.place <= r.seats THEN r.valid - r.valid / 5
            - CASE WHEN r.valid >= 10 THEN n.place %% 3 ELSE 0 END
        ELSE least(r.valid / 5, r.valid / 5 * r.seats / (f.names - r.seats)) END AS yes
) v
"""
DELEGATES = """
INSERT INTO election_delegate (
    public_id, org_id, org_path, election_id, unit_id, round_id, person_id, name, number, state,
    checked_on, checked_by_id, ended_on, ended_why, words
)
SELECT md5(e.public_id || 'delegate' || d.number)::uuid, e.org_id, e.org_path, e.id, d.unit, r.id,
    p.id, p.name, d.number, d.state, k."on", CASE WHEN k."on" IS NOT NULL THEN %(account)s END,
    CASE WHEN d.state = 'vacated' THEN coalesce(e.held_on - 10, %(today)s::date - 1) END,
    CASE WHEN d.state = 'vacated' THEN 'resigned' ELSE '' END,
    CASE WHEN d.state = 'vacated' THEN '要照顾家人，长住外地' ELSE '' END
FROM congress_delegate d JOIN election e ON e.org_id = d.id AND e.is_demo AND e.way = 'delegates'
JOIN election_round r ON r.election_id = e.id AND r.office = 'delegate' AND r.unit_id = d.unit
    AND r.number = d.round
JOIN person p ON p.id = d.person
CROSS JOIN LATERAL (
    SELECT CASE WHEN d.state = 'elected' THEN NULL
        WHEN d.state = 'vacated' AND e.held_on IS NULL THEN NULL
        ELSE coalesce(e.held_on - CASE d.round WHEN 1 THEN 12 ELSE 6 END, %(today)s::date - 2) END
        AS "on"
) k
ORDER BY e.id, d.number
"""

# The roster of the day: who was ticked came, who else belongs to the branch came in part.
MEETINGS = f"""
INSERT INTO meeting (
    id, public_id, org_id, org_path, kinds, state, "on", starts, ends, topic, venue, chair_id,
    recorder_id, guests, agenda, present, excused, absent, excuses, entitled, entitled_present,
    why_not, closed_at, closed_by_id, known_from, version, is_demo
)
SELECT nextval(pg_get_serial_sequence('meeting', 'id')), md5(e.public_id || 'meeting')::uuid,
    e.org_id, e.org_path, ARRAY['member_meeting'], 'closed', e.held_on, '14:30', '16:30', t.topic,
    e.venue, e.chair_id, w.recorder, '',
    jsonb_build_array(jsonb_build_object('kind', 'member_meeting', 'title', t.topic, 'said',
        '应到有选举权的' || w.entitled || '人，实到' || w.voted || '人。' || coalesce(s.said, ''))),
    w.present, w.excused, '{{}}', w.excuses, w.entitled, w.voted, '',
    e.held_on + interval '12 hours', %(account)s, e.held_on + interval '12 hours', 1, true
FROM election e
CROSS JOIN LATERAL (
    SELECT CASE e.variant WHEN 'term' THEN '换届选举' ELSE '公推直选' END AS topic
) t
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(m.person_id ORDER BY m.person_id) FILTER (WHERE m.came), '{{}}')
            AS present,
        coalesce(array_agg(m.person_id ORDER BY m.person_id) FILTER (WHERE NOT m.came), '{{}}')
            AS excused,
        coalesce(jsonb_object_agg(m.person_id, 'away') FILTER (WHERE NOT m.came), '{{}}')
            AS excuses,
        count(*) FILTER (WHERE m.votes) AS entitled,
        count(*) FILTER (WHERE m.votes AND m.came) AS voted,
        min(m.person_id) FILTER (WHERE m.came AND m.votes AND m.person_id <> e.chair_id)
            AS recorder
    FROM (
        SELECT m.person_id, bool_or(m.kind = 'home' AND m.category = 'full'
                AND m.state = 'normal') AS votes,
            CASE WHEN m.person_id = ANY (e.entitled) THEN m.person_id = ANY (e.present)
                ELSE {DICE.format("p.public_id::text || e.public_id")} < 80 END AS came
        FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.org_id = e.org_id AND m.held @> e.held_on
        GROUP BY m.person_id, p.public_id
    ) m
) w
CROSS JOIN LATERAL (
    SELECT string_agg(o.said, '' ORDER BY o.place) AS said FROM (
        SELECT min(array_position(ARRAY['committee', 'secretary', 'deputy'], r.office)) AS place,
            '选举' || string_agg(y.name, '、' ORDER BY r.number, y.position) || '为'
                || (CASE r.office WHEN 'committee' THEN '委员' WHEN 'secretary' THEN '书记'
                    ELSE '副书记' END) || '。' AS said
        FROM election_round r JOIN election_tally y ON y.round_id = r.id AND y.is_elected
        WHERE r.election_id = e.id AND (r.office = 'committee' OR e.committee_seats = 0
            OR e.variant = 'open_direct')
        GROUP BY r.office
    ) o
) s
WHERE e.is_demo AND e.state = 'done' AND e.way = 'members' AND e.chair_id = ANY (w.present)
    AND {DICE.format("e.public_id || 'on record'")} < 86
ORDER BY e.org_path
"""  # noqa: S608 - put together from constants of this file
LINKED = """
UPDATE election e SET meeting_id = m.id FROM meeting m
WHERE e.is_demo AND e.way = 'members' AND m.is_demo
    AND m.public_id = md5(e.public_id || 'meeting')::uuid
"""


def whose(city: City) -> dict[str, Any]:
    """Which kinds of bodies and branches are meant, and who elects so though few."""
    return {
        "committees": [kind.value for kind in COMMITTEES],
        "sending": [kind.value for kind in SENDING],
        "apart": [city.orgs[city.marks[key]].code for key in APART],
    }  # fmt: skip


def prepare(city: City, cursor: Any, said: dict[str, Any]) -> int:
    """Elections by delegates, beside those in ``election_drawn``; how many."""
    said |= whose(city)
    draw(cursor, said)
    cursor.execute(DRAWN, said)
    cursor.execute(ELECTIONS, said)
    return int(cursor.rowcount)


def draw(cursor: Any, said: dict[str, Any]) -> None:
    """Who is put up and elected where, into two tables of the transaction."""
    cursor.execute(CONGRESS, said)
    cursor.execute(CHOSEN)
    cursor.execute(REFILLED)
    cursor.execute("ANALYZE congress, congress_delegate")


def write(cursor: Any, said: dict[str, Any]) -> int:
    """Seats, names, votes of branches and delegates of the prepared ones; how many delegates."""
    cursor.execute(DELEGATIONS)
    cursor.execute(CANDIDATES)
    cursor.execute(ROUNDS, said)
    cursor.execute(TALLIES, said)
    cursor.execute(DELEGATES, said)
    count = int(cursor.rowcount)
    cursor.execute("DROP TABLE congress, congress_delegate")
    return count


def hold(cursor: Any, said: dict[str, Any]) -> int:
    """The meetings that voted, on record and named by their elections; how many."""
    cursor.execute(MEETINGS, said)
    cursor.execute(LINKED)
    return int(cursor.rowcount)
