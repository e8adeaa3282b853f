"""Bring new members as sets: keys are asked once a batch, a first roster's indexes built once."""

from django.db import migrations

# As the owner, who alone may put the keys of rows aside (as 0008_move_as_sets of orgs does), and
# only inside this function. What they would ask is so by the way the rows are made, or asked here:
# the line is the batch's own, the organisations stand in the caller's scope and are held to the end
# (FOR KEY SHARE, as a key does it), homes and openings are those of the persons just made.
# All else holds as ever: unique keys, checks, and our triggers, which fire ALWAYS for new rows.
# Where somebody adds a key or trigger that is not known here, each row is asked again.
#
# Indexes are built when the rows stand only where there is no member yet, and only where nobody
# else looks at the tables just then: else the lock is not waited for, and the rows go through them
# as ever. It is one transaction: a kill leaves the indexes as they were. Unique keys hold for each
# row as before.
#
# The text is that of jingwei/ops/imports/writing/bringing.py on this day; a test compares them.
# Where the layout of the roster changes, a new migration replaces the function.
BRING = """
CREATE OR REPLACE FUNCTION bring_members(wanted bigint, line bigint, day date, known timestamptz)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    places regclass[] := ARRAY['person', 'membership', 'opening', 'row_image']::regclass[];
    role_before text := current_setting('session_replication_role');
    as_sets boolean := has_parameter_privilege('session_replication_role', 'SET')
        AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = ANY (places)
            AND NOT t.tgisinternal AND t.tgenabled = 'O' AND t.tgtype & 4 <> 0)
        AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = ANY (places)
            AND k.conparentid = 0 AND (k.contype = 'f' AND (
                SELECT string_agg(a.attname, ',' ORDER BY n.at)
                FROM unnest(k.conkey) WITH ORDINALITY AS n (key, at)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n.key
            ) NOT IN ('org_id,org_path', 'person_id', 'entry_id', 'merged_into_id')
            OR k.contype IN ('p', 'u', 'x') AND k.condeferrable));
    people bigint[];
    orgs bigint[];
    paths text[];
    later record;
    made_later text[] := '{}';
    statement text;
BEGIN
    IF NOT EXISTS (
        SELECT FROM import_batch b
        JOIN entry e ON e.subject = 'import' AND e.subject_id = b.public_id::text
        WHERE b.id = wanted AND e.id = line AND b.kind = 'members'
        AND b.org_path >= current_setting('app.path', true)
        AND b.org_path < current_setting('app.hi', true)
    ) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a batch must be in scope, the line its own';
    END IF;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', 'replica', true);
    END IF;
    IF NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM membership) AND 10000 <= (
        SELECT count(*) FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1)
    THEN
        BEGIN
            LOCK TABLE person, membership, opening IN ACCESS EXCLUSIVE MODE NOWAIT;
            FOR later IN SELECT x.indexrelid::regclass AS name, pg_get_indexdef(x.indexrelid) made
                FROM pg_index x LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid
                WHERE x.indrelid = ANY (ARRAY['person', 'membership', 'opening']::regclass[])
                AND NOT x.indisunique AND NOT x.indisexclusion AND k.oid IS NULL
            LOOP
                EXECUTE format('DROP INDEX %s', later.name);
                made_later := made_later || later.made;
            END LOOP;
        EXCEPTION WHEN lock_not_available THEN
            made_later := '{}';
        END;
    END IF;
    WITH place AS MATERIALIZED (
        SELECT o.id, o.path FROM organisation o
        WHERE o.id IN (SELECT s.org FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1)
        AND o.path >= current_setting('app.path', true)
        AND o.path < current_setting('app.hi', true)
        ORDER BY o.id FOR KEY SHARE
    ), made AS (
        INSERT INTO person (id, public_id, org_id, org_path, is_demo, version, updated_at,
        name, sex, ethnicity, birth_on, birth_precision, education, degree, joined_on,
        joined_precision, full_on, full_precision, work_post, unit_title, native_place,
        lost_since, lost_precision, floating_to, id_number, id_index, id_tail, phone,
        phone_index, phone_tail, landline, landline_index, address, address_index,
        name_sort, pinyin, initials)
        SELECT s.target, s.target_uuid, o.id, o.path, false, 1, known,
    (s.cells[1]),
    coalesce(s.cells[2], '0'),
    coalesce(s.cells[3], ''),
    ((s.cells[4] || substr('0000-01-01', length(s.cells[4]) + 1))::date),
    coalesce(CASE length(s.cells[4]) WHEN 10 THEN 'd' WHEN 7 THEN 'm' WHEN 4 THEN 'y' END, 'd'),
    coalesce(s.cells[5], ''),
    coalesce(s.cells[6], ''),
    ((s.cells[9] || substr('0000-01-01', length(s.cells[9]) + 1))::date),
    coalesce(CASE length(s.cells[9]) WHEN 10 THEN 'd' WHEN 7 THEN 'm' WHEN 4 THEN 'y' END, 'd'),
    ((s.cells[10] || substr('0000-01-01', length(s.cells[10]) + 1))::date),
    coalesce(CASE length(s.cells[10]) WHEN 10 THEN 'd' WHEN 7 THEN 'm' WHEN 4 THEN 'y' END, 'd'),
    coalesce(s.cells[12], ''),
    coalesce(s.cells[13], ''),
    coalesce(s.cells[14], ''),
    ((s.cells[17] || substr('0000-01-01', length(s.cells[17]) + 1))::date),
    coalesce(CASE length(s.cells[17]) WHEN 10 THEN 'd' WHEN 7 THEN 'm' WHEN 4 THEN 'y' END, 'd'),
    coalesce(s.cells[19], ''),
    s.sealed[1],
    s.indexes[1],
    coalesce(s.tails[1], ''),
    s.sealed[2],
    s.indexes[2],
    coalesce(s.tails[2], ''),
    s.sealed[3],
    s.indexes[3],
    s.sealed[4],
    s.indexes[4],
    s.cells[24],
    s.cells[25],
    s.cells[26]
        FROM staged_row s JOIN place o ON o.id = s.org
        WHERE s.batch_id = wanted AND s.verdict = 1
        RETURNING id, org_id, org_path
    )
    SELECT array_agg(id), array_agg(org_id), array_agg(org_path) INTO people, orgs, paths FROM made;
    IF coalesce(cardinality(people), 0) <>
        (SELECT count(*) FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1)
    THEN
        RAISE foreign_key_violation USING MESSAGE = 'an organisation of the batch is out of scope';
    END IF;
    INSERT INTO row_image (entry_id, "table", row, before)
    SELECT line, 'person', p, NULL FROM unnest(people) p;
    INSERT INTO membership (person_id, org_id, org_path, kind, category, state, held, began, ended,
        basis)
    SELECT p.id, p.org_id, p.org_path, 'home', s.cells[7], coalesce(s.cells[15], 'normal'),
        daterange(day, NULL), 'opening', '', ''
    FROM unnest(people, orgs, paths) p (id, org_id, org_path)
    JOIN staged_row s ON s.batch_id = wanted AND s.verdict = 1 AND s.target = p.id;
    INSERT INTO opening (person_id, org_id, org_path, kind, value, as_of)
    SELECT p.id, p.org_id, p.org_path, k.kind, k.value, day
    FROM unnest(people, orgs, paths) p (id, org_id, org_path)
    JOIN staged_row s ON s.batch_id = wanted AND s.verdict = 1 AND s.target = p.id
    CROSS JOIN LATERAL (VALUES
        ('dues_paid_to', s.cells[20]),
        ('dues_monthly', s.cells[21]),
        ('development_stage', s.cells[22]),
        ('case_under_way', s.cells[23]),
        ('applied_on', s.cells[11])
    ) k (kind, value)
    WHERE k.value IS NOT NULL;
    FOREACH statement IN ARRAY made_later LOOP
        EXECUTE statement;
    END LOOP;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', role_before, true);
    END IF;
    RETURN coalesce(cardinality(people), 0);
END $$;
"""
RIGHTS = """
REVOKE ALL ON FUNCTION bring_members(bigint, bigint, date, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bring_members(bigint, bigint, date, timestamptz) TO jw_app, jw_worker;
"""
ALWAYS = """
ALTER TABLE person ENABLE ALWAYS TRIGGER person_marks_insert;
ALTER TABLE membership ENABLE ALWAYS TRIGGER membership_marks_insert;
ALTER TABLE membership ENABLE ALWAYS TRIGGER membership_one_home_insert;
ALTER TABLE membership ENABLE ALWAYS TRIGGER membership_keep_gone_insert;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0014_benefit"),
        ("people", "0011_erasing"),
        ("figures", "0004_marks"),
        ("ledger", "0005_reactions"),
    ]

    operations = [
        migrations.RunSQL(ALWAYS, ALWAYS.replace("ENABLE ALWAYS", "ENABLE")),
        migrations.RunSQL(
            BRING + RIGHTS, "DROP FUNCTION bring_members(bigint, bigint, date, timestamptz)"
        ),
    ]
