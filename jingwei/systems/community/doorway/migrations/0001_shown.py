"""Let residents' pages read of communities what is public, by functions and by nothing else.

Public are the grid's name and border, who leads it, the supervision line, the names of compounds,
and groups with their telephone. How many households a grid has is told only from a number on.
"""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
SINCE = date(2010, 1, 1)
LEAST = "community.public.least"

NAMED = """
CREATE FUNCTION communities_shown(part text, day date, most integer)
RETURNS TABLE (public_id uuid, name text, town text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.public_id, c.name::text, coalesce(t.name, '')::text
    FROM community c JOIN unit u ON u.id = c.unit_id
    LEFT JOIN division d ON d.code = u.division_id
    LEFT JOIN division t ON t.code = d.parent_code
    WHERE c.held @> day AND (part = '' OR position(part IN c.name) > 0
        OR position(part IN coalesce(t.name, '')) > 0)
    ORDER BY t.name, c.name, c.id LIMIT least(most, 100)
$$
"""
ONE = """
CREATE FUNCTION community_shown(wanted uuid, day date)
RETURNS TABLE (id bigint, public_id uuid, name text, town text, phone text, outline text,
    unit_row bigint, unit_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.id, c.public_id, c.name::text, coalesce(t.name, '')::text, c.phone::text,
        c.outline::text, u.id, u.public_id
    FROM community c JOIN unit u ON u.id = c.unit_id
    LEFT JOIN division d ON d.code = u.division_id
    LEFT JOIN division t ON t.code = d.parent_code
    WHERE c.public_id = wanted AND c.held @> day
$$
"""
GRIDS = f"""
CREATE FUNCTION community_grids_shown(wanted bigint, day date)
RETURNS TABLE (name text, lead text, lead_role text, worker text, compounds text[],
    buildings bigint, households bigint, outline text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.name::text, l.name, l.role, w.name, h.compounds, coalesce(h.buildings, 0),
        CASE WHEN h.households >= (
            SELECT r.value FROM rule r
            WHERE r.name = '{LEAST}' AND r.place = '' AND r.held @> day
        ) THEN h.households END,
        s.outline::text
    FROM grid g
    LEFT JOIN grid_shape s ON s.grid_id = g.id AND s.held @> day
    LEFT JOIN LATERAL (
        SELECT k.name::text, a.role::text FROM grid_assignment a
        JOIN grid_worker k ON k.id = a.worker_id
        WHERE a.grid_id = g.id AND a.is_lead AND a.held @> day LIMIT 1
    ) l ON true
    LEFT JOIN LATERAL (
        SELECT k.name::text FROM grid_assignment a JOIN grid_worker k ON k.id = a.worker_id
        WHERE a.grid_id = g.id AND NOT a.is_lead AND a.role = 'grid_worker' AND a.held @> day
        ORDER BY a.id LIMIT 1
    ) w ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(DISTINCT coalesce(nullif(b.compound, ''), b.name)::text) AS compounds,
            count(*) AS buildings, sum(b.households) AS households
        FROM grid_building m JOIN building b ON b.id = m.building_id
        WHERE m.grid_id = g.id AND m.held @> day
    ) h ON true
    WHERE g.community_id = wanted AND g.held @> day AND EXISTS (
        SELECT 1 FROM community c WHERE c.id = wanted AND c.held @> day
    )
    ORDER BY g.code LIMIT 60
$$
"""
GROUPS = """
CREATE FUNCTION community_groups_shown(wanted bigint, day date)
RETURNS TABLE (sort text, name text, about text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT g.sort_title::text, g.name::text, g.about::text, g.phone::text
    FROM service_group g WHERE g.community_id = wanted AND g.held @> day
    ORDER BY g.sort_title, g.name LIMIT 30
$$
"""
NAMES = (
    "communities_shown(text, date, integer)", "community_shown(uuid, date)",
    "community_grids_shown(bigint, date)", "community_groups_shown(bigint, date)",
)  # fmt: skip


def rows():
    yield number(
        LEAST, "公开页面上显示的户数至少", 10, "户", HOUSE, "P", chapter="own", since=SINCE,
        words="再少就不写个数",
    )  # fmt: skip


def granted(name):
    return migrations.RunSQL(
        f"REVOKE ALL ON FUNCTION {name} FROM PUBLIC;"
        f" GRANT EXECUTE ON FUNCTION {name} TO jw_public",
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0003_numbers"), ("groups", "0002_scope"),
        ("rulebook", "0010_numbers_of_matters"),
    ]  # fmt: skip

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop),
        *(
            migrations.RunSQL(statement, f"DROP FUNCTION {name}")
            for statement, name in zip((NAMED, ONE, GRIDS, GROUPS), NAMES, strict=True)
        ),
        *(granted(name) for name in NAMES),
    ]
