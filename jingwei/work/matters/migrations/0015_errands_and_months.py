"""Errands that wait for an agent or run are found by an index of them, the newest first.

群众事务代办 counted and listed them by reading every open matter of a city, of which they are a
third. The index holds what sight is judged by, so that counting reads it alone. Only open errands
are in it (0.9 MB of a city's 1.25 million matters); writing other matters costs nothing.

What came in a month is found by the other one: the trial of rules of dispatch read all matters of
all years for it. Each matter is in it once, when it comes (37 MB of the same city); no roster
brings matters.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0014_page_of_a_station'),
        ('orgs', '0009_states_and_terms_of_an_organisation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(
                condition=models.Q(('closed_on', None), ('kind', 'proxy')),
                fields=['received_at', 'id'], include=('org_path', 'host_path', 'public_id'),
                name='matter_errand_open',
            ),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(fields=['received_on', 'org_path'], name='matter_received'),
        ),
    ]
