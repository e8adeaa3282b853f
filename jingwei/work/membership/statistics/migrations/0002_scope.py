"""Keep annual reports to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("orgs", "0002_scope")]

    operations = [EnableScope("annualreport")]
