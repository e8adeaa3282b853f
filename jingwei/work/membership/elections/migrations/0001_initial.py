import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0006_move_paths'),
        ('people', '0009_knowledge'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('variant', models.CharField(choices=[('term', '换届选举'), ('open_direct', '公推直选')], default='term', max_length=12)),
                ('way', models.CharField(choices=[('members', '党员大会'), ('delegates', '党员代表大会')], default='members', max_length=10)),
                ('state', models.CharField(choices=[('planning', '拟方案'), ('asked', '方案已上报'), ('agreed', '方案已批'), ('noticed', '已通知，正在提名'), ('named', '候选人已上报'), ('listed', '候选人已批'), ('met', '正在选举'), ('chosen', '班子已选出'), ('reported', '结果已上报'), ('done', '已批准任职'), ('stopped', '已终止')], default='planning', max_length=10)),
                ('due_on', models.DateField(null=True)),
                ('planned_on', models.DateField()),
                ('postponed_to', models.DateField(null=True)),
                ('shift_reason', models.CharField(blank=True, max_length=200)),
                ('way_reason', models.CharField(blank=True, max_length=200)),
                ('committee_seats', models.PositiveSmallIntegerField(default=0)),
                ('deputy_seats', models.PositiveSmallIntegerField(default=0)),
                ('begun_on', models.DateField()),
                ('noticed_on', models.DateField(null=True)),
                ('held_on', models.DateField(null=True)),
                ('confirmed_on', models.DateField(null=True)),
                ('venue', models.CharField(blank=True, max_length=120)),
                ('sitting', models.PositiveSmallIntegerField(default=1)),
                ('entitled', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list)),
                ('present', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list)),
                ('tellers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), db_default=[], default=list)),
                ('open_seats_reason', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_demo', models.BooleanField(default=False)),
                ('asked_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('chair', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('confirmed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'election',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('seats', models.PositiveSmallIntegerField()),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='elections.election')),
            ],
            options={
                'db_table': 'election_delegation',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('office', models.CharField(choices=[('committee', '委员'), ('secretary', '书记'), ('deputy', '副书记'), ('delegate', '党员代表')], max_length=10)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=50)),
                ('sides', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('members', '党员推荐'), ('residents', '群众推荐'), ('organisation', '组织推荐')], max_length=12), default=list)),
                ('is_approved', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='elections.election')),
            ],
            options={
                'db_table': 'election_candidate',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('sitting', models.PositiveSmallIntegerField(default=1)),
                ('office', models.CharField(choices=[('committee', '委员'), ('secretary', '书记'), ('deputy', '副书记'), ('delegate', '党员代表')], max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('entitled', models.PositiveIntegerField()),
                ('present', models.PositiveIntegerField()),
                ('issued', models.PositiveIntegerField()),
                ('returned', models.PositiveIntegerField()),
                ('valid', models.PositiveIntegerField()),
                ('outcome', models.CharField(choices=[('decided', '已选满'), ('short', '没有选满'), ('tied', '票数相等，要再投一次'), ('void', '选举无效，要重新投票')], max_length=8)),
                ('of_entitled', models.BooleanField()),
                ('exactly_counts', models.BooleanField()),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='elections.election')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('unit', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'election_round',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('position', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=50)),
                ('yes', models.PositiveIntegerField(default=0)),
                ('no', models.PositiveIntegerField(default=0)),
                ('abstained', models.PositiveIntegerField(default=0)),
                ('is_written_in', models.BooleanField(default=False)),
                ('is_elected', models.BooleanField(default=False)),
                ('title', models.CharField(blank=True, choices=[('organisation', '组织委员'), ('publicity', '宣传委员'), ('discipline', '纪检委员'), ('united_front', '统战委员'), ('youth', '青年委员'), ('member', '委员')], max_length=16)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='elections.round')),
            ],
            options={
                'db_table': 'election_tally',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='VotingSuspended',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('basis', models.BinaryField()),
                ('is_demo', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'voting_suspended',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='election',
            index=models.Index(fields=['org', 'planned_on'], name='election_of_org'),
        ),
        migrations.AddIndex(
            model_name='election',
            index=models.Index(fields=['planned_on', 'id'], name='election_by_day'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('done', 'stopped')), _negated=True), fields=('org',), name='one_election_under_way', violation_error_message='这个组织已有一次选举在办，请先办完。'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked_at', None), ('asked_by', None)), models.Q(('asked_at__isnull', False), ('asked_by__isnull', False)), _connector='OR'), name='election_asked_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='election',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='election_confirmed_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.UniqueConstraint(fields=('election', 'unit'), name='one_delegation_of_a_unit'),
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('election', 'office', 'unit', 'person'), name='stands_once_for_an_office', nulls_distinct=False, violation_error_message='这个人已经是这一职务的候选人。'),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.UniqueConstraint(fields=('election', 'sitting', 'office', 'unit', 'number'), name='one_round_of_a_number', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='round',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'void'), models.Q(('issued__lte', models.F('present')), ('present__lte', models.F('entitled')), ('returned__lte', models.F('issued')), ('valid__lte', models.F('returned'))), _connector='OR'), name='round_adds_up', violation_error_message='收回的票不能多于发出的，发出的不能多于到会的。'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('round', 'position'), name='one_tally_at_a_place'),
        ),
        migrations.AddConstraint(
            model_name='votingsuspended',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person_id'), models.F('person_id'), models.Value('[]'), function='int8range', output_field=models.Field()), '&&'), ('held', '&&')], name='one_suspension_at_a_time', violation_error_message='这段时间里已经记过，不用再记。'),
        ),
    ]
