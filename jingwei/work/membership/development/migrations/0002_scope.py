"""Keep development cases to the scope of the acting post, and note which figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("development", own=f"person_id = {ONESELF}"),
        EnableScope("branchvote"),
        EnableMarks(
            "development",
            watched="org_id state applied_on talked_on activist_on checks_on candidate_on voted_on"
            " approved_on oath_on full_voted_on full_approved_on stopped_on prereviewed_on",
            since="date_trunc('year', r.applied_on)::date",
        ),
    ]  # fmt: skip
