
import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0008_move_as_sets'),
        ('people', '0011_erasing'),
        ('standing', '0002_scope'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeServed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=50)),
                ('flow', models.CharField(max_length=60)),
                ('subject', models.UUIDField()),
                ('paper', models.UUIDField()),
                ('slot', models.CharField(max_length=40)),
                ('made_on', models.DateField()),
                ('served_on', models.DateField()),
                ('how', models.CharField(choices=[('hand', '当面送达，本人签收'), ('unsigned', '当面送达，没有签收'), ('post', '邮寄'), ('family', '成年亲属转交'), ('branch', '支部签收'), ('public', '公告送达')], max_length=8)),
                ('taker', models.CharField(blank=True, max_length=50)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('noted_at', models.DateTimeField()),
                ('is_demo', models.BooleanField(default=False)),
                ('noted_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'db_table': 'standing_service',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'constraints': [models.UniqueConstraint(fields=('paper',), name='served_once', violation_error_message='这份通知书已经记过送达。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
    ]
