"""Codes for organisations that a roster names without one, and whether a code is taken."""

from django.db import migrations

# Codes are unique in the whole city; the answer holds the codes asked for and nothing else.
TAKEN = """
CREATE SEQUENCE organisation_code;
CREATE FUNCTION organisation_codes_taken(wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT o.code::text FROM organisation o WHERE o.code = ANY (wanted)
$$;
REVOKE ALL ON FUNCTION organisation_codes_taken(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organisation_codes_taken(text[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_scope")]

    operations = [
        migrations.RunSQL(
            TAKEN,
            "DROP FUNCTION organisation_codes_taken(text[]); DROP SEQUENCE organisation_code",
        )
    ]
