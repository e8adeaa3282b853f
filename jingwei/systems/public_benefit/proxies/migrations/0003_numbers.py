"""Number of errands: within how many days papers go back or are destroyed."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write


def rows():
    yield number(
        "proxy.papers.days", "代办的材料最晚退还或销毁", 30, "天", "本系统建议", "P",
        chapter="own", since=date(2010, 1, 1), words="从结果交到本人手里那天算起",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("proxies", "0002_scope"), ("rulebook", "0010_numbers_of_matters")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
