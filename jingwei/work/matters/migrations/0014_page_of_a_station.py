"""A page of all that was asked at a station is found by it, the newest first.

Without the index the planner walked a city's matters by their day, for seconds, until fifty of one
station were met. Only matters asked at a station are in it; writing others costs nothing.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0013_kind_of_system'),
        ('orgs', '0009_states_and_terms_of_an_organisation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(
                condition=models.Q(('station__isnull', False)),
                fields=['station', 'received_at', 'id'], name='matter_station_page',
            ),
        ),
    ]
