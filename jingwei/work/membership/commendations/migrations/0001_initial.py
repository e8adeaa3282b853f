
import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0008_move_as_sets'),
        ('people', '0011_erasing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Commendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('honour', models.CharField(choices=[('member', '优秀共产党员'), ('worker', '优秀党务工作者'), ('body', '先进基层党组织')], max_length=8)),
                ('level', models.CharField(choices=[('centre', '中央'), ('province', '省'), ('city', '市'), ('county', '县（市、区）'), ('base', '基层党委')], max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('given_by', models.CharField(max_length=120)),
                ('paper', models.CharField(max_length=100)),
                ('on', models.DateField()),
                ('taken_on', models.DateField(null=True)),
                ('taken_why', models.CharField(blank=True, max_length=200)),
                ('noted_at', models.DateTimeField()),
                ('is_demo', models.BooleanField(default=False)),
                ('noted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'commendation',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [models.Index(fields=['-on', '-id'], name='commendation_by_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('honour__in', ('member', 'worker')), ('person__isnull', False)), models.Q(('honour', 'body'), ('person', None)), _connector='OR'), name='commendation_of_a_member_or_a_body'), models.UniqueConstraint(fields=('org', 'person', 'honour', 'paper'), name='commended_once_by_a_paper', nulls_distinct=False, violation_error_message='这份文件的这次表彰已经登记过。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
