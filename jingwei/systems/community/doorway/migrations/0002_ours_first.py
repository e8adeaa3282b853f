"""Let the functions of residents' pages look in our tables before any temporary table.

They run with the owner's right; a temporary table of the same name would else come first.
"""

from django.db import migrations

NAMES = (
    "communities_shown(text, date, integer)", "community_shown(uuid, date)",
    "community_grids_shown(bigint, date)", "community_groups_shown(bigint, date)",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("doorway", "0001_shown")]

    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {name} SET search_path = public, pg_temp",
            f"ALTER FUNCTION {name} SET search_path = public",
        )
        for name in NAMES
    ]
