"""How is a year of elections written? From the terms on file: who began a term was elected.

Most were held on time, some after a postponement, some late, some after a tie and a second
ballot; terms that end soon have an election under way at every stage, and some have none. The
same city and day give the same records: chance is a hash of the code.
"""

from jingwei.ops.demo import elections_delegates
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

BRANCHES = ["party_branch", "joint_branch"]
SIDE_POSTS = ["group_lead", "contact", "instructor"]
DICE = "mod(abs(hashtextextended({}, 11)), 100)"

DRAWN = f"""
CREATE TEMP TABLE election_drawn ON COMMIT DROP AS
WITH last AS (
    SELECT DISTINCT ON (t.org_id) t.org_id, lower(t.held) AS began, t.due_on
    FROM term t ORDER BY t.org_id, lower(t.held) DESC
), branch AS (
    SELECT o.id, o.path, o.code, l.began, l.due_on,
        {DICE.format("o.code || 'election'")}::int AS dice,
        ARRAY(SELECT m.person_id FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
              AND m.category = 'full' AND m.state = 'normal'
              AND m.held @> CASE WHEN l.began > %(since)s::date THEN l.began
                    ELSE %(today)s::date END
              ORDER BY m.person_id) AS voters,
        ARRAY(SELECT h.person_id FROM position h JOIN post p ON p.id = h.post_id
              WHERE h.org_path = o.path AND upper_inf(h.held) AND h.person_id IS NOT NULL
              AND p.title <> ALL (%(side)s) GROUP BY h.person_id
              ORDER BY min(array_position(ARRAY['secretary', 'deputy'], p.title)), h.person_id
        ) AS body,
        (SELECT count(DISTINCT h.person_id) FROM position h JOIN post p ON p.id = h.post_id
         WHERE h.org_path = o.path AND upper_inf(h.held) AND p.title = 'deputy'
         AND h.person_id IS NOT NULL)::int AS deputies
    FROM organisation o JOIN last l ON l.org_id = o.id
    WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%(kinds)s)
)
SELECT b.*, b.began > %(since)s::date AS is_held,
    CASE WHEN b.began > %(since)s::date THEN 'done' ELSE
        (ARRAY['planning', 'asked', 'agreed', 'noticed', 'named', 'listed'])[1 + b.dice %% 6]
    END AS state,
    CASE WHEN b.began > %(since)s::date THEN
        CASE WHEN b.dice < 8 THEN b.began - 45 WHEN b.dice < 14 THEN b.began - 30
            ELSE b.began + 4 END
        ELSE b.due_on END AS was_due
FROM branch b
WHERE cardinality(b.voters) > 3 AND cardinality(b.body) > 0
    AND (b.began > %(since)s::date AND b.began <= %(today)s::date
         OR b.due_on BETWEEN %(today)s::date AND %(soon)s::date AND b.dice < 70)
"""  # noqa: S608 - put together from constants of this file

WHAT = """
SELECT nextval(pg_get_serial_sequence('election', 'id')), md5(d.code || 'election')::uuid,
    d.id, d.path, CASE WHEN d.dice IN (3, 33) THEN 'open_direct' ELSE 'term' END, 'members',
    d.state, d.was_due,
    CASE WHEN d.is_held THEN d.began ELSE greatest(d.due_on - 3, %(today)s::date) END,
    CASE WHEN d.is_held AND d.dice < 8 THEN d.began + 5 END,
    CASE WHEN d.is_held AND d.dice < 8 THEN '村（社区）合并，经批准延期' ELSE '' END, '',
    CASE WHEN cardinality(d.body) >= 3 THEN cardinality(d.body) ELSE 0 END, d.deputies,
    CASE WHEN d.is_held THEN d.began - 40 ELSE %(today)s::date - 20 END,
    CASE WHEN d.is_held THEN d.began - 12
         WHEN d.state IN ('noticed', 'named', 'listed') THEN %(today)s::date - 6 END,
    CASE WHEN d.is_held THEN d.began END, CASE WHEN d.is_held THEN d.began + 6 END,
    '党员活动室', 1, CASE WHEN d.is_held THEN d.voters ELSE '{}' END,
    CASE WHEN d.is_held THEN ARRAY(
        SELECT v FROM unnest(d.voters) v WHERE v = ANY (d.body)
            OR v <> ALL (d.voters[cardinality(d.voters) - cardinality(d.voters) / 10 + 1:])
        ORDER BY v
    ) ELSE '{}' END,
    CASE WHEN d.is_held THEN ARRAY(
        SELECT v FROM unnest(d.voters[:cardinality(d.voters) - cardinality(d.voters) / 10]) v
        WHERE v <> ALL (d.body) ORDER BY v DESC LIMIT 1
    ) ELSE '{}' END,
    CASE WHEN d.is_held THEN coalesce((
        SELECT b.id FROM unnest(d.body) WITH ORDINALITY AS b (id, place)
        WHERE b.id = ANY (d.voters) ORDER BY b.place LIMIT 1
    ), d.voters[1]) END, '',
    CASE WHEN d.is_held OR d.state <> 'planning' THEN %(at)s::timestamptz END,
    CASE WHEN d.is_held OR d.state <> 'planning' THEN %(account)s END,
    CASE WHEN d.is_held THEN %(at)s::timestamptz END,
    CASE WHEN d.is_held THEN %(account)s END, 1, true
FROM election_drawn d ORDER BY d.path
"""
ELECTIONS = elections_delegates.INTO + WHAT

CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    org_id, org_path
)
SELECT md5(e.public_id || 'case')::uuid, 'elections.election', e.public_id, e.state, 'always', 0,
    0, e.begun_on + interval '2 hours', coalesce(e.held_on, e.begun_on) + interval '3 hours',
    CASE WHEN e.state = 'done' THEN e.confirmed_on + interval '3 hours' END, e.org_id, e.org_path
FROM election e WHERE e.is_demo
"""

CANDIDATES = """
INSERT INTO election_candidate (
    public_id, election_id, office, position, person_id, name, sides, is_approved, org_id, org_path
)
SELECT md5(e.public_id || c.office || c.person)::uuid, e.id, c.office,
    row_number() OVER (PARTITION BY e.id, c.office ORDER BY c.place), c.person, p.name,
    CASE WHEN e.variant = 'open_direct' THEN ARRAY['members', 'residents', 'organisation']
        ELSE ARRAY['members'] END,
    e.state IN ('listed', 'done'), e.org_id, e.org_path
FROM election e JOIN election_drawn d ON d.id = e.org_id
CROSS JOIN LATERAL (
    SELECT 'committee' AS office, who AS person, place
    FROM unnest(d.body || ARRAY(
        SELECT v FROM unnest(d.voters) v WHERE v <> ALL (d.body) ORDER BY v
        LIMIT ceil(cardinality(d.body) * 0.2)::int
    )) WITH ORDINALITY AS x (who, place) WHERE e.committee_seats > 0
    UNION ALL SELECT 'secretary', d.body[1], 1
    UNION ALL SELECT 'deputy', who, place
    FROM unnest(d.body[2:1 + d.deputies]) WITH ORDINALITY AS x (who, place)
) c JOIN person p ON p.id = c.person
WHERE e.is_demo AND e.state IN ('named', 'listed', 'done')
"""

ROUNDS = """
INSERT INTO election_round (
    public_id, election_id, sitting, office, number, "on", seats, entitled, present, issued,
    returned, valid, outcome, of_entitled, exactly_counts, org_id, org_path
)
SELECT md5(e.public_id || r.office || r.number)::uuid, e.id, 1, r.office, r.number, e.held_on,
    r.seats, r.entitled, r.present, r.present, r.present, r.present, r.outcome, false, true,
    e.org_id, e.org_path
FROM election e JOIN election_drawn d ON d.id = e.org_id
CROSS JOIN LATERAL (
    SELECT d.dice BETWEEN 20 AND 27 AND e.committee_seats > 0 AS again
) s
CROSS JOIN LATERAL (
    SELECT 'committee' AS office, 1 AS number, e.committee_seats AS seats,
        cardinality(e.entitled) AS entitled, cardinality(e.present) AS present,
        CASE WHEN s.again THEN 'tied' ELSE 'decided' END AS outcome WHERE e.committee_seats > 0
    UNION ALL SELECT 'committee', 2, 1, cardinality(e.entitled), cardinality(e.present), 'decided'
    WHERE s.again
    UNION ALL SELECT o.office, 1, o.seats,
        CASE WHEN e.committee_seats > 0 AND e.variant = 'term' THEN e.committee_seats
            ELSE cardinality(e.entitled) END,
        CASE WHEN e.committee_seats > 0 AND e.variant = 'term' THEN e.committee_seats
            ELSE cardinality(e.present) END, 'decided'
    FROM (VALUES ('secretary', 1), ('deputy', e.deputy_seats)) o (office, seats) WHERE o.seats > 0
) r
WHERE e.is_demo AND e.state = 'done'
"""

# In a first round that ended in a tie the last two names have the same votes; the second decides.
# Who was elected leaves some votes to the others: all together are no more than there were.
TALLIES = """
INSERT INTO election_tally (
    round_id, position, person_id, name, yes, no, abstained, is_written_in, is_elected, title,
    org_id, org_path
)
SELECT r.id, c.position, c.person_id, c.name, v.yes, r.valid - v.yes, 0, false, v.won, '',
    r.org_id, r.org_path
FROM election_round r JOIN election e ON e.id = r.election_id AND e.is_demo
JOIN election_candidate c ON c.election_id = e.id AND c.office = r.office
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN r.number = 2 AND c.position <= e.committee_seats THEN r.valid - 1
        WHEN r.number = 2 THEN 1
        WHEN r.outcome = 'tied' AND c.position >= e.committee_seats THEN r.valid / 2 + 1
        WHEN c.position <= r.seats THEN r.valid - 1 - least(c.position, r.valid / 5)
        ELSE least(r.valid / 4, r.seats - 1) END AS yes,
        CASE WHEN r.number = 2 THEN c.position <= e.committee_seats
            WHEN r.outcome = 'tied' THEN c.position < e.committee_seats
            ELSE c.position <= r.seats END AS won
) v
WHERE (r.number = 1 OR c.position BETWEEN e.committee_seats AND e.committee_seats + 1)
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Elections of the last twelve months and those under way, with names, counts, delegates and
    the meetings that voted."""
    cursor = writer.cursor
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    said = {
        "kinds": BRANCHES, "side": SIDE_POSTS, "today": city.today, "account": account,
        "since": city.today.replace(year=city.today.year - 1, day=1), "at": writer.at,
    }  # fmt: skip
    cursor.execute("SELECT %(today)s::date + 150", said)
    (said["soon"],) = cursor.fetchone()
    cursor.execute(DRAWN, said)
    cursor.execute("ANALYZE election_drawn")
    cursor.execute(ELECTIONS, said)
    found = {"elections": cursor.rowcount}
    congresses = elections_delegates.prepare(city, cursor, said)
    found["elections"] += congresses
    cursor.execute(CASES)
    cursor.execute(CANDIDATES)
    cursor.execute(ROUNDS)
    cursor.execute(TALLIES)
    found |= {"congresses": congresses, "delegates": elections_delegates.write(cursor, said)}
    found["election_meetings"] = elections_delegates.hold(cursor, said)
    cursor.execute("DROP TABLE election_drawn")  # a second load in one transaction begins anew
    return found
