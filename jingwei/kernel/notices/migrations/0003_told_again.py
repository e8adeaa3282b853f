"""Let what was taken back be told anew, and find what was told of a thing by its key."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0002_scope'),
        ('orgs', '0008_move_as_sets'),
        ('people', '0011_erasing'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_once_to_a_person',
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_once_to_a_post',
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['kind', 'key'], name='notice_of_key'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('withdrawn_at', None)), fields=('kind', 'key', 'person'), name='notice_once_to_a_person'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('person', None), ('withdrawn_at', None)), fields=('kind', 'key', 'org', 'duty'), name='notice_once_to_a_post'),
        ),
    ]
