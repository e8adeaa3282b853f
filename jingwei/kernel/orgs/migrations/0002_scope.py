"""Keep the tables of orgs to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

OWN_BRANCHES = "id IN (SELECT m.org_id FROM membership m)"

# A page names the organisations above the acting post; their rows stay out of sight.
ABOVE = """
CREATE FUNCTION names_above() RETURNS TABLE (id bigint, code text, name text, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT o.id, o.code::text, coalesce(nullif(o.short_name, ''), o.name)::text, o.path::text
    FROM organisation o
    WHERE current_setting('app.path', true) <> ''
      AND o.path = ANY (ARRAY(
          SELECT left(current_setting('app.path', true), 5 * step)
          FROM generate_series(1, length(current_setting('app.path', true)) / 5 - 1) step))
    ORDER BY o.path
$$;
REVOKE ALL ON FUNCTION names_above() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION names_above() TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial"), ("people", "0001_initial"), ("places", "0001_initial")]

    operations = [
        EnableScope(
            "organisation", column="", tied=False, index=False, own=OWN_BRANCHES
        ),
        EnableScope("organisationstate"),
        EnableScope("edge", host=True),
        EnableScope("unit"),
        EnableScope("term"),
        EnableScope("namepart"),
        migrations.RunSQL(ABOVE, "DROP FUNCTION names_above()"),
    ]
