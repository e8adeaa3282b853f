"""Numbers of elections that the rulebook did not have yet."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
OPEN_DIRECT = "公推直选的通行做法"
SINCE = date(2020, 7, 13)
ROWS = (
    ("election.early.days", "任期届满前多少天内换届不算提前", 180, "天", HOUSE, "P", ""),
    ("election.notice.days", "通知党员后酝酿提名的时间", 3, "天", HOUSE, "P", "含通知当天"),
    ("election.answer.working_days", "上级批复换届事项的时间", 10, "个工作日", HOUSE, "P", ""),
    ("election.direct.surplus", "公推直选候选人多于应选人数的比例", 20, "%", OPEN_DIRECT, "G",
     "算出小数时进一，所以选1名要有2名候选人"),
)  # fmt: skip


def forwards(apps, schema_editor):
    write(apps, [
        number(name, title, value, unit, source, mark, chapter="elections", since=SINCE, words=words)
        for name, title, value, unit, source, mark, words in ROWS
    ])  # fmt: skip


def backwards(apps, schema_editor):
    names = [row[0] for row in ROWS]
    apps.get_model("rulebook", "Rule").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0002_scope"), ("rulebook", "0007_numbers_of_services"),
    ]  # fmt: skip

    operations = [migrations.RunPython(forwards, backwards)]
