"""Note of which grid a matter is asked, within the scope of the grid's community."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):

    dependencies = [
        ('grids', '0003_numbers'),
        ('matters', '0007_rule_to_lead'),
        ('orgs', '0008_move_as_sets'),
    ]

    operations = [
        migrations.CreateModel(
            name='GridAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('how', models.CharField(choices=[('rule', '按分派规则'), ('place', '按地点建议'), ('person', '由人指定')], default='place', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('building', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grids.building')),
                ('grid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grids.grid')),
                ('lead', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='grids.assignment')),
                ('matter', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matters.matter')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'grid_asked',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        EnableScope("gridasked"),
    ]
