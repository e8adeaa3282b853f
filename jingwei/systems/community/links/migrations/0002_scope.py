"""Keep links to the branch of the relation, the branch of the life, and the member."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
OWN = f"person_id = {ONESELF}"
OWN_LIFE = f"link_id IN (SELECT k.id FROM dual_link k WHERE k.person_id = {ONESELF})"


class Migration(migrations.Migration):
    dependencies = [
        ("links", "0001_initial"), ("standing", "0002_scope"), ("meetings", "0002_scope"),
        ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("duallink", host=True, own=OWN),
        EnableScope("linklife", host=True, own=OWN_LIFE),
        EnableMarks(
            "dual_link", watched="org_id host_id state agreed_on ended_on", since="r.agreed_on"
        ),
        EnableMarks("dual_link_life", watched="org_id link_id side how", since='r."on"'),
    ]  # fmt: skip
