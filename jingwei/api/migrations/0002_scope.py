"""Keep the API's tables to the scope, and answer who holds a token before a scope is known."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

ACTOR = "nullif(current_setting('app.actor', true), '')::bigint"
REPEAT = f"""
ALTER TABLE api_repeat ENABLE ROW LEVEL SECURITY;
ALTER TABLE api_repeat FORCE ROW LEVEL SECURITY;
CREATE POLICY api_repeat_own ON api_repeat TO jw_app, jw_worker USING (account_id = {ACTOR});
"""
HOLDER = """
CREATE FUNCTION holder_of_token(wanted text) RETURNS TABLE (account_id bigint, grant_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.account_id, t.grant_id FROM api_token t
    WHERE t.token_hash = wanted AND t.ended_at IS NULL AND t.until > now()
$$;
REVOKE ALL ON FUNCTION holder_of_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holder_of_token(text) TO jw_app;
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial"), ("orgs", "0002_scope"), ("access", "0003_scope")]

    operations = [
        EnableScope("token", extra=f"account_id = {ACTOR}"),
        migrations.RunSQL(REPEAT, migrations.RunSQL.noop),
        migrations.RunSQL(HOLDER, "DROP FUNCTION holder_of_token(text)"),
    ]
