"""Keep elections to the scope of the acting post, and note which figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("election"),
        EnableScope("delegation"),
        EnableScope("candidate"),
        EnableScope("round"),
        EnableScope("tally"),
        EnableScope("votingsuspended"),
        EnableMarks(
            "election", watched="org_id state due_on postponed_to held_on planned_on",
            since="date_trunc('year', coalesce(r.held_on, r.planned_on))::date",
        ),
    ]  # fmt: skip
