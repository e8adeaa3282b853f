"""Seals of the ledger, what verifications found, and lines that cannot lie about their moment."""

from django.db import migrations, models

INDEX = "CREATE INDEX entry_xid_idx ON entry (xid, id)"
# A line says its own transaction and its own moment: nobody writes one into the past.
WRITE = """
DROP POLICY entry_write ON entry;
CREATE POLICY entry_write ON entry FOR INSERT TO jw_app, jw_worker WITH CHECK (
    xid = pg_current_xact_id()
    AND recorded_at >= transaction_timestamp() AND recorded_at <= clock_timestamp())
"""
WRITE_FREELY = """
DROP POLICY entry_write ON entry;
CREATE POLICY entry_write ON entry FOR INSERT TO jw_app, jw_worker WITH CHECK (true)
"""


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("no", models.BigIntegerField(primary_key=True, serialize=False)),
                ("segment", models.IntegerField()),
                ("suite", models.CharField(max_length=4)),
                ("lo", models.BigIntegerField()),
                ("hi", models.BigIntegerField()),
                ("old_id", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("index", models.BinaryField()),
                ("root", models.CharField(max_length=64)),
                ("prev", models.CharField(max_length=64, unique=True)),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("mark", models.CharField(max_length=80)),
                ("sealed_at", models.CharField(max_length=27)),
                ("source", models.CharField(max_length=40)),
                ("why", models.CharField(blank=True, max_length=200)),
                ("known", models.CharField(blank=True, max_length=64)),
            ],
            options={"db_table": "seal"},
        ),
        migrations.CreateModel(
            name="LedgerCheck",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("is_good", models.BooleanField()),
                ("report", models.JSONField()),
            ],
            options={"db_table": "ledger_check"},
        ),
        migrations.RunSQL(INDEX, "DROP INDEX entry_xid_idx"),
        migrations.RunSQL(WRITE, WRITE_FREELY),
        # Digests do not compress.
        migrations.RunSQL("ALTER TABLE seal ALTER index SET STORAGE EXTERNAL", migrations.RunSQL.noop),
    ]
