"""A batch keeps what the meetings of a crossed sheet are called, for the words about its columns."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0015_members_as_sets'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='titles',
            field=models.JSONField(default=dict),
        ),
    ]
