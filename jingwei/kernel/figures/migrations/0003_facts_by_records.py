"""Facts hold all indicators over the same records in one row, cut by month."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

FIRST, LAST = 2015, 2045

# No foreign key: facts are made from organisations that exist, a million rows at a time, and a
# check of each would double the cost of a fill. Partitions have no grants and no policies.
FACT = """
CREATE TABLE fact (
    org_id bigint NOT NULL,
    records varchar(60) NOT NULL,
    month date NOT NULL,
    layout_id bigint NOT NULL,
    own bigint[],
    total bigint[] NOT NULL,
    known_from timestamptz NOT NULL,
    known_to timestamptz,
    PRIMARY KEY (org_id, records, month, known_from),
    CHECK (known_to > known_from)
) PARTITION BY RANGE (month);
CREATE UNIQUE INDEX one_fact_known_now ON fact (records, month, org_id) WHERE known_to IS NULL;
CREATE TABLE fact_other PARTITION OF fact DEFAULT;
"""
# The worker's whole-tree range needs no look at each organisation.
POLICIES = """
ALTER TABLE <table> ENABLE ROW LEVEL SECURITY;
ALTER TABLE <table> FORCE ROW LEVEL SECURITY;
CREATE POLICY <table>_scope ON <table> TO jw_app, jw_worker
    USING ((current_setting('app.path', true) = '' AND current_setting('app.hi', true) = '~')
        OR EXISTS (SELECT 1 FROM organisation o WHERE o.id = org_id))
    WITH CHECK ((current_setting('app.path', true) = '' AND current_setting('app.hi', true) = '~')
        OR EXISTS (SELECT 1 FROM organisation o WHERE o.id = org_id));
"""
CLOSE = "ALTER TABLE <table> ENABLE ROW LEVEL SECURITY; ALTER TABLE <table> FORCE ROW LEVEL SECURITY"
YEARS = [
    f"CREATE TABLE fact_{year} PARTITION OF fact FOR VALUES FROM ('{year}-01-01') TO ('{year + 1}-01-01')"
    for year in range(FIRST, LAST + 1)
]
PARTITIONS = ["fact_other", *(f"fact_{year}" for year in range(FIRST, LAST + 1))]


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_scope"), ("people", "0002_scope")]

    operations = [
        migrations.DeleteModel(name="Fact"),
        migrations.CreateModel(
            name="FactLayout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("records", models.CharField(max_length=60)),
                ("definition", models.TextField()),
                ("places", models.JSONField()),
            ],
            options={
                "db_table": "fact_layout",
                "indexes": [models.Index(fields=["records"], name="fact_layout_of_records")],
            },
        ),
        migrations.CreateModel(
            name="Filled",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("records", models.CharField(max_length=60)),
                ("month", models.DateField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("layout", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.factlayout")),
            ],
            options={
                "db_table": "filled",
                "constraints": [models.UniqueConstraint(fields=("records", "month"), name="one_filling_of_a_month")],
            },
        ),
        migrations.CreateModel(
            name="DirtyMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("org", models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation")),
            ],
            options={
                "db_table": "dirty_mark",
                "constraints": [models.CheckConstraint(condition=models.Q(("thing", ""), _negated=True), name="dirty_mark_of_something")],
            },
        ),
        migrations.RunSQL(FACT, "DROP TABLE fact"),
        migrations.RunSQL(YEARS, migrations.RunSQL.noop),
        migrations.RunSQL(
            [POLICIES.replace("<table>", table) for table in ("fact", "dirty_mark")],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            [CLOSE.replace("<table>", table) for table in PARTITIONS], migrations.RunSQL.noop
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("pk", models.CompositePrimaryKey("org_id", "records", "month", "known_from", blank=True, editable=False, primary_key=True, serialize=False)),
                ("records", models.CharField(max_length=60)),
                ("month", models.DateField()),
                ("own", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None)),
                ("total", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("known_from", models.DateTimeField()),
                ("known_to", models.DateTimeField(null=True)),
                ("org", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.organisation")),
                ("layout", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="figures.factlayout")),
            ],
            options={"db_table": "fact", "managed": False},
        ),
        # What began or ended in a month, without the opening position and what goes on: small.
        migrations.RunSQL(
            "CREATE INDEX membership_began ON membership (lower(held)) WHERE began <> 'opening';"
            "CREATE INDEX membership_ended ON membership (upper(held)) WHERE NOT upper_inf(held);"
            "CREATE INDEX edge_ended ON edge (upper(held)) WHERE kind = 'leads' AND NOT upper_inf(held)",
            "DROP INDEX membership_began; DROP INDEX membership_ended; DROP INDEX edge_ended",
        ),
    ]
