"""Build a first roster's unique keys at the end too, and read its staged rows without detours."""

from django.db import migrations

# As before (0015_members_as_sets) but for a few things. A key that no other table leans on is laid
# aside with the indexes of a first roster and built when its rows stand: two rows of one number
# stop the roster then, before anything is committed. Where the keys of each row are asked, nothing
# is laid aside: they wait in a queue, which forbids to build an index (the roster failed). Homes
# and openings are read from the staged rows, not from lists of what was just made. And the indexes
# of memberships stay until the persons stand, since a trigger looks there for each new person:
# after an attempt that was taken back it read the whole dead table each time (60,000 rows: 27 s of
# CPU).
#
# The text is that of jingwei/ops/imports/writing/bringing.py on this day; a test compares them.
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
    expected integer;
    brought integer;
    later record;
    asked text[] := '{}';
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
    SELECT count(*) INTO expected FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1;
    IF as_sets AND expected >= 10000
        AND NOT EXISTS (SELECT FROM person) AND NOT EXISTS (SELECT FROM membership)
    THEN
        BEGIN
            LOCK TABLE person, membership, opening IN ACCESS EXCLUSIVE MODE NOWAIT;
            FOR later IN SELECT x.indrelid = 'membership'::regclass AS is_asked,
                CASE WHEN k.oid IS NULL THEN format('DROP INDEX %s', x.indexrelid::regclass)
                    ELSE format('ALTER TABLE %s DROP CONSTRAINT %I', x.indrelid::regclass,
                        k.conname) END AS dropped,
                CASE WHEN k.oid IS NULL THEN pg_get_indexdef(x.indexrelid)
                    ELSE format('ALTER TABLE %s ADD CONSTRAINT %I %s', x.indrelid::regclass,
                        k.conname, pg_get_constraintdef(k.oid)) END AS made
                FROM pg_index x LEFT JOIN pg_constraint k
                    ON k.conindid = x.indexrelid AND k.conrelid = x.indrelid
                WHERE x.indrelid = ANY (ARRAY['person', 'membership', 'opening']::regclass[])
                AND NOT x.indisexclusion AND NOT x.indisprimary
                AND NOT EXISTS (SELECT FROM pg_constraint f
                    WHERE f.conindid = x.indexrelid AND f.contype = 'f')
            LOOP
                IF later.is_asked THEN
                    asked := asked || later.dropped;
                ELSE
                    EXECUTE later.dropped;
                END IF;
                made_later := made_later || later.made;
            END LOOP;
        EXCEPTION WHEN lock_not_available THEN
            made_later := '{}';
            asked := '{}';
        END;
    END IF;
    WITH place AS MATERIALIZED (
        SELECT o.id, o.path FROM organisation o
        WHERE o.id IN (SELECT s.org FROM staged_row s WHERE s.batch_id = wanted AND s.verdict = 1)
        AND o.path >= current_setting('app.path', true)
        AND o.path < current_setting('app.hi', true)
        ORDER BY o.id FOR KEY SHARE
    )
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
    WHERE s.batch_id = wanted AND s.verdict = 1;
    GET DIAGNOSTICS brought = ROW_COUNT;
    IF brought <> expected THEN
        RAISE foreign_key_violation USING MESSAGE = 'an organisation of the batch is out of scope';
    END IF;
    -- A trigger looks for the memberships of each new person: without an index that would be one
    -- scan a person over what an attempt before, taken back, has left there.
    FOREACH statement IN ARRAY asked LOOP
        EXECUTE statement;
    END LOOP;
    INSERT INTO row_image (entry_id, "table", row, before)
    SELECT line, 'person', s.target, NULL FROM staged_row s
    WHERE s.batch_id = wanted AND s.verdict = 1;
    INSERT INTO membership (person_id, org_id, org_path, kind, category, state, held, began, ended,
        basis)
    SELECT s.target, o.id, o.path, 'home', s.cells[7], coalesce(s.cells[15], 'normal'),
        daterange(day, NULL), 'opening', '', ''
    FROM staged_row s JOIN organisation o ON o.id = s.org
    WHERE s.batch_id = wanted AND s.verdict = 1;
    INSERT INTO opening (person_id, org_id, org_path, kind, value, as_of)
    SELECT s.target, o.id, o.path, k.kind, k.value, day
    FROM staged_row s JOIN organisation o ON o.id = s.org
    CROSS JOIN LATERAL (VALUES
        ('dues_paid_to', s.cells[20]),
        ('dues_monthly', s.cells[21]),
        ('development_stage', s.cells[22]),
        ('case_under_way', s.cells[23]),
        ('applied_on', s.cells[11])
    ) k (kind, value)
    WHERE s.batch_id = wanted AND s.verdict = 1 AND k.value IS NOT NULL;
    FOREACH statement IN ARRAY made_later LOOP
        EXECUTE statement;
    END LOOP;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', role_before, true);
    END IF;
    RETURN brought;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0019_staff_and_delegates")]

    operations = [migrations.RunSQL(BRING, migrations.RunSQL.noop)]
