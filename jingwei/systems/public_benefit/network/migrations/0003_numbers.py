"""Number of the network: from which share on a village counts as reached in effect."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write


def rows():
    yield number(
        "coverage.solved.percent", "有效覆盖要求按时办好、本人确认的占", 60, "%", "本系统建议", "P",
        chapter="own", since=date(2010, 1, 1), words="占近12个月办结的诉求",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("network", "0002_scope"), ("rulebook", "0010_numbers_of_matters")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
