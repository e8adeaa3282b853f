"""The catalogue has a folder of its own; its tables stay what they are (ADR)."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orgs', '0008_move_as_sets'),
        ('centres', '0003_numbers'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
        migrations.CreateModel(
            name='ServiceCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, max_length=200)),
                ('place', models.PositiveSmallIntegerField()),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('is_demo', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'service_category',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ServiceItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_demo', models.BooleanField(default=False)),
                ('category', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.servicecategory')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'service_item',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ItemWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('title', models.CharField(max_length=60)),
                ('kind', models.CharField(choices=[('public', '公共服务'), ('production', '生产服务'), ('market', '便民服务')], max_length=10)),
                ('ring', models.CharField(blank=True, choices=[('employment', '就业'), ('retirees', '退休人员'), ('relief', '救助'), ('petition', '信访和调解')], max_length=10)),
                ('for_whom', models.CharField(blank=True, max_length=200)),
                ('bring', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list)),
                ('never_ask', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list)),
                ('takes', models.CharField(max_length=60)),
                ('price', models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                ('price_words', models.CharField(blank=True, max_length=80)),
                ('basis', models.CharField(max_length=200)),
                ('is_required', models.BooleanField(default=False)),
                ('is_demo', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.serviceitem')),
            ],
            options={
                'db_table': 'item_wording',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='servicecategory',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('org_id'), models.F('org_id'), models.Value('[]'), function='int8range', output_field=models.Field()), '&&'), (models.Func(models.F('place'), models.F('place'), models.Value('[]'), function='int8range', output_field=models.Field()), '&&'), ('held', '&&')], name='one_category_at_a_place', violation_error_message='这个序号已经有一类了，请换一个。'),
        ),
        migrations.AddConstraint(
            model_name='itemwording',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('item_id'), models.F('item_id'), models.Value('[]'), function='int8range', output_field=models.Field()), '&&'), ('held', '&&')], name='one_wording_at_a_time', violation_error_message='这个事项从这天起已经有另一种写法。'),
        ),
        migrations.AddConstraint(
            model_name='itemwording',
            constraint=models.CheckConstraint(condition=models.Q(('price__gte', 0)), name='price_is_not_below_nothing', violation_error_message='价格不能小于0。'),
        ),
        ])
    ]
