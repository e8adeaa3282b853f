"""Keep careers to the scope of the acting post; a cadre reads the own file."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"
BELOW = "starts_with(current_setting('app.path', true), grade_rule.org_path)"


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("graderule", own="true"),  # a public rule
        EnableScope("cadrepost", own=OWN),
        EnableScope("grading", own=OWN),
        EnableScope("review", own=OWN),
        EnableScope("reserve", own=OWN),
        EnableScope("problem"),
        EnableScope("posthandover"),
        migrations.RunSQL(
            "CREATE POLICY grade_rule_open ON grade_rule FOR SELECT TO jw_app, jw_worker"
            f" USING ({BELOW})",
            "DROP POLICY grade_rule_open ON grade_rule",
        ),
        EnableMarks("cadre_post", watched="org_id position_id held source"),
        EnableMarks("reserve", watched="org_id person_id held"),
        EnableMarks(
            "problem", watched="org_id state confirmed_on", since="r.confirmed_on",
        ),
    ]  # fmt: skip
