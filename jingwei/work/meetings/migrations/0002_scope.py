"""Keep meetings to the scope of the acting post, and note which figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
# A member sees the meetings whose roster had the own name; never who else came.
OWN = f"{ONESELF} = ANY (present) OR {ONESELF} = ANY (excused) OR {ONESELF} = ANY (absent)"


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("meeting", own=OWN),
        EnableScope("vote"),
        EnableScope("resolution"),
        EnableScope("talk", own=f"{ONESELF} IN (one_id, other_id)"),
        EnableMarks(
            "meeting", watched="org_id state kinds on present excused absent",
            since="date_trunc('year', r.\"on\")::date",
        ),
    ]  # fmt: skip
