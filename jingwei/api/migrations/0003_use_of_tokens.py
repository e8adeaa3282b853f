"""Tell which key a call carries, so that the day of its last use can be kept."""

from django.db import migrations

HOLDER = """
DROP FUNCTION holder_of_token(text);
CREATE FUNCTION holder_of_token(wanted text)
RETURNS TABLE (account_id bigint, grant_id bigint, id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT t.account_id, t.grant_id, t.id FROM api_token t
    WHERE t.token_hash = wanted AND t.ended_at IS NULL AND t.until > now()
$$;
REVOKE ALL ON FUNCTION holder_of_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION holder_of_token(text) TO jw_app;
"""


class Migration(migrations.Migration):
    dependencies = [("api", "0002_scope")]

    operations = [migrations.RunSQL(HOLDER, migrations.RunSQL.noop)]
