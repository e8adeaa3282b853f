"""Keep the local checklists of steps: written in the office's range, read by all below."""

import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope

# Whoever takes a step reads what the offices above ask for: the list hangs on the wall.
OPEN = (
    "CREATE POLICY flow_checklist_open ON flow_checklist FOR SELECT TO jw_app, jw_worker"
    " USING (true)"
)

class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0005_step_up'),
        ('orgs', '0008_move_as_sets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Checklist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('flow', models.CharField(max_length=60)),
                ('verb', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=60)),
                ('source', models.CharField(max_length=200)),
                ('office', models.CharField(max_length=200)),
                ('items', models.JSONField()),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('reason', models.CharField(max_length=300)),
                ('actor_name', models.CharField(blank=True, max_length=50)),
                ('at', models.DateTimeField()),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'flow_checklist',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['flow', 'org_path'], name='flow_checklist_above')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('held__upper_inf', True)), fields=('org', 'flow', 'verb'), name='one_open_checklist_of_a_step')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        EnableScope("checklist", index=False),  # asked by flow first: flow_checklist_above
        migrations.RunSQL(OPEN, "DROP POLICY flow_checklist_open ON flow_checklist"),
    ]
