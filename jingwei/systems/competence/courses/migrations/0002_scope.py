"""Keep courses to the scope of the acting post; what is published is open to those below."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
OWN = f"person_id = {ONESELF}"
MINE = f"IN (SELECT e.course_id FROM enrolment e WHERE e.person_id = {ONESELF})"
# Whoever acts at or below the organisation of a row may read it: the path acted for begins with
# that of the row. An empty setting begins with no path, so nothing is open then.
BELOW = "starts_with(current_setting('app.path', true), {table}.org_path)"


def open_below(table, more="true"):
    return migrations.RunSQL(
        f"CREATE POLICY {table}_open ON {table} FOR SELECT TO jw_app, jw_worker"
        f" USING ({BELOW.format(table=table)} AND {more})",
        f"DROP POLICY {table}_open ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("enrolment", own=OWN),
        EnableScope("programme"),
        EnableScope("course", own=f"id {MINE} OR teacher_file_id = {ONESELF}"),
        EnableScope("lesson", own=f"course_id {MINE}"),
        EnableScope("attendance", own=OWN),
        EnableScope("feedback"),
        EnableScope("survey"),
        EnableScope("need", own=OWN),
        EnableScope("pastclass", own=OWN),
        open_below("programme"),
        open_below("course", "state <> 'draft'"),
        open_below("lesson"),
        open_below("survey"),
        EnableMarks(
            "programme", watched="org_id state is_model \"group\" opened_on year",
            since="r.opened_on",
        ),
        EnableMarks("lesson", watched="org_id \"on\" hours noted_at", since="r.\"on\""),
        EnableMarks(
            "attendance", watched="org_id lesson_id person_id", since="l.\"on\"",
            join="JOIN lesson l ON l.id = r.lesson_id",
        ),
    ]  # fmt: skip
