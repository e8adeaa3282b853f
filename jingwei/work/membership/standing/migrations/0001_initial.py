import uuid

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0007_names_of_others'),
        ('people', '0010_file_follows_home'),
    ]

    operations = [
        migrations.CreateModel(
            name='Floating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('since', models.DateField()),
                ('is_demo', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('away', '外出，本支部联系'), ('asked', '等流入地支部接收'), ('living', '在流入地参加组织生活'), ('returned', '已返回'), ('ended', '组织关系已不在这里')], max_length=8)),
                ('why', models.CharField(choices=[('work', '外出务工经商'), ('family', '随亲属居住'), ('graduate', '毕业后没有落实去向'), ('other', '其他')], default='work', max_length=8)),
                ('host_path', models.CharField(db_collation='C', max_length=60, null=True)),
                ('category', models.CharField(choices=[('full', '正式党员'), ('probationary', '预备党员')], max_length=12)),
                ('home_name', models.CharField(max_length=120)),
                ('host_name', models.CharField(blank=True, max_length=120)),
                ('place', models.CharField(max_length=60)),
                ('contact', models.CharField(blank=True, max_length=50)),
                ('last_contact_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('host', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'floating',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-since', '-id'], name='floating_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('returned', 'ended')), _negated=True), fields=('person',), name='one_floating_at_a_time', violation_error_message='这名党员已登记外出。'), models.CheckConstraint(condition=models.Q(models.Q(('host', None), ('host_path', None)), models.Q(('host__isnull', False), ('host_path__isnull', False)), _connector='OR'), name='floating_host_and_path')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Leaving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('since', models.DateField()),
                ('is_demo', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('asked', '本人提出退党'), ('talked', '支部谈过话'), ('met', '支部大会讨论过'), ('left', '已退党'), ('stayed', '本人收回，继续留下'), ('ended', '组织关系已不在这里')], max_length=8)),
                ('talked_on', models.DateField(null=True)),
                ('met_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'leaving',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-since', '-id'], name='leaving_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('left', 'stayed', 'ended')), _negated=True), fields=('person',), name='one_leaving_at_a_time', violation_error_message='这名党员的退党在办。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='LostContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('since', models.DateField()),
                ('is_demo', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('searching', '查找中'), ('lost', '已认定失联'), ('suspended', '已停止党籍'), ('found', '已取得联系'), ('handed', '已转组织处置程序'), ('ended', '组织关系已不在这里')], max_length=9)),
                ('situation', models.CharField(choices=[('1', '外出务工经商'), ('2', '单位改制或破产'), ('3', '毕业后去向不明'), ('4', '工作单位改变'), ('5', '出国（境）'), ('6', '居住地改变'), ('7', '其他')], max_length=1)),
                ('org_class', models.CharField(choices=[('1', '国有企业'), ('2', '非公有制企业'), ('3', '农村'), ('4', '党政机关'), ('5', '学校'), ('6', '其他事业单位'), ('7', '街道社区'), ('8', '社会组织'), ('9', '其他')], max_length=1)),
                ('searches', models.PositiveIntegerField(default=0)),
                ('last_search_on', models.DateField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'lost_contact',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-since', '-id'], name='lost_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('found', 'handed', 'ended')), _negated=True), fields=('person',), name='one_search_at_a_time', violation_error_message='这名党员已在查找。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('since', models.DateField()),
                ('is_demo', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('abroad', '在国（境）外'), ('suspended', '已停止党籍'), ('back', '已回国'), ('ended', '组织关系已不在这里')], max_length=9)),
                ('kind', models.CharField(choices=[('study', '出国（境）学习'), ('work', '因公工作'), ('settled', '定居'), ('other', '其他')], max_length=7)),
                ('place', models.CharField(max_length=60)),
                ('last_contact_on', models.DateField(null=True)),
                ('suspended_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'stay_abroad',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-since', '-id'], name='stay_by_day')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('back', 'ended')), _negated=True), fields=('person',), name='one_stay_at_a_time', violation_error_message='这名党员已登记出国（境）。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
