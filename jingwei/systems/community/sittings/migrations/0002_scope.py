"""Keep meetings of bodies to the scope of the acting post; what one took on is one's own too."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [
        ("sittings", "0001_initial"), ("grids", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("sitting"),
        EnableScope("attendance"),
        EnableScope("decision", own=OWN),
        EnableMarks("sitting", watched="org_id slot_id on", since='r."on"'),
        EnableMarks("sitting_decision", watched="org_id due_on done_on", since="r.due_on"),
    ]  # fmt: skip
