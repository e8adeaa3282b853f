"""Keep notes to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):
    dependencies = [("phone", "0001_initial"), ("orgs", "0002_scope")]

    operations = [EnableScope("note")]
