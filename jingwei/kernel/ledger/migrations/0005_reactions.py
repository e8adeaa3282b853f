"""Keep what follows an act: one row for each reaction to a line."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0004_images_of_persons'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReactionRun',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('reaction', models.CharField(max_length=120)),
                ('state', models.CharField(choices=[('waiting', '待办理'), ('done', '已办理'), ('refused', '条件不符'), ('failed', '没有办成'), ('gone', '不再办理')], default='waiting', max_length=8)),
                ('tries', models.SmallIntegerField(default=0)),
                ('next_at', models.DateTimeField()),
                ('ran_at', models.DateTimeField(null=True)),
                ('said', models.JSONField(default=list)),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.entry')),
            ],
            options={
                'db_table': 'reaction_run',
                'indexes': [models.Index(condition=models.Q(('state__in', ('waiting', 'failed'))), fields=['next_at'], name='reaction_run_waiting')],
                'constraints': [models.UniqueConstraint(fields=('entry', 'reaction'), name='one_run_of_a_reaction')],
            },
        ),
    ]
