"""Keep the tables of people to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"

# The part of "one home branch at a time" that no index says: an open row of the first import
# against all other rows of its person. Sees every office's rows, whoever writes.
OVERLAP = """
CREATE FUNCTION refuse_second_home() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh n JOIN membership m ON m.person_id = n.person_id
        WHERE m.id <> n.id AND n.kind = 'home' AND m.kind = 'home' AND m.held && n.held
    ) THEN
        RAISE EXCEPTION 'a member has one home branch at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'one_home_branch_at_a_time';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION refuse_second_home_of_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM membership m WHERE m.person_id = NEW.person_id
        AND m.id <> NEW.id AND NEW.kind = 'home' AND m.kind = 'home' AND m.held && NEW.held
    ) THEN
        RAISE EXCEPTION 'a member has one home branch at a time'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'one_home_branch_at_a_time';
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION refuse_second_home(), refuse_second_home_of_row() FROM PUBLIC;
CREATE TRIGGER membership_one_home_insert AFTER INSERT ON membership
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION refuse_second_home();
CREATE CONSTRAINT TRIGGER membership_one_home_update
    AFTER UPDATE OF held, kind, person_id ON membership DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_second_home_of_row();
"""

# Is there a file under these ID numbers outside the caller's part of the tree? Answers with the
# indexes only, never whose or where; callers are limited and logged (RELIABILITY T4).
ELSEWHERE = """
CREATE FUNCTION on_file_elsewhere(wanted bytea[]) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT p.id_index FROM person p
    WHERE p.id_index = ANY (wanted)
      AND current_setting('app.hi', true) <> ''
      AND NOT (p.org_path >= current_setting('app.path', true)
               AND p.org_path < current_setting('app.hi', true))
$$;
REVOKE ALL ON FUNCTION on_file_elsewhere(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION on_file_elsewhere(bytea[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope("person", own=f"id = {ONESELF}"),
        EnableScope("membership", own=f"person_id = {ONESELF}"),
        EnableScope("post", own="id IN (SELECT p.post_id FROM position p)"),
        EnableScope("position", own=f"person_id = {ONESELF}"),
        EnableScope("opening", own=f"person_id = {ONESELF}"),
        EnableScope("correction"),
        migrations.RunSQL(OVERLAP, "DROP FUNCTION refuse_second_home() CASCADE"),
        migrations.RunSQL(ELSEWHERE, "DROP FUNCTION on_file_elsewhere(bytea[])"),
    ]
