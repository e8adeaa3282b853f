"""Find lines by the moment they were recorded; lines come in the order of time, so blocks suffice."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("ledger", "0002_seals")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX entry_recorded_idx ON entry USING brin (recorded_at)"
            " WITH (pages_per_range = 32, autosummarize = on)",
            "DROP INDEX entry_recorded_idx",
        )
    ]
