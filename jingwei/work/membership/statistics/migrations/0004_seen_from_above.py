"""What was counted ahead says about whom, beside in whose range: who stands above sees more.

What was kept is left out and counted anew the next night.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0009_states_and_terms_of_an_organisation'),
        ('statistics', '0003_counted_ahead'),
    ]

    operations = [
        migrations.RunSQL("TRUNCATE annual_count", migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name='annualcount', name='one_count_a_year'),
        migrations.AddField(
            model_name='annualcount', name='about',
            field=models.ForeignKey(default=0, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation'),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name='annualcount',
            constraint=models.UniqueConstraint(fields=('about', 'org', 'year'), name='one_count_a_year'),
        ),
    ]
