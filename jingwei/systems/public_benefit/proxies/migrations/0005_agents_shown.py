"""Residents read where errands are run and which, never by whom: that column is not theirs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("proxies", "0004_until_of_the_mandate")]

    operations = [
        migrations.RunSQL(
            "CREATE POLICY proxy_agent_shown ON proxy_agent FOR SELECT TO jw_public"
            " USING (held @> current_date)",
            "DROP POLICY proxy_agent_shown ON proxy_agent",
        )
    ]
