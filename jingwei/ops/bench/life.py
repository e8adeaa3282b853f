"""Whose figures are measured? Members, posts and terms of the measured branches, the same each run.

Written by the owner as sets, marks and all; one member in twenty moved to another branch during the
last year, one in fifty was admitted in it.
"""

import os
import sys
from datetime import date

# Numbers spread members over branches and ages; nothing is drawn by chance.
PEOPLE = """
INSERT INTO person (org_id, org_path, public_id, name, name_sort, pinyin, initials, sex, ethnicity,
    birth_on, birth_precision, education, degree, joined_on, joined_precision, full_precision,
    native_place, work_post, unit_title, id_tail, phone_tail, floating_to, lost_precision, is_demo,
    version, is_gone)
SELECT b.id, b.path, gen_random_uuid(), '测员' || n, 'ceyuan' || lpad(n::text, 8, '0'), 'ceyuan',
    'cy', (1 + n %% 3 / 2)::text, '01',
    CASE WHEN n %% 97 > 0 THEN DATE '1940-01-01' + (n::bigint * 7919 %% 23000)::int END, 'd',
    CASE WHEN n %% 89 > 0 THEN (1 + n %% 7)::text || '1' ELSE '' END, '',
    DATE '2000-01-01' + (n %% 8000)::int, 'd', 'd', '', '', '', '', '',
    CASE WHEN n %% 40 = 0 THEN '外省' ELSE '' END, 'd', true, 1, false
FROM generate_series(1, %(count)s) n
JOIN bench_branch b ON b.nr = n %% (SELECT count(*) FROM bench_branch)
"""
STAYED = """
INSERT INTO membership (org_id, org_path, person_id, kind, category, state, held, began, ended,
    basis)
SELECT p.org_id, p.org_path, p.id, 'home', CASE WHEN p.id %% 50 = 7 THEN 'probationary' ELSE 'full'
    END, CASE WHEN p.id %% 400 = 3 THEN 'suspended' ELSE 'normal' END,
    CASE WHEN p.id %% 50 = 7 THEN daterange(%(on)s - (p.id %% 360)::int - 1, NULL)
        WHEN p.id %% 20 = 1 THEN daterange('2000-01-01', %(on)s - (p.id %% 360)::int - 1)
        ELSE daterange('2000-01-01', NULL) END,
    CASE WHEN p.id %% 50 = 7 THEN 'admitted' ELSE 'opening' END,
    CASE WHEN p.id %% 20 = 1 AND p.id %% 50 <> 7 THEN 'moved' ELSE '' END, ''
FROM person p
"""
MOVED = """
INSERT INTO membership (org_id, org_path, person_id, kind, category, state, held, began, ended,
    basis)
SELECT b.id, b.path, m.person_id, 'home', m.category, 'normal', daterange(upper(m.held), NULL),
    'moved', '', ''
FROM membership m JOIN bench_branch o ON o.id = m.org_id
JOIN bench_branch b ON b.nr = (o.nr + 17) %% (SELECT count(*) FROM bench_branch)
WHERE m.ended = 'moved'
"""
POSTS = """
INSERT INTO post (org_id, org_path, public_id, title, seat, held)
SELECT b.id, b.path, gen_random_uuid(), t.title, 1, daterange('2000-01-01', NULL)
FROM bench_branch b CROSS JOIN (VALUES ('secretary'), ('deputy'), ('organisation')) t (title)
"""
POSITIONS = """
INSERT INTO position (org_id, org_path, public_id, name, held, post_id, person_id)
SELECT s.org_id, s.org_path, gen_random_uuid(), '测员', daterange('2020-01-01', NULL), s.id, h.id
FROM post s JOIN (
    SELECT id, org_id, row_number() OVER (PARTITION BY org_id ORDER BY id) - 1 AS nr FROM person
) h ON h.org_id = s.org_id AND h.nr = length(s.title) %% 3
WHERE s.id %% 30 > 0
"""
TERMS = """
INSERT INTO term (org_id, org_path, held, due_on)
SELECT b.id, b.path, daterange('2022-01-01', NULL), %(on)s + (b.nr %% 900)::int - 200
FROM bench_branch b
"""
BRANCHES = """
CREATE TEMP TABLE bench_branch AS
SELECT id, path, row_number() OVER (ORDER BY path) - 1 AS nr
FROM organisation WHERE kind = 'party_branch'
"""


# The city itself is founded on the day of the measurement; its facts reach back a year.
SINCE_EVER = (
    "UPDATE organisation SET held = daterange('2000-01-01', NULL) WHERE code = 'BENCH'",
    (
        "UPDATE organisation_state SET held = daterange('2000-01-01', NULL) WHERE org_id ="
        " (SELECT id FROM organisation WHERE code = 'BENCH')"
    ),
)


def write_life(cursor: object, count: int, on: date) -> None:
    """``count`` members and who leads them; the branches are there already."""
    said: dict[str, object] = {"count": count, "on": on}
    execute = cursor.execute  # type: ignore[attr-defined]
    for statement in (*SINCE_EVER, BRANCHES):
        execute(statement)
    for statement in (PEOPLE, STAYED, MOVED, POSTS, POSITIONS, TERMS):
        execute(statement, said)
    execute("DELETE FROM dirty_mark")
    execute("ANALYZE")


def main(count: str) -> None:
    """As the owner, in a measured database only; ``towns`` makes the branches before."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.utils import timezone

    from jingwei.ops.bench import place, rosters, towns

    place.refuse_other_databases(os.environ.get(place.NAME, ""))
    towns.main(str(rosters.branches(int(count))))
    with transaction.atomic(), connection.cursor() as cursor:
        write_life(cursor, int(count), timezone.localdate())  # a program of its own


if __name__ == "__main__":
    main(sys.argv[1])
