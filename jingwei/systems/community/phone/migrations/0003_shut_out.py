"""Show a note to whoever sees its matter, and to nobody it is about."""

from django.db import migrations

SHUT = """
CREATE POLICY {table}_shut_out ON {table} AS RESTRICTIVE TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM matter m WHERE m.id = matter_id));
"""


class Migration(migrations.Migration):
    dependencies = [("phone", "0002_scope"), ("matters", "0006_petitions_and_orders")]

    operations = [
        migrations.RunSQL(
            SHUT.format(table="grid_note"), "DROP POLICY grid_note_shut_out ON grid_note"
        ),
    ]
