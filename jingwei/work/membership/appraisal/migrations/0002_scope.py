"""Keep appraisals to the scope of the acting post, and note which figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
# A member sees the rounds in which the own line stands, and of the lines only the own.
OWN_ROUND = (
    "EXISTS (SELECT 1 FROM appraisal_line a WHERE a.round_id = appraisal_round.id"
    f" AND a.person_id = {ONESELF})"
)


class Migration(migrations.Migration):
    dependencies = [
        ("appraisal", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("round", own=OWN_ROUND),
        EnableScope("appraisal", host=True, own=f"person_id = {ONESELF}"),
        EnableScope("objection", own=f"person_id = {ONESELF}"),
        EnableMarks(
            "appraisal_round", watched="org_id year state held_on told_on",
            since="make_date(r.year, 1, 1)",
        ),
        EnableMarks(
            "appraisal_line", watched="org_id round_id grade", since="v.since",
            join="JOIN LATERAL (SELECT make_date(g.year, 1, 1) AS since FROM appraisal_round g"
            " WHERE g.id = r.round_id) v ON true",
        ),
    ]  # fmt: skip
