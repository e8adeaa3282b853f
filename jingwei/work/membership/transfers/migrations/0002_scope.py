"""Keep transfers to the two sides of each and to the member; note the figures they change."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"

# A file left behind in an office out of sight by somebody who moved out of the city: which one is
# it? Answers with an id that no page shows; a file with a home is never named.
LEFT = """
CREATE SEQUENCE transfer_letter_no;
CREATE FUNCTION file_left_elsewhere(wanted bytea) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id FROM person p
    WHERE p.id_index = wanted AND p.is_gone AND p.merged_into_id IS NULL
      AND current_setting('app.hi', true) <> ''
      AND NOT (p.org_path >= current_setting('app.path', true)
               AND p.org_path < current_setting('app.hi', true))
$$;
REVOKE ALL ON FUNCTION file_left_elsewhere(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION file_left_elsewhere(bytea) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("transfers", "0001_initial"), ("orgs", "0007_names_of_others"), ("figures", "0004_marks"),
        ("people", "0010_file_follows_home"), ("rulebook", "0008_numbers_of_transfers"),
    ]  # fmt: skip

    operations = [
        EnableScope("transfer", host=True, own=f"person_id = {ONESELF}"),
        migrations.RunSQL(
            LEFT,
            "DROP FUNCTION file_left_elsewhere(bytea); DROP SEQUENCE transfer_letter_no",
        ),
        EnableMarks(
            "transfer", watched="org_id host_id state letter_on letter_until accepted_at",
            since="r.asked_on", org="side.org",
            join="CROSS JOIN LATERAL unnest(ARRAY[r.org_id, r.host_id]) AS side (org)",
        ),
    ]  # fmt: skip
