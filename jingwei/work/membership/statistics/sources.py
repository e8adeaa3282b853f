"""Which records do the tables count? DOMAIN 5.6: members by formal relation, admissions and exits
where they were carried out, organisations where they stand.

Each way in or out is the first or last day of a stretch that nothing in the range adjoins, so that
last year + opened + in - out = this year for whatever is on file.
"""

from typing import Final

from jingwei.kernel.ranges import mostly

# Said with both ends, not with @>: of that PostgreSQL expects one row in two hundred behind a
# policy, and looks up each of a city's members by itself.
HELD = """NOT isempty(m.held) AND (lower(m.held) IS NULL OR lower(m.held) <= %(on)s::date)
        AND (upper(m.held) IS NULL OR upper(m.held) > %(on)s::date)"""
HELD_BEFORE = """NOT isempty(m.held) AND (lower(m.held) IS NULL OR lower(m.held) < %(since)s::date)
        AND (upper(m.held) IS NULL OR upper(m.held) >= %(since)s::date)"""
ON = "%(on)s::date"
IN_SIGHT = "WITHIN(m.org_path)"
NEXT = "WITHIN(f.org_path)"
AGE = "date_part('year', age(%(on)s::date, p.birth_on))"
# Who has left for a branch out of sight still counts; the file is out of sight then.
LABEL = "coalesce(p.name, '-') AS label"
ABOUT = f"""
    coalesce(p.sex, '0') AS sex, coalesce(p.ethnicity, '') AS ethnicity,
    coalesce(p.education, '') AS education, p.joined_on, p.birth_on, {AGE} AS years
"""
MEMBERS: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.category, m.state, p.work_post, {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND {HELD} AND {IN_SIGHT}
"""  # noqa: S608 - put together from constants of this file
# A relation that only moved within the range is neither in nor out; a change of category or state
# is neither. What else begins or ends here is a correction: files merged, imports undone.
CAME: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.category,
        CASE WHEN m.began IN ('opening', 'admitted', 'transferred_in', 'restored', 'moved')
            THEN m.began ELSE 'corrected' END AS way,
        {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND lower(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND NOT EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND upper(f.held) = lower(m.held)
            AND {NEXT}
        )
"""  # noqa: S608 - put together from constants of this file
WENT: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.category,
        CASE WHEN m.ended IN ('moved', 'transferred_out', 'died', 'left')
            THEN m.ended ELSE 'corrected' END AS way,
        {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND upper(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND NOT EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND lower(f.held) = upper(m.held)
            AND {NEXT}
        )
"""  # noqa: S608 - put together from constants of this file
# Members on the last day of last year whose organisation stood here at the end of this one.
BEFORE: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, m.category, p.sex, EXISTS (
        SELECT 1 FROM unnest(%(joined_lo)s::text[], %(joined_hi)s::text[]) j (lo, hi)
        WHERE m.org_path >= j.lo AND m.org_path < j.hi
    ) AS with_org
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND {HELD_BEFORE} AND {IN_SIGHT}
"""  # noqa: S608 - put together from constants of this file
COMPARED: Final = f"""
    SELECT b.id, b.org_id, b.label, CASE WHEN b.with_org THEN 'in' ELSE 'before' END AS part,
        CASE WHEN b.with_org THEN 'with_org' ELSE '' END AS way, b.category, b.sex
    FROM ({BEFORE}) b
    UNION ALL SELECT c.id, c.org_id, c.label, CASE c.way WHEN 'opening' THEN 'opened' ELSE 'in' END,
        c.way, c.category, c.sex FROM ({CAME}) c
    UNION ALL SELECT w.id, w.org_id, w.label, 'out', w.way, w.category, w.sex FROM ({WENT}) w
    UNION ALL SELECT n.id, n.org_id, n.label, 'now', '', n.category, n.sex FROM ({MEMBERS}) n
"""  # noqa: S608 - put together from constants of this file
# What stood here last year and elsewhere at the end of this one: read at where it stands now.
GONE_WITH_ORG: Final = f"""
    SELECT b.id, b.org_id, b.label, w.part, w.way, b.category, b.sex FROM ({BEFORE}) b
    CROSS JOIN (VALUES ('before', ''), ('out', 'with_org')) w (part, way)
"""  # noqa: S608 - put together from constants of this file
STUDENTS: Final = f"""
    SELECT s.*, EXISTS (
        SELECT 1 FROM ({CAME}) c WHERE c.id = s.id AND c.way = 'admitted'
    ) AS admitted
    FROM ({MEMBERS}) s WHERE s.work_post LIKE '%%学生%%' OR s.work_post LIKE '%%研究生%%'
"""  # noqa: S608 - put together from constants of this file
LEFT: Final = f"SELECT * FROM ({WENT}) w WHERE way = 'left'"  # noqa: S608 - as above
ADMITTED: Final = f"SELECT * FROM ({CAME}) c WHERE way = 'admitted'"  # noqa: S608 - as above
TURNED: Final = f"""
    SELECT m.person_id AS id, m.org_id, {LABEL}, {ABOUT}
    FROM membership m LEFT JOIN person p ON p.id = m.person_id
    WHERE m.kind = 'home' AND m.category = 'full' AND m.began = 'continued'
        AND lower(m.held) BETWEEN %(since)s::date AND %(on)s::date AND {IN_SIGHT}
        AND EXISTS (
            SELECT 1 FROM membership f WHERE f.person_id = m.person_id AND f.kind = 'home'
            AND upper(f.held) = lower(m.held) AND f.category = 'probationary'
        )
"""  # noqa: S608 - put together from constants of this file
ORGANISATIONS: Final = f"""
    SELECT o.id, o.id AS org_id, s.name AS label, s.kind, t.due_on,
        EXISTS (
            SELECT 1 FROM election e WHERE e.org_id = o.id AND e.state = 'done'
            AND e.held_on BETWEEN %(since)s::date AND %(on)s::date
        ) AS elected,
        EXISTS (
            SELECT 1 FROM election e WHERE e.org_id = o.id AND e.state = 'done'
            AND e.held_on BETWEEN %(since)s::date AND %(on)s::date
            AND e.held_on <= coalesce(e.postponed_to, e.due_on)
        ) AS elected_on_time
    FROM organisation o JOIN organisation_state s ON s.org_id = o.id AND {mostly("s.held", ON)}
    LEFT JOIN LATERAL (
        SELECT x.due_on FROM term x WHERE x.org_path = o.path AND lower(x.held) <= %(on)s::date
        ORDER BY lower(x.held) DESC LIMIT 1
    ) t ON true
    WHERE {mostly("o.held", ON)} AND WITHIN(o.path)
"""  # noqa: S608 - put together from constants of this file
UNITS: Final = f"""
    SELECT u.id, u.org_id, u.name AS label, u.kind, c.ways
    FROM unit u LEFT JOIN (
        SELECT o.unit_id, array_agg(DISTINCT s.kind::text) AS ways FROM organisation o
        JOIN organisation_state s ON s.org_id = o.id AND {mostly("s.held", ON)}
        WHERE o.unit_id IS NOT NULL AND {mostly("o.held", ON)}
        GROUP BY o.unit_id
    ) c ON c.unit_id = u.id
    WHERE {mostly("u.held", ON)} AND WITHIN(u.org_path)
"""  # noqa: S608 - as above
APPRAISED: Final = """
    SELECT o.id, o.id AS org_id, s.name AS label, s.kind,
        (SELECT count(*) FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
         AND m.held @> %(on)s::date) AS members,
        EXISTS (
            SELECT 1 FROM meeting g WHERE g.org_id = o.id AND g.state = 'closed'
            AND g."on" BETWEEN %(since)s::date AND %(on)s::date AND 'appraisal' = ANY (g.kinds)
        ) AS held_it,
        EXISTS (
            SELECT 1 FROM meeting g WHERE g.org_id = o.id AND g.state = 'closed'
            AND g."on" BETWEEN %(since)s::date AND %(on)s::date
            AND 'org_life_meeting' = ANY (g.kinds)
        ) AS lived
    FROM organisation o JOIN organisation_state s ON s.org_id = o.id AND s.held @> %(on)s::date
    WHERE o.held @> %(on)s::date AND WITHIN(o.path)
        AND s.kind IN ('party_branch', 'joint_branch', 'temporary_branch', 'floating_branch')
        AND EXISTS (SELECT 1 FROM membership m WHERE m.org_id = o.id AND m.kind = 'home'
                    AND m.held @> %(on)s::date)
"""
GRADED: Final = f"""
    SELECT a.person_id AS id, a.org_id, coalesce(p.name, a.name) AS label, a.grade, a.skipped,
        {ABOUT}
    FROM appraisal_line a JOIN appraisal_round r ON r.id = a.round_id
    LEFT JOIN person p ON p.id = a.person_id
    WHERE r.year = date_part('year', %(on)s::date) AND WITHIN(a.org_path)
"""  # noqa: S608 - put together from constants of this file
