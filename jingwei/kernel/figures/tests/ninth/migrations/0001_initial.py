"""Orchards, kept to their scope, with marks for the figures."""

import django.db.models.deletion
from django.db import migrations, models

import jingwei.kernel.access.fields
import jingwei.kernel.access.scoped
from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    initial = True
    dependencies = [("orgs", "0002_scope"), ("figures", "0004_marks")]

    operations = [
        migrations.CreateModel(
            name="Orchard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("org_path", jingwei.kernel.access.scoped.path_field()),
                ("name", models.CharField(max_length=40)),
                ("held", jingwei.kernel.access.fields.held_field()),
                ("yield_kg", models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ("org", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation")),
            ],
            options={"db_table": "orchard"},
        ),
        EnableScope("Orchard"),
        EnableMarks("orchard", watched="org_id held yield_kg"),
    ]
