"""Move a subtree without asking each row's keys; ask whole tables instead, once, at the end."""

from importlib import import_module

from django.db import migrations

# Keys to organisation(id, path) ask once for each row and each table: 3,076 organisations times
# some hundred tables of a county. Without the row's triggers a move costs what its rows cost; then
# each table is asked as a set whether every moved row stands where its organisation stands, so no
# key is trusted that was not looked at. No trigger of ours does anything for a path. Only a role
# that may set session_replication_role moves so (``jw_migrate``, by `./jw roles`), and only
# inside this function; on a server where it was not granted the keys are asked as before.
#
# Organisations come first: whoever writes a row of the county holds its organisation (FOR KEY
# SHARE), so a move waits for those before it, and those after it wait for the move.
MOVE = """
CREATE OR REPLACE FUNCTION move_paths(former text, fresh text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    tie record;
    keys text;
    moved integer;
    astray boolean;
    cut integer := length(former) + 1;
    behind text := left(former, -1) || '/';
    role_before text := current_setting('session_replication_role');
    as_sets boolean := has_parameter_privilege('session_replication_role', 'SET');
BEGIN
    IF (former COLLATE "C" >= current_setting('app.path', true)
        AND former COLLATE "C" < current_setting('app.hi', true)
        AND fresh COLLATE "C" >= current_setting('app.path', true)
        AND fresh COLLATE "C" < current_setting('app.hi', true)
        AND fresh NOT LIKE former || '%') IS NOT TRUE THEN
        RAISE insufficient_privilege USING MESSAGE = 'both ends of a move must be in scope';
    END IF;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', 'replica', true);
        UPDATE organisation SET path = fresh || substr(path, cut)
        WHERE path >= former AND path < behind;
        GET DIAGNOSTICS moved = ROW_COUNT;
    ELSE
        SELECT string_agg(quote_ident(conname), ', ') INTO keys FROM pg_constraint
        WHERE confrelid = 'organisation'::regclass AND contype = 'f' AND confupdtype = 'c'
          AND condeferrable AND conparentid = 0;
        EXECUTE 'SET CONSTRAINTS ' || keys || ' DEFERRED';
    END IF;
    FOR tie IN
        SELECT k.conrelid::regclass AS place, i.attname AS org, a.attname AS label
        FROM pg_constraint k
        JOIN pg_attribute i ON i.attrelid = k.conrelid AND i.attnum = k.conkey[1]
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
        WHERE k.confrelid = 'organisation'::regclass AND k.contype = 'f' AND k.confupdtype = 'c'
          AND k.condeferrable AND k.conparentid = 0
        UNION ALL SELECT 'former_row'::regclass, NULL, 'at_path'
        UNION ALL SELECT 'former_row'::regclass, NULL, 'host_path'
    LOOP
        EXECUTE format(
            'UPDATE %1$s SET %2$I = $1 || substr(%2$I, $2) WHERE %2$I >= $3 AND %2$I < $4',
            tie.place, tie.label
        ) USING fresh, cut, former, behind;
        IF as_sets AND tie.org IS NOT NULL THEN
            EXECUTE format(
                'SELECT EXISTS (SELECT FROM %1$s WHERE %3$I >= $1 AND %3$I < $2)
                 OR EXISTS (SELECT FROM %1$s t LEFT JOIN organisation o
                            ON o.id = t.%2$I AND o.path = t.%3$I
                            WHERE t.%3$I >= $3 AND t.%3$I < $4 AND t.%2$I IS NOT NULL
                            AND o.id IS NULL)',
                tie.place, tie.org, tie.label
            ) INTO astray USING former, behind, fresh, left(fresh, -1) || '/';
            IF astray THEN
                RAISE foreign_key_violation USING
                    MESSAGE = format('rows of %s do not stand where they belong', tie.place);
            END IF;
        END IF;
    END LOOP;
    IF as_sets THEN
        PERFORM set_config('session_replication_role', role_before, true);
    ELSE
        UPDATE organisation SET path = fresh || substr(path, cut)
        WHERE path >= former AND path < behind;
        GET DIAGNOSTICS moved = ROW_COUNT;
        EXECUTE 'SET CONSTRAINTS ' || keys || ' IMMEDIATE';
    END IF;
    RETURN moved;
END $$;
"""
BEFORE = import_module("jingwei.kernel.orgs.migrations.0006_move_paths").MOVE.replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)


class Migration(migrations.Migration):
    dependencies = [("orgs", "0007_names_of_others")]

    operations = [migrations.RunSQL(MOVE, BEFORE)]
