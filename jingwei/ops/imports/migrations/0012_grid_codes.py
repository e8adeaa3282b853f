"""Whether a code of a grid is taken, here or out of sight: codes are unique in the whole city."""

from django.db import migrations

# The answer holds the codes asked for and nothing else.
TAKEN = """
CREATE FUNCTION grid_codes_taken(wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.code::text FROM grid g WHERE g.code = ANY (wanted)
$$;
REVOKE ALL ON FUNCTION grid_codes_taken(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION grid_codes_taken(text[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0011_communities"), ("grids", "0002_scope"), ("centres", "0002_scope"),
    ]  # fmt: skip

    operations = [migrations.RunSQL(TAKEN, "DROP FUNCTION grid_codes_taken(text[])")]
