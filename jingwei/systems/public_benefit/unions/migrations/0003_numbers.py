"""Number of unions: how often they are looked at again."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write


def rows():
    yield number(
        "unions.review.months", "联建多久一起评一次", 6, "个月", "本系统建议", "P",
        chapter="own", since=date(2010, 1, 1), words="从开始或上次评的日子算",
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("unions", "0002_scope"), ("rulebook", "0010_numbers_of_matters")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
