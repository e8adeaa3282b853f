"""Move a subtree with every scoped row of it, one statement for each table."""

from django.db import migrations

# The keys to organisation(id, path) carry single rows along; for a county they would run one
# UPDATE for each of 3,076 organisations and each of 22 tables. So the rows are moved first, with
# those keys put off, and the keys find nothing left to carry. Tables are found in the catalogue:
# whoever enables scope on a new table need not remember this function. As the owner, because
# nobody at a page may change a ledger line, and the path is its access label.
MOVE = """
CREATE FUNCTION move_paths(former text, fresh text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    tie record;
    keys text;
    moved integer;
    cut integer := length(former) + 1;
    behind text := left(former, -1) || '/';
BEGIN
    IF (former COLLATE "C" >= current_setting('app.path', true)
        AND former COLLATE "C" < current_setting('app.hi', true)
        AND fresh COLLATE "C" >= current_setting('app.path', true)
        AND fresh COLLATE "C" < current_setting('app.hi', true)
        AND fresh NOT LIKE former || '%') IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'both ends of a move must be in scope';
    END IF;
    SELECT string_agg(quote_ident(conname), ', ') INTO keys FROM pg_constraint
    WHERE confrelid = 'organisation'::regclass AND contype = 'f' AND confupdtype = 'c'
      AND condeferrable AND conparentid = 0;
    EXECUTE 'SET CONSTRAINTS ' || keys || ' DEFERRED';
    FOR tie IN
        SELECT k.conrelid::regclass AS place, a.attname AS label
        FROM pg_constraint k
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
        WHERE k.confrelid = 'organisation'::regclass AND k.contype = 'f' AND k.confupdtype = 'c'
          AND k.condeferrable AND k.conparentid = 0
        UNION ALL SELECT 'former_row'::regclass, 'at_path'
        UNION ALL SELECT 'former_row'::regclass, 'host_path'
    LOOP
        EXECUTE format(
            'UPDATE %1$s SET %2$I = $1 || substr(%2$I, $2) WHERE %2$I >= $3 AND %2$I < $4',
            tie.place, tie.label
        ) USING fresh, cut, former, behind;
    END LOOP;
    UPDATE organisation SET path = fresh || substr(path, cut)
    WHERE path >= former AND path < behind;
    GET DIAGNOSTICS moved = ROW_COUNT;
    EXECUTE 'SET CONSTRAINTS ' || keys || ' IMMEDIATE';
    RETURN moved;
END $$;
REVOKE ALL ON FUNCTION move_paths(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION move_paths(text, text) TO jw_app, jw_worker;
"""


LINES = "ALTER TABLE entry ALTER CONSTRAINT entry_org_id_org_path_fkey"
PUT_OFF = f"{LINES} DEFERRABLE INITIALLY IMMEDIATE"
BACK = f"{LINES} NOT DEFERRABLE"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0005_keep_former"), ("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(PUT_OFF, BACK),
        migrations.RunSQL(MOVE, "DROP FUNCTION move_paths(text, text)"),
    ]
