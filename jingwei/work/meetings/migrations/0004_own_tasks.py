"""Let a member read the decisions that the member carries out."""

from django.db import migrations

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_knowledge")]

    operations = [
        migrations.RunSQL(
            "CREATE POLICY resolution_own ON resolution FOR SELECT TO jw_self"
            f" USING (owner_id = {ONESELF})",
            "DROP POLICY resolution_own ON resolution",
        ),
    ]
