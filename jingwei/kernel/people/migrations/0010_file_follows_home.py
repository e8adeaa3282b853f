"""Let a member's file go where the open home membership lies, and nowhere else.

A row that changes its path from one office's range to another's passes no policy of either. The
two memberships are written by each side under its own range; the file then follows them.
"""

from django.db import migrations

FOLLOWS = """
CREATE FUNCTION file_follows_home(wanted bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    home record;
BEGIN
    SELECT m.org_id, m.org_path INTO home FROM membership m
        WHERE m.person_id = wanted AND m.kind = 'home' AND upper_inf(m.held);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    UPDATE person SET org_id = home.org_id, org_path = home.org_path, version = version + 1
        WHERE id = wanted AND org_id <> home.org_id;
    UPDATE opening SET org_id = home.org_id, org_path = home.org_path
        WHERE person_id = wanted AND org_id <> home.org_id;
    UPDATE correction SET org_id = home.org_id, org_path = home.org_path
        WHERE person_id = wanted AND outcome = 'open' AND org_id <> home.org_id;
END $$;
REVOKE ALL ON FUNCTION file_follows_home(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION file_follows_home(bigint) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_knowledge")]

    operations = [migrations.RunSQL(FOLLOWS, "DROP FUNCTION file_follows_home(bigint)")]
