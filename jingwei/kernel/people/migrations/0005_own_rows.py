"""Show a member the lines and corrections of the own file; check a city's homes without looping."""

from django.db import migrations

OWN = """
CREATE POLICY correction_own ON correction FOR SELECT TO jw_self
    USING (person_id = nullif(current_setting('app.person', true), '')::bigint);
CREATE POLICY entry_own ON entry FOR SELECT TO jw_self USING (
    subject = 'person' AND subject_id = (
        SELECT p.public_id::text FROM person p
        WHERE p.id = nullif(current_setting('app.person', true), '')::bigint));
"""
NOT_OWN = "DROP POLICY correction_own ON correction; DROP POLICY entry_own ON entry"

# After an import that was undone, a vacuum says that the table is empty. The planner then loops
# over all pairs of a city's rows for hours; where many rows came, it must not.
WITHOUT_LOOPS = """
CREATE OR REPLACE FUNCTION refuse_second_home() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET enable_nestloop = on AS $$
DECLARE
    twice boolean;
BEGIN
    IF (SELECT count(*) FROM (SELECT 1 FROM fresh LIMIT 1001) few) > 1000 THEN
        PERFORM set_config('enable_nestloop', 'off', true);
    END IF;
    EXECUTE 'SELECT count(*) > 0 FROM fresh n JOIN membership m ON m.person_id = n.person_id'
        ' WHERE m.id <> n.id AND n.kind = ''home'' AND m.kind = ''home'' AND m.held && n.held'
        INTO twice;
    IF twice THEN
        RAISE EXCEPTION 'a member has one home branch at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'one_home_branch_at_a_time';
    END IF;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0004_lists_and_search"), ("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(OWN, NOT_OWN),
        migrations.RunSQL(WITHOUT_LOOPS, migrations.RunSQL.noop),
    ]
