"""The names, kinds and terms of an organisation are found by it.

The pages of records behind a figure and the annual statistics ask them of some fifty organisations;
the constraints over dates cannot be searched by an organisation alone, so that all were read for
each. Two small indexes: 57,000 rows in the largest city.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orgs', '0008_move_as_sets'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='organisationstate',
            index=models.Index(fields=['org'], name='state_of_org'),
        ),
        migrations.AddIndex(
            model_name='term',
            index=models.Index(fields=['org'], name='term_of_org'),
        ),
    ]
