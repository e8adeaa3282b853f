"""Keep groups to the scope of the acting post; kinds are for below, one's own part for oneself."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
OWN_GROUP = f"id IN (SELECT t.group_id FROM group_member t WHERE t.person_id = {ONESELF})"
BELOW = "starts_with(current_setting('app.path', true), group_sort.org_path)"


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0001_initial"), ("sittings", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("groupsort"),
        EnableScope("servicegroup", own=OWN_GROUP),
        EnableScope("groupmember", own=f"person_id = {ONESELF}"),
        EnableScope("groupdeed"),
        migrations.RunSQL(
            "CREATE POLICY group_sort_open ON group_sort FOR SELECT"
            f" TO jw_app, jw_worker USING ({BELOW})",
            "DROP POLICY group_sort_open ON group_sort",
        ),
        EnableMarks("service_group", watched="org_id held"),
        EnableMarks("group_member", watched="org_id group_id held"),
        EnableMarks("group_deed", watched="org_id group_id on tie", since='r."on"'),
    ]  # fmt: skip
