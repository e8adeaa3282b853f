"""A matter keeps the station at which it was asked.

The index is what a station's page, its figure and the list narrowed to it read; it holds only
matters asked at a station, so that an import of work orders writes nothing into it.
"""

from django.conf import settings
from django.db import migrations, models

from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0009_papers_here'),
        ('orgs', '0008_move_as_sets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='matter',
            name='station',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='matter',
            name='station_name',
            field=models.CharField(blank=True, db_default='', default='', max_length=80),
        ),
        migrations.AddIndex(
            model_name='matter',
            index=models.Index(condition=models.Q(('station__isnull', False)), fields=['station', 'received_on'], name='matter_at_station'),
        ),
        migrations.RunSQL(
            "DROP FUNCTION mark_matter() CASCADE;", migrations.RunSQL.noop
        ),
        EnableMarks(
            "matter",
            watched="org_id received_on reply_due_on replied_on answered_on answered_in_time"
            " closed_on outcome reopened category channel kind same_as_id station",
            since="r.received_on",
        ),
    ]
