"""Days on which a station is closed although its hours say open; residents read them."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0008_a_place_on_the_map'),
        ('orgs', '0009_states_and_terms_of_an_organisation'),
    ]

    operations = [
        migrations.CreateModel(
            name='StationShut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('why', models.CharField(max_length=80)),
                ('is_demo', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.station')),
            ],
            options={
                'db_table': 'station_shut',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'constraints': [models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='shut_days_in_order', violation_error_message='最后一天不能早于第一天。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        EnableScope("stationshut"),
        migrations.RunSQL(
            "CREATE POLICY station_shut_shown ON station_shut FOR SELECT TO jw_public"
            " USING (true)",
            "DROP POLICY station_shut_shown ON station_shut",
        ),
    ]
