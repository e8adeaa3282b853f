"""Keep former rows to the scope of the acting post, and write them by a trigger."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.known.keep import FUNCTION


class Migration(migrations.Migration):
    dependencies = [("known", "0001_initial")]

    operations = [
        EnableScope("formerrow", column="at", host=True, tied=False),
        migrations.RunSQL(FUNCTION, "DROP FUNCTION keep_former()"),
    ]
