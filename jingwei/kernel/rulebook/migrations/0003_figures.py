"""How figures are worked out and shown, as numbers of the rulebook."""

from datetime import date
from typing import Any

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

OWN = "本系统的统计口径"
NUMBERS = (
    ("figures.months.refilled", "指标往回重算的月数", 13, "个月"),
    ("figures.share.attention", "设置要求不符合的占比，超过就提示先看", 10, "%"),
)
SINCE = date(2018, 10, 28)


def write(apps: Any, schema_editor: Any) -> None:
    apps.get_model("rulebook", "Rule").objects.bulk_create(
        apps.get_model("rulebook", "Rule")(
            name=name, title=title, value=value, unit=unit, source=OWN, mark="proposal",
            held=DateRange(SINCE, None),
        )
        for name, title, value, unit in NUMBERS
    )


def remove(apps: Any, schema_editor: Any) -> None:
    names = [name for name, _title, _value, _unit in NUMBERS]
    apps.get_model("rulebook", "Rule").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0002_numbers")]

    operations = [migrations.RunPython(write, remove)]
