"""Keep what the annual tables of large organisations came to last night."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0008_move_as_sets'),
        ('statistics', '0002_scope'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnnualCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('year', models.PositiveSmallIntegerField()),
                ('cells', models.JSONField()),
                ('checks', models.JSONField()),
                ('counted_at', models.DateTimeField()),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'annual_count',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'constraints': [models.UniqueConstraint(fields=('org', 'year'), name='one_count_a_year')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        EnableScope("annualcount"),
    ]
