"""A case belongs to its branch, and is seen by those named on it and by the member alone.

The range of the acting post is one policy, the names are another, and both must admit. A trigger
keeps the names in step with the seats, so that no code can forget to.
"""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

ONESELF = "nullif(current_setting('app.person', true), '')::bigint"
CHILDREN = (
    "disposition_seat", "disposition_point", "disposition_set_aside", "disposition_look",
    "disposition_tick", "disposition_talk",
)  # fmt: skip
NAMED = f"""
CREATE POLICY disposition_named ON disposition AS RESTRICTIVE TO jw_app USING (
    nullif(current_setting('app.actor', true), '')::bigint = ANY (named)
    OR person_id = {ONESELF}
);
"""
SHARED = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_scope ON {table} TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM disposition c WHERE c.id = case_id));
"""
    for table in CHILDREN
)
UNSHARED = "".join(
    f"DROP POLICY {table}_scope ON {table};"
    f" ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
    f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in CHILDREN
)
KEPT = """
CREATE FUNCTION disposition_keep_names() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    of_case bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
    accounts bigint[];
BEGIN
    SELECT coalesce(array_agg(DISTINCT account_id ORDER BY account_id), '{}') INTO accounts
    FROM disposition_seat
    WHERE case_id = of_case AND ended_on IS NULL AND account_id IS NOT NULL;
    UPDATE disposition SET named = accounts WHERE id = of_case AND named IS DISTINCT FROM accounts;
    UPDATE flow_case f SET named = accounts FROM disposition d
    WHERE d.id = of_case AND f.flow = 'competence.disposition' AND f.subject = d.public_id
    AND f.named IS DISTINCT FROM accounts;
    RETURN NULL;
END $$;
CREATE TRIGGER disposition_seat_names AFTER INSERT OR UPDATE OR DELETE ON disposition_seat
    FOR EACH ROW EXECUTE FUNCTION disposition_keep_names();
"""
FORGOTTEN = """
DROP TRIGGER disposition_seat_names ON disposition_seat;
DROP FUNCTION disposition_keep_names();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("disposition", "0001_initial"), ("orgs", "0002_scope"), ("flows", "0003_named_people"),
    ]  # fmt: skip

    operations = [
        EnableScope("disposition", own=f"person_id = {ONESELF}"),
        EnableScope("pilot"),
        EnableScope("trial"),
        EnableScope("localstep"),
        migrations.RunSQL(NAMED, "DROP POLICY disposition_named ON disposition"),
        migrations.RunSQL(SHARED, UNSHARED),
        migrations.RunSQL(KEPT, FORGOTTEN),
    ]
