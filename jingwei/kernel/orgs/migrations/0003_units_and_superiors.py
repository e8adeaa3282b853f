"""Names of units for search, and the names of superiors and partners on any day."""

import django.db.models.deletion
from django.db import migrations, models


def in_sight(sql: str, *columns: str) -> str:
    """``sql`` with each ``SEEN(column)`` written out as the range of the acting post."""
    for column in columns:
        bounds = f"{column} >= current_setting('app.path', true) AND {column} < current_setting('app.hi', true)"
        sql = sql.replace(f"SEEN({column})", f"({bounds})")
    return sql


# Who stood above an organisation on a day, up to the city? Only the names are told, and only for
# an organisation in sight: rows above the acting post stay out of sight.
SUPERIORS = """
CREATE FUNCTION superiors_on(wanted bigint, day date)
RETURNS TABLE (step int, id bigint, code text, name text, path text, in_sight boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    WITH RECURSIVE chain AS (
        SELECT 0 AS step, o.id FROM organisation o
        WHERE o.id = wanted AND SEEN(o.path)
        UNION
        SELECT c.step + 1, e.host_id FROM chain c
        JOIN edge e ON e.org_id = c.id AND e.kind = 'leads' AND e.held @> day
        WHERE c.step < 12
    )
    SELECT c.step, o.id, o.code::text,
           coalesce(nullif(s.short_name, ''), s.name, nullif(o.short_name, ''), o.name)::text,
           o.path::text, SEEN(o.path)
    FROM chain c JOIN organisation o ON o.id = c.id
    LEFT JOIN organisation_state s ON s.org_id = o.id AND s.held @> day
    WHERE c.step > 0 ORDER BY c.step DESC
$$;
REVOKE ALL ON FUNCTION superiors_on(bigint, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION superiors_on(bigint, date) TO jw_app, jw_worker;
"""

# What is an organisation tied to by edges in sight, and what was the other end called when the
# tie began? Ties to organisations below by affiliation are left out: those are the tree.
TIES = """
CREATE FUNCTION ties_of(wanted bigint)
RETURNS TABLE (id bigint, kind text, since date, until date, basis text, other_is_host boolean,
               other_id bigint, code text, name text, in_sight boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT e.id, e.kind::text, lower(e.held), upper(e.held), e.basis::text, e.host_id <> wanted,
           o.id, o.code::text,
           coalesce(nullif(s.short_name, ''), s.name, nullif(o.short_name, ''), o.name)::text,
           SEEN(o.path)
    FROM edge e
    JOIN organisation o ON o.id = CASE WHEN e.org_id = wanted THEN e.host_id ELSE e.org_id END
    LEFT JOIN organisation_state s ON s.org_id = o.id AND s.held @> lower(e.held)
    WHERE (e.org_id = wanted OR (e.host_id = wanted AND e.kind <> 'leads'))
      AND (SEEN(e.org_path) OR SEEN(e.host_path))
      AND EXISTS (SELECT 1 FROM organisation w
                  WHERE w.id = wanted AND SEEN(w.path))
    ORDER BY lower(e.held), e.id
$$;
REVOKE ALL ON FUNCTION ties_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ties_of(bigint) TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("orgs", "0002_scope")]

    operations = [
        migrations.AddField(
            model_name="namepart",
            name="unit",
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.unit"),
        ),
        migrations.AddIndex(
            model_name="namepart",
            index=models.Index(condition=models.Q(("unit__isnull", False)), fields=["unit"], name="name_part_of_unit"),
        ),
        migrations.AddIndex(
            model_name="unit", index=models.Index(fields=["pinyin", "id"], name="unit_by_name")
        ),
        migrations.RunSQL(in_sight(SUPERIORS, "o.path"), "DROP FUNCTION superiors_on(bigint, date)"),
        migrations.RunSQL(in_sight(TIES, "o.path", "w.path", "e.org_path", "e.host_path"), "DROP FUNCTION ties_of(bigint)"),
    ]
