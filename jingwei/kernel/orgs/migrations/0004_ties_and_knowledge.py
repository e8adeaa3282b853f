"""One tie of a kind at a time, whatever the kind; since when a dated row is known."""

import django.contrib.postgres.constraints
import django.db.models.functions.datetime
from django.db import migrations, models


def whole(column: str) -> models.Func:
    return models.Func(models.F(column), models.F(column), models.Value("[]"), function="int8range", output_field=models.Field())


def tie_of(kind: str) -> migrations.AddConstraint:
    return migrations.AddConstraint(
        model_name="edge",
        constraint=django.contrib.postgres.constraints.ExclusionConstraint(
            condition=models.Q(kind=kind),
            expressions=[(whole("org_id"), "&&"), (whole("host_id"), "&&"), ("held", "&&")],
            name=f"one_{kind}_at_a_time",
            violation_error_message="这段时间里，两个组织已有同类关系。",
        ),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0003_units_and_superiors'),
    ]

    operations = [
        migrations.AddField(
            model_name='edge',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='organisationstate',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name='term',
            name='known_from',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        *(tie_of(kind) for kind in ("guides", "joined_with", "co_governs", "hosts", "turned_into")),
        migrations.AddConstraint(
            model_name='edge',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('joined_with', 'co_governs')), _negated=True), ('host__lt', models.F('org')), _connector='OR'), name='edge_of_partners'),
        ),
    ]
