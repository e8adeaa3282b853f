"""Keep centres to the scope of the acting post; what residents may read everybody may read."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks

# The catalogue and the centres are what hangs at the door: no post and no resident is kept out.
OPEN = (
    "service_category", "service_item", "item_wording", "service_centre", "closed_day", "offering",
)  # fmt: skip


def open_to_all(table):
    return migrations.RunSQL(
        f"CREATE POLICY {table}_open ON {table} FOR SELECT TO jw_app, jw_worker, jw_public"
        " USING (true)",
        f"DROP POLICY {table}_open ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
    ]  # fmt: skip

    operations = [
        EnableScope("servicecategory"),
        EnableScope("serviceitem"),
        EnableScope("itemwording"),
        EnableScope("servicecentre"),
        EnableScope("closedday"),
        EnableScope("offering"),
        EnableScope("serviceproposal"),
        *(open_to_all(table) for table in OPEN),
        EnableMarks("service_item", watched="org_id category_id held"),
        EnableMarks("item_wording", watched="org_id item_id held kind ring is_required"),
        EnableMarks(
            "service_centre", watched="org_id held level unit_id longitude latitude"
        ),
        EnableMarks("offering", watched="org_id centre_id item_id held"),
    ]  # fmt: skip
