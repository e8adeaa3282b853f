"""Keep unions to their parties: every party sees the whole of it, the neighbour nothing."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

# The parties of a union may lie in different towns. Asked as the owner: a policy that read the
# parties under their own policy would ask itself again. The second function is the address book of
# whole organisations: names and codes, as with branches; an account without a range is told nothing.
SIGHT = """
CREATE FUNCTION union_in_sight(wanted bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT current_setting('app.hi', true) <> '' AND EXISTS (
        SELECT 1 FROM union_party p WHERE p.union_id = wanted
        AND p.org_path >= current_setting('app.path', true)
        AND p.org_path < current_setting('app.hi', true)
    )
$$;
CREATE FUNCTION union_partners(said text[])
RETURNS TABLE (typed text, id bigint, code text, name text, path text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT s.typed, o.id, o.code::text, o.name::text, o.path::text
    FROM unnest(said[1:40]) AS s (typed)
    JOIN organisation o ON o.code = upper(s.typed) OR o.name = s.typed
    WHERE current_setting('app.hi', true) <> '' AND s.typed <> '' AND upper_inf(o.held)
$$;
REVOKE ALL ON FUNCTION union_in_sight(bigint), union_partners(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION union_in_sight(bigint), union_partners(text[]) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("unions", "0001_initial"), ("orgs", "0007_names_of_others"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        migrations.RunSQL(
            SIGHT,
            "DROP FUNCTION union_in_sight(bigint); DROP FUNCTION union_partners(text[])",
        ),
        EnableScope("crossareaunion", extra="union_in_sight(id)"),
        EnableScope("unionparty", extra="union_in_sight(union_id)"),
        EnableScope("uniongoal", extra="union_in_sight(union_id)"),
        EnableScope("jointproject", extra="union_in_sight(union_id)"),
        EnableScope("unionreview", extra="union_in_sight(union_id)"),
        EnableMarks(
            "cross_area_union", watched="org_id kind begun_on ends_on ended_on",
            since="r.begun_on",
        ),
        EnableMarks(
            "union_goal", watched="org_id target reached measured_on", since="r.measured_on"
        ),
        EnableMarks("joint_project", watched="org_id due_on state done_on", since="r.due_on"),
    ]  # fmt: skip
