"""Say whose sign-in a post may reset, and tell where posts out of sight are held."""

from django.db import migrations

ROLES_HELD = """
DROP FUNCTION roles_held(bigint, daterange);
CREATE FUNCTION roles_held(wanted bigint, stretch daterange)
RETURNS TABLE (role text, org_id bigint, org_path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.role::text, g.org_id, g.org_path::text FROM grant_of_post g
    WHERE g.account_id = wanted AND g.held && stretch
$$;
REVOKE ALL ON FUNCTION roles_held(bigint, daterange) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION roles_held(bigint, daterange) TO jw_app, jw_worker;
"""

# Who resets a sign-in could use it. So nobody resets one that reaches further than their own
# post: every post the account holds must lie inside the caller's range, below its top unless
# level_too, and be none of the three administrators'.
RESETTABLE = """
CREATE FUNCTION resettable(lowest text, highest text, day date, level_too boolean)
RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.id FROM account a
    WHERE a.org_path >= lowest AND a.org_path < highest
      AND a.org_path >= current_setting('app.path', true)
      AND a.org_path < current_setting('app.hi', true)
      AND NOT EXISTS (
          SELECT 1 FROM grant_of_post g
          WHERE g.account_id = a.id AND g.held && daterange(day, NULL)
            AND (g.org_path < current_setting('app.path', true)
                 OR g.org_path >= current_setting('app.hi', true)
                 OR (NOT level_too AND g.org_path = current_setting('app.path', true))
                 OR g.role IN ('system_admin', 'security_admin', 'auditor')))
$$;
REVOKE ALL ON FUNCTION resettable(text, text, date, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resettable(text, text, date, boolean) TO jw_app, jw_worker;
"""

# The names that belong to one's own posts, also to those the present post does not reach.
OWN_POSTS = """
CREATE FUNCTION own_posts(day date)
RETURNS TABLE (grant_id bigint, name text, code text, is_demo boolean, stands_in_for text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.id, coalesce(nullif(o.short_name, ''), o.name)::text, o.code::text, o.is_demo,
           h.name::text
    FROM grant_of_post g
    JOIN organisation o ON o.id = g.org_id
    LEFT JOIN grant_of_post d ON d.id = g.deputises_id
    LEFT JOIN account h ON h.id = d.account_id
    WHERE g.account_id = nullif(current_setting('app.actor', true), '')::bigint AND g.held @> day
$$;
REVOKE ALL ON FUNCTION own_posts(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION own_posts(date) TO jw_app, jw_worker;
"""

FORMER = """
DROP FUNCTION own_posts(date);
DROP FUNCTION resettable(text, text, date, boolean);
DROP FUNCTION roles_held(bigint, daterange);
CREATE FUNCTION roles_held(wanted bigint, stretch daterange)
RETURNS TABLE (grant_id bigint, role text, org_id bigint, held daterange)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.id, g.role::text, g.org_id, g.held FROM grant_of_post g
    WHERE g.account_id = wanted AND g.held && stretch
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0005_scope_of_accounts")]

    operations = [migrations.RunSQL(ROLES_HELD + RESETTABLE + OWN_POSTS, FORMER)]
