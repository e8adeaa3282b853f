"""Find the imports that made or changed a person's file, for the page of the member."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_lines_by_moment")]

    operations = [
        migrations.AddIndex(
            model_name="rowimage",
            index=models.Index(
                condition=models.Q(("table", "person")), fields=["row"], name="row_image_of_person"
            ),
        ),
    ]
