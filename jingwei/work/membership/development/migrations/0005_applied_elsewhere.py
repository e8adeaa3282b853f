"""Let an office ask whether somebody's application is under way in another one, and no more."""

from django.db import migrations

# Answers with the indexes only, never whose or where, as on_file_elsewhere does for files.
ELSEWHERE = """
CREATE FUNCTION applied_elsewhere(wanted bytea[]) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT d.id_index FROM development d
    WHERE d.id_index = ANY (wanted) AND d.state NOT IN ('archived', 'stopped')
      AND current_setting('app.hi', true) <> ''
      AND NOT (d.org_path >= current_setting('app.path', true)
               AND d.org_path < current_setting('app.hi', true))
$$;
REVOKE ALL ON FUNCTION applied_elsewhere(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION applied_elsewhere(bytea[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("development", "0004_due_days")]

    operations = [migrations.RunSQL(ELSEWHERE, "DROP FUNCTION applied_elsewhere(bytea[])")]
