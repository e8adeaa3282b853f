"""Keep the tables of figures to the scope of the acting post."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        # Too large to carry the path (ARCHITECTURE 6.4): a fact is in sight where its organisation is.
        migrations.RunSQL(
            """
            ALTER TABLE fact ENABLE ROW LEVEL SECURITY;
            ALTER TABLE fact FORCE ROW LEVEL SECURITY;
            CREATE POLICY fact_scope ON fact TO jw_app, jw_worker
                USING (EXISTS (SELECT 1 FROM organisation o WHERE o.id = org_id))
                WITH CHECK (EXISTS (SELECT 1 FROM organisation o WHERE o.id = org_id));
            """,
            migrations.RunSQL.noop,
        ),
    ]
