"""A case may be open to the people named on it only, whatever range they act in.

Restrictive policies stand beside those of the range: both must admit. The worker, which only
counts and reminds, is not restricted.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

NAMED = """
CREATE POLICY flow_case_named ON flow_case AS RESTRICTIVE TO jw_app USING (
    named IS NULL
    OR nullif(current_setting('app.actor', true), '')::bigint = ANY (named)
    OR person_id = nullif(current_setting('app.person', true), '')::bigint
);
CREATE POLICY flow_clock_named ON flow_clock AS RESTRICTIVE TO jw_app USING (
    EXISTS (SELECT 1 FROM flow_case c WHERE c.id = case_id)
);
"""
UNNAMED = "DROP POLICY flow_case_named ON flow_case; DROP POLICY flow_clock_named ON flow_clock;"


class Migration(migrations.Migration):
    dependencies = [("flows", "0002_scope")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="named",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), null=True, size=None
            ),
        ),
        migrations.RunSQL(NAMED, UNNAMED),
    ]
