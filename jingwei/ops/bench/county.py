"""Which city is moved about? Two counties with members and posts, by set-based SQL."""

import os
import sys

COUNTIES = 2
TOWNS, BRANCHES, MEMBERS = 25, 122, 66_000
"""One county: 25 towns with 122 branches each are 3,076 organisations with the county itself."""

ORGANISATIONS = """
INSERT INTO organisation (public_id, code, path, name, short_name, kind, held,
    founded_precision, situation, contact, phone, pinyin, initials, is_demo, version)
SELECT gen_random_uuid(), code, root || path, name, '', kind, '[2000-01-01,)', 'd', '', '', '',
    '', '', true, 1
FROM (
    SELECT 'K' || c AS code, label(c + 1) AS path, '测量第' || c || '县委' AS name,
           'local_committee' AS kind FROM generate_series(1, %(counties)s) c
    UNION ALL
    SELECT 'K' || c || '-' || t, label(c + 1) || label(t),
           '第' || c || '县第' || t || '镇党委', 'party_committee'
    FROM generate_series(1, %(counties)s) c, generate_series(1, %(towns)s) t
    UNION ALL
    SELECT 'K' || c || '-' || t || '-' || b, label(c + 1) || label(t) || label(b),
           '第' || c || '县第' || t || '镇第' || b || '党支部', 'party_branch'
    FROM generate_series(1, %(counties)s) c, generate_series(1, %(towns)s) t,
         generate_series(1, %(branches)s) b
) o, (SELECT path AS root FROM organisation WHERE code = 'BENCH') r
ORDER BY o.path
"""
LABEL = """
CREATE FUNCTION pg_temp.label(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT lpad(n::text, 4, '0') || '.'
$$
"""
REST = (
    """INSERT INTO organisation_state (org_id, org_path, held, name, short_name, kind, basis)
    SELECT id, path, held, name, '', kind, '' FROM organisation WHERE code LIKE 'K%%'""",
    """INSERT INTO edge (org_id, org_path, kind, host_id, host_path, held, basis)
    SELECT o.id, o.path, 'leads', p.id, p.path, o.held, '' FROM organisation o
    JOIN organisation p ON p.path = left(o.path, length(o.path) - 5) WHERE o.code LIKE 'K%%'""",
    """INSERT INTO name_part (org_id, org_path, part)
    SELECT o.id, o.path, substr(o.name, s) || n FROM organisation o,
        generate_series(1, length(o.name)) s, generate_series(1, 3) n WHERE o.code LIKE 'K%%'""",
    """INSERT INTO term (org_id, org_path, held, due_on)
    SELECT id, path, '[2025-01-01,2028-01-01)', '2028-01-01' FROM organisation
    WHERE kind = 'party_branch'""",
    """INSERT INTO post (public_id, org_id, org_path, title, seat, held)
    SELECT gen_random_uuid(), id, path, t, 1, '[2000-01-01,)' FROM organisation,
        unnest(ARRAY['secretary', 'organisation', 'publicity']) t WHERE kind = 'party_branch'""",
    """INSERT INTO unit (public_id, org_id, org_path, name, kind, legacy_code, address, phone, held,
        pinyin, initials, is_demo, version)
    SELECT gen_random_uuid(), id, path, '单位' || code, 'private_firm', '', '', '',
        '[2000-01-01,)', 'danwei' || code, 'dw', true, 1 FROM organisation
    WHERE kind = 'party_branch'""",
    """INSERT INTO person (public_id, org_id, org_path, name, name_sort, pinyin, initials, sex,
        ethnicity, birth_on, birth_precision, education, degree, joined_on, joined_precision,
        full_precision, native_place, work_post, unit_title, id_number, id_index, id_tail,
        phone, phone_index, phone_tail, floating_to, lost_precision, is_gone, is_demo, version)
    SELECT gen_random_uuid(), o.id, o.path, '测' || n, 'ce' || n || chr(31) || '测' || n, 'ce' || n,
        'c' || n, '1', '01', date '1960-01-01' + (n %% 15000)::int, 'd', '11', '',
        date '1990-07-01' + (n %% 12000)::int, 'd', 'd', '', '', '',
        decode(md5(n || 'a'), 'hex') || decode(md5(n || 'b'), 'hex'), decode(md5(n || 'c'), 'hex'),
        lpad((n %% 10000)::text, 4, '0'), decode(md5(n || 'd'), 'hex'),
        decode(md5(n || 'e'), 'hex'), lpad((n %% 10000)::text, 4, '0'), '', 'd', false, true, 1
    FROM generate_series(1, %(members)s) n
    JOIN (SELECT id, path, row_number() OVER (ORDER BY path) AS place, count(*) OVER () AS many
          FROM organisation WHERE kind = 'party_branch') o ON o.place = n %% o.many + 1""",
    """INSERT INTO membership (org_id, org_path, person_id, kind, category, state, held, began,
        ended, basis)
    SELECT org_id, org_path, id, 'home', 'full', 'normal', '[2020-01-01,)', 'opening', '', ''
    FROM person""",
    """INSERT INTO position (public_id, org_id, org_path, post_id, person_id, name, held)
    SELECT gen_random_uuid(), p.org_id, p.org_path, p.id, m.id, m.name, '[2024-01-01,)'
    FROM post p JOIN LATERAL (SELECT id, name FROM person WHERE org_id = p.org_id
        AND org_path = p.org_path ORDER BY id LIMIT 1) m ON true""",
    """INSERT INTO entry (happened_at, actor_name, post, request_id, org_id, org_path, org_path_at,
        subject, subject_id, verb, payload)
    SELECT now(), '', '', '', org_id, org_path, org_path, 'person', public_id::text,
        'people.member.register', '{}' FROM person""",
)


def main(*_said: str) -> None:
    """Fill the bench database of the environment with one city of two counties."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.utils import timezone

    from jingwei.kernel.access import founding
    from jingwei.ops.bench import place

    place.refuse_other_databases(os.environ.get(place.NAME, ""))
    founding.found_city(name="测量市委", code="BENCH", at=timezone.now())  # noqa: TID251 - a program
    told = {
        "counties": COUNTIES, "towns": TOWNS, "branches": BRANCHES, "members": COUNTIES * MEMBERS
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(LABEL)
        cursor.execute("SET LOCAL search_path = public, pg_temp")
        cursor.execute(ORGANISATIONS.replace("label(", "pg_temp.label("), told)
        for statement in REST:
            cursor.execute(statement, told)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(*sys.argv[1:])
