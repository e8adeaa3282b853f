"""Keep dues to the scope of the acting post, and note which figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
# A member sees the sheets on which the own name stands; never what others owe or paid.
OWN = f"{ONESELF} = ANY (people)"


class Migration(migrations.Migration):
    dependencies = [
        ("dues", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("fixing", own=OWN),
        EnableScope("sheet", own=OWN),
        EnableScope("relief", own=f"person_id = {ONESELF}"),
        EnableScope("remittance"),
        EnableMarks(
            "dues_sheet",
            watched="org_id first until due_on members paid_members on_time_members due_cents"
            " paid_cents on_time_cents",
            since="r.first",
        ),
        EnableMarks("dues_relief", watched="org_id state since until", since="r.since"),
    ]  # fmt: skip
