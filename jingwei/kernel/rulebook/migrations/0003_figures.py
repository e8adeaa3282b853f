"""How far back figures are worked out anew, as a number of the rulebook."""

from datetime import date
from typing import Any

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

NAME = "figures.months.refilled"


def write(apps: Any, schema_editor: Any) -> None:
    apps.get_model("rulebook", "Rule").objects.create(
        name=NAME, title="指标往回重算的月数", value=13, unit="个月", source="本系统的统计口径",
        mark="proposal", held=DateRange(date(2018, 10, 28), None),
    )


def remove(apps: Any, schema_editor: Any) -> None:
    apps.get_model("rulebook", "Rule").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_numbers")]

    operations = [migrations.RunPython(write, remove)]
