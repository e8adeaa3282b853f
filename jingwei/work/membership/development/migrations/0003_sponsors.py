"""How many sponsors are asked for, under both sets of rules."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

RULES = "《中国共产党发展党员工作细则》"
OLD, NEW = date(2014, 5, 28), date(2026, 5, 11)


def forward(apps, schema_editor):
    shared = {"chapter": "development"}
    name = ("development.sponsors", "入党介绍人", 2, "名")
    write(apps, [
        number(*name, RULES + "（2014年）", "G", since=OLD, until=NEW, rule_set="2014", **shared),
        number(*name, RULES + "（2026年修订）", "G", since=NEW, rule_set="2026", **shared),
    ])  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0002_scope"), ("rulebook", "0007_numbers_of_services"),
    ]  # fmt: skip

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
