"""The helper itself has no dates any more: its terms say them."""

from django.db import migrations

from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [("network", "0004_terms")]

    operations = [
        migrations.RunSQL("DROP FUNCTION mark_provider() CASCADE", migrations.RunSQL.noop),
        migrations.RemoveField("provider", "agreement"),
        migrations.RemoveField("provider", "held"),
        EnableMarks("provider", watched="org_id kind", since="NULL::date"),
    ]
