"""Let the undoing of a roster take the facts of organisations that go with it."""

from django.db import migrations

# Only the worker writes facts. An organisation that is taken back has none to keep: in sight, and
# with no member ever. Nothing else can be deleted this way.
FORGET = """
CREATE FUNCTION forget_facts(gone bigint[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH taken AS (
        SELECT o.id FROM organisation o WHERE o.id = ANY (gone)
          AND o.path >= current_setting('app.path', true)
          AND o.path < current_setting('app.hi', true)
          AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = o.id)
    ), facts AS (DELETE FROM fact f USING taken t WHERE f.org_id = t.id)
    DELETE FROM dirty_mark d USING taken t WHERE d.org_id = t.id
$$;
REVOKE ALL ON FUNCTION forget_facts(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_facts(bigint[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0004_acting_post"), ("figures", "0004_marks")]

    operations = [migrations.RunSQL(FORGET, "DROP FUNCTION forget_facts(bigint[])")]
