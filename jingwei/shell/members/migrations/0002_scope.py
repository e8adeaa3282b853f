"""Keep views and columns to their account, and exports to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

OWN = "\n".join(
    f"""
    ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY {table}_own ON {table} TO jw_app, jw_worker
        USING (account_id = nullif(current_setting('app.actor', true), '')::bigint)
        WITH CHECK (account_id = nullif(current_setting('app.actor', true), '')::bigint);
    """
    for table in ("saved_view", "column_choice")
)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
        EnableScope("export"),
    ]
