"""Let a service of a station be an item of the one catalogue, and find the former words in it."""

import django.db.models.deletion
from django.db import migrations, models

from jingwei.kernel.figures.enable_marks import EnableMarks

# The nearest catalogue at or above the station that has an item of the very same words today.
FOUND = """
UPDATE station_offer v SET item_id = f.item_id, kind = '', title = '' FROM (
    SELECT DISTINCT ON (o.id) o.id, i.id AS item_id
    FROM station_offer o
    JOIN service_item i ON substr(o.org_path, 1, length(i.org_path)) = i.org_path
        AND i.held @> current_date
    JOIN item_wording w ON w.item_id = i.id AND w.held @> current_date AND w.title = o.title
    ORDER BY o.id, length(i.org_path) DESC, i.id
) f WHERE f.id = v.id
"""
BACK = """
UPDATE station_offer v SET kind = w.kind, title = w.title, item_id = NULL
FROM item_wording w WHERE w.item_id = v.item_id AND upper_inf(w.held)
"""


class Migration(migrations.Migration):
    atomic = False  # words are moved in one transaction, the table changed in others
    dependencies = [
        ("network", "0005_helper_without_dates"), ("catalogue", "0001_initial"),
        ("centres", "0004_catalogue_moves"),
    ]  # fmt: skip

    operations = [
        migrations.AddField(
            model_name="stationoffer",
            name="item",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.serviceitem"),
        ),
        migrations.AlterField(
            model_name="stationoffer",
            name="kind",
            field=models.CharField(blank=True, choices=[("public", "公共服务"), ("production", "生产服务"), ("market", "便民服务")], max_length=10),
        ),
        migrations.AlterField(
            model_name="stationoffer",
            name="title",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.RunSQL(FOUND, BACK),
        migrations.AddConstraint(
            model_name="stationoffer",
            constraint=models.CheckConstraint(condition=models.Q(models.Q(("item__isnull", False), ("kind", ""), ("title", "")), models.Q(("item", None), models.Q(("kind", ""), _negated=True), models.Q(("title", ""), _negated=True)), _connector="OR"), name="offer_says_what_once"),
        ),
        migrations.RunSQL("DROP FUNCTION mark_station_offer() CASCADE", migrations.RunSQL.noop),
        EnableMarks("station_offer", watched="org_id kind station_id item_id held"),
    ]
