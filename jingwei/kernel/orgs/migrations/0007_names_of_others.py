"""Let an office name organisations out of its sight, and find the branch a member goes to."""

from django.db import migrations

# Names are no secret inside the system (a tie names its other end); rows stay out of sight. An
# account without any range is told nothing.
NAMES = """
CREATE FUNCTION organisation_names(wanted bigint[])
RETURNS TABLE (id bigint, code text, name text, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT o.id, o.code::text, coalesce(nullif(o.short_name, ''), o.name)::text, o.path::text
    FROM organisation o
    WHERE current_setting('app.hi', true) <> '' AND o.id = ANY (wanted)
$$;
CREATE FUNCTION branches_named(typed text, most integer)
RETURNS TABLE (id bigint, code text, name text, path text, above text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT o.id, o.code::text, o.name::text, o.path::text,
        coalesce(nullif(s.short_name, ''), s.name, '')::text
    FROM organisation o
    LEFT JOIN organisation s ON s.path = left(o.path, length(o.path) - 5)
    WHERE current_setting('app.hi', true) <> '' AND typed <> '' AND upper_inf(o.held)
      AND o.kind IN ('party_branch', 'joint_branch', 'floating_branch')
      AND o.id IN (
          SELECT c.id FROM organisation c WHERE c.code = upper(typed)
          UNION ALL
          (SELECT p.org_id FROM name_part p
           WHERE p.unit_id IS NULL AND ((p.part >= typed AND p.part < typed || chr(1114111))
               OR (p.part >= lower(typed) AND p.part < lower(typed) || chr(1114111)))
           LIMIT 500))
    ORDER BY length(o.name), o.path LIMIT least(most, 50)
$$;
REVOKE ALL ON FUNCTION organisation_names(bigint[]), branches_named(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organisation_names(bigint[]), branches_named(text, integer)
    TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_move_paths")]

    operations = [
        migrations.RunSQL(
            NAMES,
            "DROP FUNCTION organisation_names(bigint[]); DROP FUNCTION branches_named(text, integer)",
        )
    ]
