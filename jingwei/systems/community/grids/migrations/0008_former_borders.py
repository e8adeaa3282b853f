"""Hold a border against the neighbours' of all days that it shares with them, not only today's."""

from django.db import migrations

# As ``community_borders_near`` of 0007, without an index of its own and for the same reason: asked
# only where a border is drawn or brought in. A border may be older than the entry of its
# community, and holds no longer than that is kept.
DURING = """
CREATE FUNCTION community_borders_since(
    west float8, south float8, east float8, north float8, since date
) RETURNS TABLE (id bigint, name text, outline text, first date, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.name::text, k.outline::text, lower(h.held), upper(h.held)
    FROM community_border k JOIN community c ON c.id = k.community_id AND NOT isempty(c.held)
    CROSS JOIN LATERAL (SELECT k.held * daterange(NULL, upper(c.held)) AS held) h
    CROSS JOIN LATERAL (
        SELECT min((p ->> 0)::float8) AS w, max((p ->> 0)::float8) AS e,
            min((p ->> 1)::float8) AS s, max((p ->> 1)::float8) AS n
        FROM jsonb_array_elements(k.outline -> 'coordinates' -> 0) p
    ) b
    WHERE h.held && daterange(since, NULL)
        AND b.w < east AND b.e > west AND b.s < north AND b.n > south
    ORDER BY c.id, lower(k.held)
$$;
REVOKE ALL ON FUNCTION community_borders_since(float8, float8, float8, float8, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION community_borders_since(float8, float8, float8, float8, date)
    TO jw_app, jw_worker;
"""
NEAR = """
CREATE FUNCTION community_borders_near(west float8, south float8, east float8, north float8)
RETURNS TABLE (id bigint, name text, outline text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT c.id, c.name::text, c.outline::text
    FROM community c CROSS JOIN LATERAL (
        SELECT min((p ->> 0)::float8) AS w, max((p ->> 0)::float8) AS e,
            min((p ->> 1)::float8) AS s, max((p ->> 1)::float8) AS n
        FROM jsonb_array_elements(c.outline -> 'coordinates' -> 0) p
    ) b
    WHERE upper_inf(c.held) AND c.outline IS NOT NULL AND c.outline <> 'null'
        AND b.w < east AND b.e > west AND b.s < north AND b.n > south
    ORDER BY c.id
$$;
REVOKE ALL ON FUNCTION community_borders_near(float8, float8, float8, float8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION community_borders_near(float8, float8, float8, float8)
    TO jw_app, jw_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0007_borders")]

    operations = [
        migrations.RunSQL(
            DURING,
            "DROP FUNCTION community_borders_since(float8, float8, float8, float8, date)",
        ),
        migrations.RunSQL(
            "DROP FUNCTION community_borders_near(float8, float8, float8, float8)", NEAR
        ),
    ]
