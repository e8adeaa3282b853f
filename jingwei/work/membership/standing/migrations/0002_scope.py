"""Keep these records to the branch that has the member, the host that takes part, the member."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [
        ("standing", "0001_initial"), ("transfers", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("floating", host=True, own=OWN),
        EnableScope("lostcontact", own=OWN),
        EnableScope("stay", own=OWN),
        EnableScope("leaving", own=OWN),
        EnableMarks(
            "floating", watched="org_id state since last_contact_on ended_on", since="r.since"
        ),
        EnableMarks("lost_contact", watched="org_id state since ended_on", since="r.since"),
        EnableMarks(
            "stay_abroad", watched="org_id state since last_contact_on ended_on", since="r.since"
        ),
    ]  # fmt: skip
