import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0007_names_of_others'),
        ('people', '0010_file_follows_home'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('direction', models.CharField(choices=[('within', '市内转接'), ('out', '转往市外'), ('in', '市外转入')], max_length=6)),
                ('state', models.CharField(choices=[('requested', '待转出'), ('sent', '已转出，等接收'), ('returned', '已退回，待补办'), ('prepared', '待开介绍信'), ('letter', '介绍信已开，等回执'), ('received', '收到介绍信，待接收'), ('accepted', '已接收'), ('declined', '没有接收，已退回'), ('withdrawn', '已撤回')], max_length=10)),
                ('host_path', models.CharField(db_collation='C', max_length=60, null=True)),
                ('name', models.CharField(max_length=50)),
                ('category', models.CharField(choices=[('full', '正式党员'), ('probationary', '预备党员')], max_length=12)),
                ('from_name', models.CharField(max_length=120)),
                ('to_name', models.CharField(max_length=120)),
                ('why', models.CharField(choices=[('work', '工作单位变动'), ('home', '常住地变动'), ('away', '外出六个月以上，地点固定'), ('study', '升学、毕业'), ('retired', '离退休'), ('branch', '支部调整'), ('other', '其他')], default='work', max_length=8)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('asked_on', models.DateField()),
                ('due_on', models.DateField()),
                ('letter_no', models.CharField(blank=True, max_length=40)),
                ('letter_on', models.DateField(null=True)),
                ('letter_first_on', models.DateField(null=True)),
                ('letter_until', models.DateField(null=True)),
                ('stub_until', models.DateField(null=True)),
                ('receipt_on', models.DateField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('sealed', models.BinaryField(null=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('accepted_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'transfer',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-asked_on', '-id'], name='transfer_by_day'), models.Index(condition=models.Q(('state__in', ('requested', 'sent', 'returned', 'prepared', 'letter', 'received'))), fields=['org_path', 'state'], name='transfer_going'), models.Index(condition=models.Q(('host_path__isnull', False), ('state__in', ('requested', 'sent', 'returned', 'prepared', 'letter', 'received'))), fields=['host_path', 'state'], name='transfer_coming')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False), models.Q(('state__in', ('accepted', 'declined', 'withdrawn')), _negated=True)), fields=('person',), name='one_transfer_at_a_time', violation_error_message='这名党员已有一件转接在办，请先办完。'), models.CheckConstraint(condition=models.Q(models.Q(('host', None), ('host_path', None)), models.Q(('host__isnull', False), ('host_path__isnull', False)), _connector='OR'), name='transfer_host_and_path'), models.CheckConstraint(condition=models.Q(models.Q(('direction', 'within'), ('host__isnull', False)), models.Q(models.Q(('direction', 'within'), _negated=True), ('host', None)), _connector='OR'), name='transfer_within_has_two_sides'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_at', None), ('accepted_by', None)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='transfer_accepted_by_and_at')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
