"""Keep accounts to the scope of the acting post; say what may be known beyond it."""

import django.db.models.deletion
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope

ACTOR = "nullif(current_setting('app.actor', true), '')::bigint"

# Whoever sees a grant may see who holds it, even where the account belongs elsewhere: a deputy
# from the next branch has a name. Looking after that account stays with its own place.
HOLDERS = """
CREATE POLICY account_holder ON account FOR SELECT TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM grant_of_post g WHERE g.account_id = account.id))
"""

OF_ACCOUNT = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_scope ON {table} TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM account a WHERE a.id = account_id))
    WITH CHECK (EXISTS (SELECT 1 FROM account a WHERE a.id = account_id))
"""

# Before somebody is known there is no scope: one exact login gives one account, never a list.
BY_LOGIN = """
CREATE FUNCTION account_by_login(wanted text)
RETURNS TABLE (id bigint, public_id uuid, name text, is_active boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.id, a.public_id, a.name::text, a.is_active FROM account a WHERE a.login = wanted
$$;
REVOKE ALL ON FUNCTION account_by_login(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_by_login(text) TO jw_app, jw_worker;
"""

# Separation of duties is asked over all of an account's posts, also those out of sight.
ROLES_HELD = """
CREATE FUNCTION roles_held(wanted bigint, stretch daterange)
RETURNS TABLE (grant_id bigint, role text, org_id bigint, held daterange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.id, g.role::text, g.org_id, g.held FROM grant_of_post g
    WHERE g.account_id = wanted AND g.held && stretch
$$;
REVOKE ALL ON FUNCTION roles_held(bigint, daterange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roles_held(bigint, daterange) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_accounts_of_places")]

    operations = [
        migrations.AlterField("account", "org", models.ForeignKey(
            db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT,
            related_name="+", to="orgs.organisation")),
        migrations.AlterField("account", "org_path", models.CharField(
            db_collation="C", max_length=60)),
        migrations.AddIndex("account", models.Index(
            fields=["org_path", "id"], name="account_org_path_idx")),
        EnableScope("account", index=False, extra=f"id = {ACTOR}"),
        migrations.RunSQL(HOLDERS, "DROP POLICY account_holder ON account"),
        *(
            migrations.RunSQL(
                OF_ACCOUNT.format(table=table),
                f"DROP POLICY {table}_scope ON {table};"
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            )
            for table in ("second_factor", "recovery_code")
        ),
        migrations.RunSQL(BY_LOGIN, "DROP FUNCTION account_by_login(text)"),
        migrations.RunSQL(ROLES_HELD, "DROP FUNCTION roles_held(bigint, daterange)"),
    ]
