"""Find what a city brought with a person by the unique key alone, which begins with the person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0011_erasing")]

    operations = [
        migrations.AlterField(
            model_name="opening",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
    ]
