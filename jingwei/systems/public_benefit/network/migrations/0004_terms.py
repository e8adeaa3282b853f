"""Keep each agreement with a helper as a term of its own; what stood at the helper becomes one."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.access.fields import whole
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [("network", "0003_numbers"), ("orgs", "0008_move_as_sets")]

    operations = [
        migrations.CreateModel(
            name='ProviderTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('agreement', models.CharField(max_length=200)),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('ended_why', models.CharField(blank=True, max_length=300)),
                ('is_demo', models.BooleanField(default=False)),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='network.provider')),
            ],
            options={
                'db_table': 'provider_term',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='providerterm',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[(whole("provider_id"), '&&'), ('held', '&&')],
                name='one_agreement_at_a_time',
                violation_error_message='这段时间已经有一份协议，请改日期。',
            ),
        ),
        EnableScope("providerterm"),
        EnableMarks("provider_term", watched="org_id provider_id held"),
        migrations.RunSQL(
            "INSERT INTO provider_term (org_id, org_path, provider_id, agreement, held, ended_why,"
            " is_demo) SELECT org_id, org_path, id, agreement, held, '', is_demo FROM provider",
            migrations.RunSQL.noop,
        ),
    ]
