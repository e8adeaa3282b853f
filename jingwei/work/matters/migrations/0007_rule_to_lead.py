"""A rule of dispatch may ask the lead of the grid too."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0006_petitions_and_orders'),
    ]

    operations = [
        migrations.AddField(
            model_name='dispatchrule',
            name='to_lead',
            field=models.BooleanField(default=False),
        ),
    ]
