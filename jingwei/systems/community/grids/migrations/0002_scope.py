"""Keep communities and grids to the scope of the acting post; answers to troubles are for below."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
OWN = f"person_id = {ONESELF}"
BELOW = "starts_with(current_setting('app.path', true), community_trouble.org_path)"


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("community"),
        EnableScope("slot"),
        EnableScope("seat", own=OWN),
        EnableScope("trouble"),
        EnableScope("building"),
        EnableScope("stairwell"),
        EnableScope("contact", own=OWN),
        EnableScope("grid"),
        EnableScope("gridshape"),
        EnableScope("gridbuilding"),
        EnableScope("worker", own=OWN),
        EnableScope("assignment"),
        migrations.RunSQL(
            "CREATE POLICY community_trouble_open ON community_trouble FOR SELECT"
            f" TO jw_app, jw_worker USING ({BELOW})",
            "DROP POLICY community_trouble_open ON community_trouble",
        ),
        EnableMarks("community", watched="org_id unit_id formation held"),
        EnableMarks("community_slot", watched="org_id community_id held"),
        EnableMarks("community_seat", watched="org_id slot_id held"),
        EnableMarks("building", watched="org_id households held"),
        EnableMarks("stairwell", watched="org_id held"),
        EnableMarks("stairwell_contact", watched="org_id stairwell_id held"),
        EnableMarks("grid", watched="org_id community_id held"),
        EnableMarks("grid_building", watched="org_id grid_id building_id held"),
        EnableMarks("grid_assignment", watched="org_id grid_id is_lead held"),
    ]  # fmt: skip
