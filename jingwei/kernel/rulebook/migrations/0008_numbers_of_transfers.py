"""How long a branch takes to send a relation off, and to take one in; how often to search."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"


def rows():
    for name, title, value, unit in (
        ("transfer.send.days", "收到转接申请后几天内转出", 10, "天"),
        ("transfer.receive.days", "收到市外介绍信后几天内接收", 10, "天"),
        ("lost.searches.least", "认定失联前至少查找几次", 3, "次"),
        ("floating.contact.months", "外出党员几个月至少联系一次", 6, "个月"),
    ):
        yield number(name, title, value, unit, HOUSE, "P", chapter="transfer",
                     since=date(2008, 1, 1))  # fmt: skip


def forward(apps, schema_editor):
    write(apps, rows())


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0007_numbers_of_services")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
