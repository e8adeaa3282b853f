"""Make the table of handovers."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0007_names_of_others'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('officer', '组织部门干部'), ('clerk', '镇街党务干部'), ('secretary', '支部书记'), ('cadre', '社区干部、网格员'), ('agent', '服务窗口人员'), ('instructor', '党建工作指导员'), ('merchant', '商户'), ('system_admin', '系统管理员'), ('security_admin', '安全管理员'), ('auditor', '审计员')], max_length=20)),
                ('state', models.CharField(choices=[('draft', '在写'), ('offered', '等接收'), ('returned', '退回补充'), ('taken', '已接收'), ('dropped', '没有交接')], default='draft', max_length=10)),
                ('offered_on', models.DateField(null=True)),
                ('taken_at', models.DateTimeField(null=True)),
                ('from_account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'handover',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='handover_taken_by_and_at'), models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'offered', 'returned'))), fields=('from_account', 'org', 'role'), name='one_handover_of_a_post_at_a_time', violation_error_message='这个身份已有一份交接在办，请先办完。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
