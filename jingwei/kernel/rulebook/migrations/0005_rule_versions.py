"""Versions of numbers by place and text, tables of rates, and changes by two people."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('rulebook', '0004_calendar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='RuleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('title', models.CharField(max_length=60)),
                ('value', models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ('table', models.JSONField(default=list)),
                ('unit', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(max_length=200)),
                ('mark', models.CharField(choices=[('verified', '已核对'), ('secondary', '转引，待核对原文'), ('general', '通行做法，待核对'), ('proposal', '本系统建议')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=12)),
                ('rule_set', models.CharField(blank=True, max_length=20)),
                ('from_on', models.DateField()),
                ('reason', models.CharField(max_length=300)),
                ('outcome', models.CharField(choices=[('open', '待核定'), ('done', '已同意'), ('declined', '未同意')], default='open', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'db_table': 'rule_change',
            },
        ),
        migrations.RemoveConstraint(
            model_name='rule',
            name='one_version_of_a_rule',
        ),
        migrations.AddField(
            model_name='rule',
            name='chapter',
            field=models.CharField(choices=[('organisations', '设立组织'), ('elections', '选举'), ('life', '组织生活'), ('development', '发展党员'), ('dues', '党费'), ('transfer', '组织关系和流动党员'), ('disposition', '不合格党员处置'), ('labour', '劳动争议和调解'), ('services', '群众诉求和服务'), ('grids', '社区和网格'), ('scale', '规模参考'), ('own', '本系统')], default='own', max_length=16),
        ),
        migrations.AddField(
            model_name='rule',
            name='place',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='rule',
            name='recorded_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name='rule',
            name='rule_set',
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name='rule',
            name='table',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='rule',
            name='words',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='rule',
            name='value',
            field=models.DecimalField(decimal_places=4, max_digits=12, null=True),
        ),
        migrations.AddField(
            model_name='rulechange',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rulechange',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rule',
            name='change',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rulebook.rulechange'),
        ),
        migrations.AddConstraint(
            model_name='rule',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('table', []), ('value__isnull', False)), models.Q(('value', None), models.Q(('table', []), _negated=True)), _connector='OR'), name='rule_value_or_table'),
        ),
        migrations.AddConstraint(
            model_name='rulechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='rule_change_decided_by_and_at'),
        ),
        migrations.AddConstraint(
            model_name='rulechange',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='rule_change_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='rulechange',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'open')), fields=('name', 'place'), name='one_open_change_of_a_rule'),
        ),
        migrations.RunSQL(
            "ALTER TABLE rule ADD CONSTRAINT one_version_of_a_rule_at_a_time EXCLUDE USING gist ("
            " int8range(hashtextextended(name || '/' || place, 0),"
            " hashtextextended(name || '/' || place, 0), '[]') WITH &&, held WITH &&)",
            "ALTER TABLE rule DROP CONSTRAINT one_version_of_a_rule_at_a_time",
        ),
    ]
