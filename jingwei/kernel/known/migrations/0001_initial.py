"""Former images of dated rows."""

import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0004_ties_and_knowledge'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=40)),
                ('row', models.BigIntegerField()),
                ('at_id', models.BigIntegerField()),
                ('at_path', models.CharField(db_collation='C', max_length=60)),
                ('host_id', models.BigIntegerField(null=True)),
                ('host_path', models.CharField(blank=True, db_collation='C', max_length=60)),
                ('known_from', models.DateTimeField()),
                ('known_to', models.DateTimeField()),
                ('image', models.JSONField()),
            ],
            options={
                'db_table': 'former_row',
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['table', 'known_to'], name='former_row_by_time'), models.Index(fields=['table', 'row'], name='former_row_of_row')],
                'constraints': [models.CheckConstraint(condition=models.Q(('known_from__lt', models.F('known_to'))), name='former_row_was_known')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
