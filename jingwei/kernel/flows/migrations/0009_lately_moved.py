"""The page of cases under way is found in the order in which they moved.

Of a whole city 160,000 were read and sorted for the fifty that moved last, though there is an
index of them by place: one range of places is no order of days. Five megabytes for these; one more
entry a step, and none for cases that have ended or that a roster brings.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0008_step_office'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('ended_at', None)), fields=['moved_at', 'id'], name='flow_case_lately'),
        ),
    ]
