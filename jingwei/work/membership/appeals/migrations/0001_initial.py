
import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0008_move_as_sets'),
        ('people', '0013_one_index_of_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('home_name', models.CharField(max_length=120)),
                ('state', models.CharField(choices=[('asked', '等上级受理'), ('taken', '上级在核实'), ('changed', '决定要改，等改正'), ('kept', '维持原决定'), ('corrected', '已改正'), ('withdrawn', '本人收回')], default='asked', max_length=9)),
                ('flow', models.CharField(max_length=60)),
                ('subject', models.UUIDField()),
                ('number', models.PositiveIntegerField()),
                ('verb', models.CharField(max_length=40)),
                ('decided_name', models.CharField(max_length=120)),
                ('decided_on', models.DateField()),
                ('host_path', models.CharField(db_collation='C', max_length=60)),
                ('host_name', models.CharField(max_length=120)),
                ('asked_on', models.DateField()),
                ('answered_on', models.DateField(null=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('decided', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('decided_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'appeal',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-asked_on', '-id'], name='appeal_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('kept', 'corrected', 'withdrawn')), _negated=True), fields=('person', 'flow', 'subject', 'number'), name='one_appeal_at_a_time', violation_error_message='对这个决定已经提出申诉，正在办。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
