"""Keep the tables of imports to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

# Staged rows can be read again from the sealed file, so they need no log; half the writing.
STAGED = """
ALTER TABLE staged_row SET UNLOGGED;
ALTER TABLE staged_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE staged_row FORCE ROW LEVEL SECURITY;
CREATE POLICY staged_row_scope ON staged_row TO jw_app, jw_worker
    USING (batch_id IN (SELECT b.id FROM import_batch b));
ALTER TABLE import_repair ENABLE ROW LEVEL SECURITY;
ALTER TABLE import_repair FORCE ROW LEVEL SECURITY;
CREATE POLICY import_repair_scope ON import_repair TO jw_app, jw_worker
    USING (batch_id IN (SELECT b.id FROM import_batch b));
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope("batch"),
        EnableScope("answer"),
        EnableScope("rememberedmapping"),
        migrations.RunSQL(STAGED, migrations.RunSQL.noop),
    ]
