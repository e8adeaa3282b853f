"""Keep cases, limits and what belongs to a case to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

# Millions of steps a year: they carry no path and share the policy of their case.
CHILDREN = ("flow_step", "flow_clock_event", "flow_paper", "flow_plan")
SHARED = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_scope ON {table} TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM flow_case c WHERE c.id = case_id));
"""
    for table in CHILDREN
)
# The other side of a case sees its limits too.
CLOCKS = """
CREATE POLICY flow_clock_other_side ON flow_clock TO jw_app, jw_worker
    USING (EXISTS (
        SELECT 1 FROM flow_case c WHERE c.id = case_id
        AND c.host_path >= current_setting('app.path', true)
        AND c.host_path < current_setting('app.hi', true)
    ));
"""
UNSHARED = "".join(
    f"DROP POLICY {table}_scope ON {table};"
    f" ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
    f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in CHILDREN
)


class Migration(migrations.Migration):
    dependencies = [("flows", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope("case", host=True),
        EnableScope("clock"),
        migrations.RunSQL(SHARED, UNSHARED),
        migrations.RunSQL(CLOCKS, "DROP POLICY flow_clock_other_side ON flow_clock"),
    ]
