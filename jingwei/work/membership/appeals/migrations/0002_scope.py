"""Keep an appeal to the organisations above whoever decided, and to the member; and its numbers."""

from datetime import date

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.rulebook.migrations._rows import number, write

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"
HOUSE = "本系统建议"
WORDS = "党章第四条只说有关组织要给以负责的答复，没有说几天；由各地定。"
ROWS = (
    ("appeal.answer.days", "答复申诉的时间", 30),
    ("appeal.answer.more.days", "答复申诉可延长", 30),
    ("appeal.correct.days", "改正决定的时间", 30),
)


def numbers(apps, schema_editor):
    rows = (
        number(name, title, value, "天", HOUSE, "P", chapter="disposition",
               since=date(2024, 6, 16), words=WORDS)
        for name, title, value in ROWS
    )  # fmt: skip
    write(apps, rows)


class Migration(migrations.Migration):
    dependencies = [
        ("appeals", "0001_initial"), ("orgs", "0002_scope"), ("rulebook", "0010_numbers_of_matters"),
    ]  # fmt: skip

    operations = [
        EnableScope("appeal", host=True, own=OWN),
        migrations.RunPython(numbers, migrations.RunPython.noop),
    ]
