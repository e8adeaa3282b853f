"""Hand petitions over and shut out whom they are about; keep the hotline's numbers of orders."""

import uuid
from datetime import date

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from jingwei.kernel.figures.enable_marks import EnableMarks
from jingwei.kernel.rulebook.migrations._rows import number, write

ROWS = (
    ("service.paper.days", "代办办完后材料几天内退还或者销毁", 30, "本系统建议", "P", date(2018, 10, 28)),
    ("petition.tell.days", "信访机构收到后几天内书面告知", 15, "《信访工作条例》第二十二条", "V",
     date(2022, 5, 1)),
)  # fmt: skip
# Matters that the one who acts never sees: about the part of the tree in which the post stands, any
# of the own posts, or the own branch. Asked once a statement; plpgsql keeps the plan.
SHUT = """
ALTER TABLE matter_petition ADD CONSTRAINT matter_petition_accused_tied
    FOREIGN KEY (accused_id, accused_path) REFERENCES organisation (id, path)
    ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE matter_petition ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter_petition FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_petition_scope ON matter_petition TO jw_app, jw_worker
    USING (EXISTS (SELECT 1 FROM matter m WHERE m.id = matter_id));
CREATE POLICY matter_petition_shown ON matter_petition FOR SELECT TO jw_public
    USING (matter_id IN (SELECT id FROM matter));
CREATE FUNCTION matter_shut() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := nullif(current_setting('app.actor', true), '')::bigint;
BEGIN
    RETURN (
        WITH here (path) AS (
            SELECT coalesce(current_setting('app.path', true), '') COLLATE "C"
            UNION ALL SELECT g.org_path COLLATE "C" FROM grant_of_post g
                WHERE g.account_id = actor AND g.held @> CURRENT_DATE
            UNION ALL SELECT a.org_path COLLATE "C" FROM account a WHERE a.id = actor
            UNION ALL SELECT n.org_path COLLATE "C" FROM account a
                JOIN person n ON n.id = a.person_id WHERE a.id = actor
        )
        SELECT coalesce(array_agg(m.public_id), '{}') FROM matter_petition p
        JOIN matter m ON m.id = p.matter_id
        WHERE p.accused_path <> '' AND p.accused_path = ANY (ARRAY(
            SELECT left(h.path, 5 * step) FROM here h
            CROSS JOIN generate_series(1, length(h.path) / 5) step
        ))
    );
END
$$;
CREATE FUNCTION petition_about(which bigint, whom bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    UPDATE matter_petition p SET accused_id = o.id, accused_path = o.path
    FROM matter m, organisation o
    WHERE p.id = which AND p.accused_id IS NULL AND m.id = p.matter_id AND o.id = whom
      AND (m.org_path >= current_setting('app.path', true)
           AND m.org_path < current_setting('app.hi', true)
           OR m.host_path >= current_setting('app.path', true)
           AND m.host_path < current_setting('app.hi', true))
$$;
REVOKE ALL ON FUNCTION matter_shut(), petition_about(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matter_shut(), petition_about(bigint, bigint) TO jw_app, jw_worker;
CREATE POLICY matter_shut_out ON matter AS RESTRICTIVE TO jw_app, jw_worker
    USING (public_id <> ALL ((SELECT matter_shut())::uuid[]));
CREATE POLICY flow_case_shut_out ON flow_case AS RESTRICTIVE TO jw_app, jw_worker
    USING (flow <> 'matters.matter' OR subject <> ALL ((SELECT matter_shut())::uuid[]));
CREATE POLICY entry_shut_out ON entry AS RESTRICTIVE FOR SELECT TO jw_app, jw_worker
    USING (subject <> 'matter' OR subject_id <> ALL ((SELECT matter_shut())::uuid[]::text[]));
"""
# The public list tells of no petition; a position is the middle of a grid.
LISTED = """
DROP FUNCTION matters_listed(uuid, text, timestamptz, timestamptz, boolean);
CREATE FUNCTION matters_listed(which uuid, sort text, since timestamptz, until timestamptz,
    is_open boolean)
RETURNS TABLE (public_id uuid, kind text, state text, received_at timestamptz, replied_on date,
    answered_on date, closed_on date, promised_on date, agency text, place_id uuid, place text,
    point float8[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.public_id, m.kind, m.state, m.received_at, m.replied_on, m.answered_on, m.closed_on,
        m.promised_on, coalesce(nullif(o.short_name, ''), o.name), u.public_id, u.name, m.point
    FROM matter m JOIN organisation o ON o.id = m.org_id LEFT JOIN unit u ON u.id = m.place_id
    WHERE m.is_listed AND (which IS NULL OR m.public_id = which) AND (sort = '' OR m.kind = sort)
        AND m.received_at >= since AND m.received_at < until
        AND (is_open IS NULL OR is_open = (m.closed_on IS NULL))
        AND NOT EXISTS (SELECT 1 FROM matter_petition p WHERE p.matter_id = m.id)
    ORDER BY m.received_at DESC, m.id DESC LIMIT 1000
$$;
REVOKE ALL ON FUNCTION matters_listed(uuid, text, timestamptz, timestamptz, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION matters_listed(uuid, text, timestamptz, timestamptz, boolean) TO jw_public;
"""
# Which numbers of orders are on file anywhere: nothing but that is told. Orders that nobody touched
# go with the batch that brought them: the steps of cases are otherwise never deleted.
ORDERS = """
CREATE FUNCTION orders_on_file(wanted text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.outside_no::text FROM matter m WHERE m.outside_no <> '' AND m.outside_no = ANY (wanted)
$$;
CREATE FUNCTION forget_orders(gone bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    going bigint[];
    cases bigint[];
BEGIN
    SELECT array_agg(m.id), array_agg(c.id) INTO going, cases
    FROM matter m JOIN flow_case c ON c.flow = 'matters.matter' AND c.subject = m.public_id
    WHERE m.id = ANY (gone) AND m.outside_no <> '' AND m.state = 'received' AND c.number = 1
      AND m.org_path >= current_setting('app.path', true)
      AND m.org_path < current_setting('app.hi', true)
      AND NOT EXISTS (SELECT 1 FROM matter s WHERE s.same_as_id = m.id);
    DELETE FROM flow_clock_event v USING flow_clock k WHERE v.clock_id = k.id AND k.case_id = ANY (cases);
    DELETE FROM flow_clock WHERE case_id = ANY (cases);
    DELETE FROM flow_plan WHERE case_id = ANY (cases);
    DELETE FROM flow_step WHERE case_id = ANY (cases);
    DELETE FROM flow_case WHERE id = ANY (cases);
    DELETE FROM matter WHERE id = ANY (going);
    RETURN coalesce(cardinality(going), 0);
END
$$;
REVOKE ALL ON FUNCTION orders_on_file(text[]), forget_orders(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION orders_on_file(text[]), forget_orders(bigint[]) TO jw_app, jw_worker;
"""


def forward(apps, schema_editor):
    write(apps, (
        number(name, title, value, "天", source, mark, chapter="services", since=since)
        for name, title, value, source, mark, since in ROWS
    ))


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0005_listed_and_alike'),
        ('orgs', '0008_move_as_sets'),
        ('flows', '0003_named_people'),
        ('ledger', '0005_reactions'),
        ('rulebook', '0010_numbers_of_matters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('body', models.CharField(max_length=120)),
                ('what', models.CharField(max_length=200)),
                ('basis', models.CharField(max_length=200)),
                ('handed_on', models.DateField()),
                ('tell_by', models.DateField()),
                ('accused_path', models.CharField(blank=True, db_collation='C', max_length=60)),
                ('their_no', models.CharField(blank=True, max_length=60)),
                ('their_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'matter_petition',
            },
        ),
        migrations.AddField(
            model_name='matter',
            name='outside_due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='matter',
            name='outside_no',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='matter',
            name='point',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), null=True, size=2),
        ),
        migrations.AlterField(
            model_name='matter',
            name='channel',
            field=models.CharField(choices=[('window', '窗口'), ('phone', '电话'), ('web', '网页'), ('code', '扫码'), ('grid', '网格员'), ('delegate', '党代表'), ('hotline', '12345')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.CheckConstraint(condition=models.Q(('point', None), ('point__len', 2), _connector='OR'), name='matter_at_a_point'),
        ),
        migrations.AddConstraint(
            model_name='matter',
            constraint=models.UniqueConstraint(condition=models.Q(('outside_no', ''), _negated=True), fields=('outside_no',), name='one_matter_of_an_order', violation_error_message='这个工单编号已经收过了。'),
        ),
        migrations.AddField(
            model_name='petition',
            name='accused',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation'),
        ),
        migrations.AddField(
            model_name='petition',
            name='matter',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matters.matter'),
        ),
        migrations.AddIndex(
            model_name='petition',
            index=models.Index(condition=models.Q(('accused_path', ''), _negated=True), fields=['accused_path'], name='matter_petition_about'),
        ),
        migrations.AddConstraint(
            model_name='petition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('their_no', ''), ('their_on', None)), models.Q(models.Q(('their_no', ''), _negated=True), ('their_on__isnull', False)), _connector='OR'), name='matter_petition_receipt_whole'),
        ),
        migrations.RunPython(forward, migrations.RunPython.noop),
        migrations.RunSQL(SHUT + LISTED + ORDERS, migrations.RunSQL.noop),
        *(
            EnableMarks(
                table, watched=watched, org="w.org_id", since="w.received_on",
                join="JOIN matter w ON w.id = r.matter_id",
            )
            for table, watched in (
                ("matter_petition", "matter_id"), ("matter_proxy", "errands_saved"),
                ("matter_voice", "raised_on heard_on"),
            )
        ),
    ]
