"""Keep lessons of those on the way to the scope of their branch; past classes feed figures."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


def seen_with_case(table):
    """Whoever sees the case sees what it records, though the branch was another one that day."""
    return migrations.RunSQL(
        f"CREATE POLICY {table}_of_case ON {table} FOR SELECT TO jw_app, jw_worker USING"
        f" (case_id IS NOT NULL AND EXISTS (SELECT 1 FROM development d WHERE d.id = case_id))",
        f"DROP POLICY {table}_of_case ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_past_and_cases"), ("development", "0004_due_days")]

    operations = [
        EnableScope("caseattendance"),
        seen_with_case("case_attendance"),
        seen_with_case("past_class"),
        EnableMarks("past_class", watched='org_id person_id "on" hours', since='r."on"'),
    ]
