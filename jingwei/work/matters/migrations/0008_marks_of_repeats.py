"""Figures also look at which matter is the same as an earlier one, of which kind, until when run."""

from django.db import migrations

from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [("matters", "0007_rule_to_lead")]

    operations = [
        migrations.RunSQL(
            "DROP FUNCTION mark_matter() CASCADE; DROP FUNCTION mark_matter_proxy() CASCADE;",
            migrations.RunSQL.noop,
        ),
        EnableMarks(
            "matter",
            watched="org_id received_on reply_due_on replied_on answered_on answered_in_time"
            " closed_on outcome reopened category channel kind same_as_id",
            since="r.received_on",
        ),
        EnableMarks(
            "matter_proxy", watched="errands_saved until", org="w.org_id", since="w.received_on",
            join="JOIN matter w ON w.id = r.matter_id",
        ),
    ]  # fmt: skip
