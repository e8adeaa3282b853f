"""Keep counted decisions to the city, and note that figures read them."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [("disposition", "0004_outcome"), ("figures", "0004_marks")]

    operations = [
        EnableScope("outcome"),
        EnableMarks(
            "disposition_outcome", watched="org_id form month is_lifted is_sound", since="r.month"
        ),
    ]
