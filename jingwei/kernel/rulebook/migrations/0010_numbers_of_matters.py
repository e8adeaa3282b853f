"""How long an answer waits for the asker, and how often a matter may be handed back."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
OWN = date(2018, 10, 28)


def matters():
    for name, title, value, unit in (
        ("service.silence.days", "答复后几天没有回音就办结，单独计数", 10, "天"),
        ("service.bounces.most", "交办最多退回几次", 2, "次"),
    ):
        yield number(name, title, value, unit, HOUSE, "P", chapter="services", since=OWN)


PARTS = (matters,)


def enter(apps, editor):
    for part in PARTS:
        write(apps, part())


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0009_numbers_of_retention")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
