"""Let an order that is taken back take with it of which grid it was asked."""

import django.db.models.deletion
from django.db import migrations, models

# An order is taken back by a function of the database, which knows no grids.
TIED = """
ALTER TABLE grid_asked ADD CONSTRAINT grid_asked_matter_tied
    FOREIGN KEY (matter_id) REFERENCES matter (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('grids', '0005_shut_out'),
        ('matters', '0007_rule_to_lead'),
    ]

    operations = [
        migrations.AlterField(
            model_name='gridasked',
            name='matter',
            field=models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matters.matter'),
        ),
        migrations.RunSQL(TIED, "ALTER TABLE grid_asked DROP CONSTRAINT grid_asked_matter_tied"),
    ]
