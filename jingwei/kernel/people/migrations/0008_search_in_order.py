"""Search names along their order without touching rows; find the last digits of a phone."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0007_keep_gone'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_by_name',
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name_sort', 'id'], include=('org_path', 'initials', 'merged_into', 'is_gone'), name='person_by_name'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['phone_tail'], name='person_phone_tail'),
        ),
    ]
