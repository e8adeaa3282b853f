"""Keep notices to the scope of the acting post; a person sees the own ones."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

# Reached through its notice, which has the range.
DELIVERY = """
ALTER TABLE notice_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_delivery_scope ON notice_delivery TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM notice n WHERE n.id = notice_id));
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope("notice", own="person_id = nullif(current_setting('app.person', true), '')::bigint"),
        migrations.RunSQL(DELIVERY, migrations.RunSQL.noop),
    ]
