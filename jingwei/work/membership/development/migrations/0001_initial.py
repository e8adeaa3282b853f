import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('meetings', '0002_scope'),
        ('orgs', '0006_move_paths'),
        ('people', '0009_knowledge'),
    ]

    operations = [
        migrations.CreateModel(
            name='Development',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('applied', '已申请'), ('talked', '入党申请人'), ('activist_decided', '积极分子待备案'), ('activist', '入党积极分子'), ('candidate_decided', '发展对象人选'), ('notice', '公示中'), ('noticed', '公示期满'), ('candidate', '发展对象'), ('reviewed', '待预审'), ('prereviewed', '预审合格'), ('formed', '待支部大会'), ('voted', '待上级审批'), ('probationary', '预备党员'), ('requested', '已申请转正'), ('full_voted', '转正待审批'), ('extension_voted', '延长预备期待审批'), ('cancel_voted', '取消资格待审批'), ('full', '已转正，待归档'), ('archived', '已归档'), ('stopped', '已终止')], default='applied', max_length=20)),
                ('name', models.CharField(max_length=50)),
                ('name_sort', models.CharField(db_collation='C', max_length=200)),
                ('sex', models.CharField(choices=[('0', '未知'), ('1', '男'), ('2', '女'), ('9', '未说明')], default='0', max_length=1)),
                ('ethnicity', models.CharField(blank=True, max_length=2)),
                ('birth_on', models.DateField(null=True)),
                ('education', models.CharField(blank=True, max_length=2)),
                ('degree', models.CharField(blank=True, max_length=3)),
                ('politics', models.CharField(blank=True, choices=[('03', '共青团员'), ('04', '民主党派成员'), ('12', '无党派人士'), ('13', '群众')], max_length=2)),
                ('native_place', models.CharField(blank=True, max_length=60)),
                ('background', models.CharField(blank=True, max_length=300)),
                ('work_post', models.CharField(blank=True, max_length=60)),
                ('unit_title', models.CharField(blank=True, max_length=120)),
                ('league_on', models.DateField(null=True)),
                ('worked_on', models.DateField(null=True)),
                ('id_number', models.BinaryField(null=True)),
                ('id_index', models.BinaryField(max_length=16, null=True)),
                ('id_tail', models.CharField(blank=True, max_length=4)),
                ('phone', models.BinaryField(null=True)),
                ('phone_tail', models.CharField(blank=True, max_length=4)),
                ('address', models.BinaryField(null=True)),
                ('is_talent', models.BooleanField(db_default=False, default=False)),
                ('applied_on', models.DateField()),
                ('talked_on', models.DateField(null=True)),
                ('recommended', models.CharField(blank=True, choices=[('members', '党员推荐'), ('league', '共青团推优'), ('mass', '其他群团组织推荐')], max_length=8)),
                ('activist_on', models.DateField(null=True)),
                ('checks_on', django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), db_default=[], default=list)),
                ('check_due', models.DateField(null=True)),
                ('candidate_on', models.DateField(null=True)),
                ('noticed_on', models.DateField(null=True)),
                ('objections', models.PositiveSmallIntegerField(db_default=0, default=0)),
                ('consented_on', models.DateField(null=True)),
                ('political_on', models.DateField(null=True)),
                ('political', models.CharField(blank=True, choices=[('passed', '合格'), ('not_passed', '不合格')], max_length=10)),
                ('trained_on', models.DateField(null=True)),
                ('training_days', models.PositiveSmallIntegerField(null=True)),
                ('training_hours', models.PositiveSmallIntegerField(null=True)),
                ('reviewed_on', models.DateField(null=True)),
                ('prereviewed_on', models.DateField(null=True)),
                ('formed_on', models.DateField(null=True)),
                ('form_no', models.CharField(blank=True, max_length=40)),
                ('voted_on', models.DateField(null=True)),
                ('talked_above_on', models.DateField(null=True)),
                ('approved_on', models.DateField(null=True)),
                ('filed_above_on', models.DateField(null=True)),
                ('placed_on', models.DateField(null=True)),
                ('oath_on', models.DateField(null=True)),
                ('probation_until', models.DateField(null=True)),
                ('extended_months', models.PositiveSmallIntegerField(null=True)),
                ('requested_on', models.DateField(null=True)),
                ('full_voted_on', models.DateField(null=True)),
                ('full_approved_on', models.DateField(null=True)),
                ('archived_on', models.DateField(null=True)),
                ('stopped_on', models.DateField(null=True)),
                ('why', models.CharField(blank=True, choices=[('withdrawn', '本人撤回申请'), ('moved', '转到别的单位继续培养'), ('not_ready', '支部研究不再培养'), ('review', '政治审查不合格'), ('died', '去世')], max_length=10)),
                ('rule_note', models.CharField(blank=True, max_length=20)),
                ('is_demo', models.BooleanField(db_default=False, default=False)),
                ('version', models.PositiveIntegerField(db_default=1, default=1)),
                ('updated_at', models.DateTimeField(null=True)),
                ('contact_one', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('contact_two', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sponsor_one', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('sponsor_two', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'development',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='BranchVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('kind', models.CharField(choices=[('admission', '接收预备党员'), ('full', '按期转正'), ('extension', '延长预备期'), ('cancel', '取消预备党员资格')], max_length=10)),
                ('on', models.DateField()),
                ('entitled', models.PositiveIntegerField()),
                ('present', models.PositiveIntegerField()),
                ('yes', models.PositiveIntegerField()),
                ('no', models.PositiveIntegerField()),
                ('abstained', models.PositiveIntegerField()),
                ('written_yes', models.PositiveIntegerField(default=0)),
                ('passed', models.BooleanField()),
                ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='meetings.meeting')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='development.development')),
            ],
            options={
                'db_table': 'branch_vote',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddIndex(
            model_name='development',
            index=models.Index(fields=['name_sort', 'id'], name='development_by_name'),
        ),
        migrations.AddIndex(
            model_name='development',
            index=models.Index(fields=['applied_on', 'id'], name='development_by_day'),
        ),
        migrations.AddIndex(
            model_name='development',
            index=models.Index(fields=['state', 'org_path'], name='development_by_state'),
        ),
        migrations.AddConstraint(
            model_name='development',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['archived', 'stopped']), _negated=True), fields=('id_index',), name='one_way_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='development',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('id_index__isnull', True), ('id_number__isnull', True)), models.Q(('id_index__isnull', False), ('id_number__isnull', False)), _connector='OR'), name='development_number_with_index'),
        ),
        migrations.AddConstraint(
            model_name='development',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), _negated=True), ('stopped_on__isnull', False), _connector='OR'), name='development_stopped_on'),
        ),
        migrations.AddConstraint(
            model_name='development',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_on', None), ('person', None)), models.Q(('approved_on__isnull', False), ('person__isnull', False)), _connector='OR'), name='development_admitted_on'),
        ),
        migrations.AddConstraint(
            model_name='branchvote',
            constraint=models.CheckConstraint(condition=models.Q(('present__lte', models.F('entitled')), ('present__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('yes'), '+', models.F('no')), '+', models.F('abstained')))), name='branch_vote_adds_up', violation_error_message='同意、不同意、弃权加起来不能超过到会人数。'),
        ),
    ]
