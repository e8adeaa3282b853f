"""Let a branch name the members who take part in its life while their file lies elsewhere."""

from django.db import migrations

# The name and nothing else of the file, and only of who is or was a guest in the own range.
GUESTS = """
CREATE FUNCTION guest_names(wanted bigint[])
RETURNS TABLE (id bigint, public_id uuid, name text, name_sort text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id, p.public_id, p.name::text, p.name_sort::text
    FROM person p
    WHERE p.id = ANY (wanted) AND EXISTS (
        SELECT 1 FROM membership m
        WHERE m.person_id = p.id AND m.kind <> 'home'
          AND m.org_path >= current_setting('app.path', true)
          AND m.org_path < current_setting('app.hi', true)
    )
$$;
REVOKE ALL ON FUNCTION guest_names(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guest_names(bigint[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_own_tasks"), ("people", "0011_erasing")]

    operations = [migrations.RunSQL(GUESTS, "DROP FUNCTION guest_names(bigint[])")]
