"""Keep the organisation of the post that took a step: an appeal goes to the one above it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0007_checklist_path'),
        ('orgs', '0009_states_and_terms_of_an_organisation'),
    ]

    operations = [
        migrations.AddField(
            model_name='taken',
            name='office',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation'),
        ),
    ]
