"""Keep the organisation of the post that answered a correction: an appeal goes above it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0009_states_and_terms_of_an_organisation'),
        ('people', '0013_one_index_of_names'),
    ]

    operations = [
        migrations.AddField(
            model_name='correction',
            name='office',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation'),
        ),
    ]
