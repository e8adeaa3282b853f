"""Keep studios to the scope of the acting post; residents read what stands at the door."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

SHOWN = """
CREATE POLICY delegate_studio_shown ON delegate_studio FOR SELECT TO jw_public
    USING (held @> current_date);
CREATE POLICY studio_delegate_shown ON studio_delegate FOR SELECT TO jw_public
    USING (held @> current_date AND consent_on <= current_date);
"""
HIDDEN = """
DROP POLICY delegate_studio_shown ON delegate_studio;
DROP POLICY studio_delegate_shown ON studio_delegate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("studios", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
        ("matters", "0002_scope"),
    ]  # fmt: skip

    operations = [
        EnableScope("delegatestudio"),
        EnableScope(
            "studiodelegate",
            own="person_id = nullif(current_setting('app.person', true), '')::bigint",
        ),
        EnableScope("studioitem"),
        migrations.RunSQL(SHOWN, HIDDEN),
        EnableMarks("delegate_studio", watched="org_id kind held"),
        EnableMarks(
            "studio_item", watched="org_id proxy received_on matter_id", since="r.received_on"
        ),
    ]  # fmt: skip
