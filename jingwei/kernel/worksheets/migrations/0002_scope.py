"""Keep worksheets to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):
    dependencies = [("worksheets", "0001_initial")]

    operations = [EnableScope("worksheet"), EnableScope("end"), EnableScope("item")]
