"""Keep the network to the scope of the acting post; residents read the doors of open stations."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
        ("matters", "0002_scope"),
    ]  # fmt: skip

    operations = [
        EnableScope("station"),
        EnableScope("stationstaff"),
        EnableScope("provider"),
        EnableScope("stationoffer"),
        EnableScope("servicecount"),
        migrations.RunSQL(
            "CREATE POLICY station_shown ON station FOR SELECT TO jw_public"
            " USING (held @> current_date)",
            "DROP POLICY station_shown ON station",
        ),
        EnableMarks("station", watched="org_id level unit_id held"),
        EnableMarks("station_staff", watched="org_id station_id held"),
        EnableMarks("provider", watched="org_id kind held"),
        EnableMarks("station_offer", watched="org_id kind station_id held"),
    ]  # fmt: skip
