"""Show of which grid a matter is asked to whoever sees the matter, and to nobody it is about."""

from django.db import migrations

SHUT = """
CREATE POLICY {table}_shut_out ON {table} AS RESTRICTIVE TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM matter m WHERE m.id = matter_id));
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0004_asked"), ("matters", "0006_petitions_and_orders")]

    operations = [
        migrations.RunSQL(
            SHUT.format(table="grid_asked"), "DROP POLICY grid_asked_shut_out ON grid_asked"
        ),
    ]
