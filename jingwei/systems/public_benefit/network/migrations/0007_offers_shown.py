"""Residents read what is done at a station and what it costs there; counts and helpers stay inside."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("network", "0006_catalogue_items")]

    operations = [
        migrations.RunSQL(
            "CREATE POLICY station_offer_shown ON station_offer FOR SELECT TO jw_public"
            " USING (held @> current_date)",
            "DROP POLICY station_offer_shown ON station_offer",
        )
    ]
