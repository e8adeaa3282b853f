"""Name the catalogue by its own folder now; no table changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('centres', '0003_numbers'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[
        migrations.RemoveConstraint(
            model_name='itemwording',
            name='one_wording_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='itemwording',
            name='price_is_not_below_nothing',
        ),
        migrations.RemoveConstraint(
            model_name='servicecategory',
            name='one_category_at_a_place',
        ),
        migrations.AlterField(
            model_name='serviceproposal',
            name='item',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.serviceitem'),
        ),
        migrations.AlterField(
            model_name='offering',
            name='item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.serviceitem'),
        ),
        migrations.RemoveField(
            model_name='itemwording',
            name='item',
        ),
        migrations.RemoveField(
            model_name='itemwording',
            name='org',
        ),
        migrations.RemoveField(
            model_name='servicecategory',
            name='org',
        ),
        migrations.DeleteModel(
            name='ServiceItem',
        ),
        migrations.DeleteModel(
            name='ItemWording',
        ),
        migrations.DeleteModel(
            name='ServiceCategory',
        ),
        ])
    ]
