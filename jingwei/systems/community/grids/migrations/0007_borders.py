"""Borders of communities have days; who draws one learns into whose it runs."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

from jingwei.kernel.access.enable_scope import EnableScope

# A border is public; so is whose it is: a neighbour out of sight is named where borders overlap.
# Without boxes of their own: all borders of a city are looked through in some hundredths of a second,
# and that is asked only where one is drawn or brought in.
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
# Nobody wrote down since when: as far as is known, as long as the community is kept.
KNOWN = """
INSERT INTO community_border (org_id, org_path, community_id, outline, held)
SELECT c.org_id, c.org_path, c.id, c.outline, c.held FROM community c
WHERE c.outline IS NOT NULL AND c.outline <> 'null' AND NOT isempty(c.held)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('grids', '0006_gone_with_its_matter'),
        ('orgs', '0008_move_as_sets'),
    ]

    operations = [
        migrations.CreateModel(
            name='CommunityBorder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
                ('outline', models.JSONField()),
                ('held', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='grids.community')),
                ('org', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation')),
            ],
            options={
                'db_table': 'community_border',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('community_id'), models.F('community_id'), models.Value('[]'), function='int8range', output_field=models.Field()), '&&'), ('held', '&&')], name='one_border_at_a_time', violation_error_message='这段时间里，社区已有边界。')],
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        EnableScope("communityborder"),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL(
            NEAR,
            "DROP FUNCTION community_borders_near(float8, float8, float8, float8)",
        ),
    ]
