"""Since when a stretch of belonging or of a post is known, and what was known before."""

import django.db.models.functions.datetime
from django.db import migrations, models

from jingwei.kernel.known.keep import KeepFormer


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0008_search_in_order'),
        ('known', '0002_scope'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='position',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='post',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        KeepFormer("membership"),
        KeepFormer("post"),
        KeepFormer("position"),
    ]
