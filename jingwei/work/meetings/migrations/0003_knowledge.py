"""Since when a meeting is known as it is, and what was known before."""

import django.db.models.functions.datetime
from django.db import migrations, models

from jingwei.kernel.known.keep import KeepFormer


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_scope"), ("known", "0002_scope")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="known_from",
            field=models.DateTimeField(
                db_default=django.db.models.functions.datetime.Now(), editable=False
            ),
        ),
        # Those from before are known since they were recorded.
        migrations.RunSQL(
            "UPDATE meeting SET known_from = closed_at WHERE closed_at IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        KeepFormer("meeting"),
    ]
