"""Appeals of files that were merged before belong to the file that stays."""

from django.db import migrations

LINE = """
WITH RECURSIVE line AS (
    SELECT id AS gone, merged_into_id AS kept FROM person WHERE merged_into_id IS NOT NULL
    UNION ALL
    SELECT l.gone, p.merged_into_id FROM line l JOIN person p ON p.id = l.kept
    WHERE p.merged_into_id IS NOT NULL
), stays AS (
    SELECT l.gone, l.kept FROM line l JOIN person p ON p.id = l.kept AND p.merged_into_id IS NULL
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0002_scope"), ("flows", "0003_named_people"),
        ("people", "0014_correction_office"),
    ]

    operations = [
        migrations.RunSQL(
            f"{LINE} UPDATE flow_case c SET person_id = s.kept FROM stays s"
            " WHERE c.person_id = s.gone AND c.flow = 'membership.appeal'",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            f"{LINE} UPDATE appeal a SET person_id = s.kept FROM stays s WHERE a.person_id = s.gone",
            migrations.RunSQL.noop,
        ),
    ]
