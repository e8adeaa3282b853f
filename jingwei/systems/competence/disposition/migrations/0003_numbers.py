"""Numbers of the procedure that no text at hand fixes: our proposals, to be changed by each city."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
SINCE = date(2024, 6, 16)
ROWS = (
    ("disposition.defence.working_days", "本人提意见的时间", 5, "个工作日"),
    ("disposition.defence.more.working_days", "提意见每次可延长", 5, "个工作日"),
    ("disposition.rectify.more.months", "限期改正可延长", 6, "个月"),
    ("disposition.appeal.days", "决定送达后可以申诉的时间", 14, "天"),
    ("disposition.appeal.answer.days", "申诉的答复时间", 30, "天"),
    ("disposition.facts.months", "看几个月以内的记录", 12, "个月"),
    ("disposition.help.talk.months", "帮教谈话几个月一次", 1, "个月"),
)


def forward(apps, schema_editor):
    rows = (
        number(name, title, value, unit, HOUSE, "P", chapter="disposition", since=SINCE, words="")
        for name, title, value, unit in ROWS
    )
    write(apps, rows)


class Migration(migrations.Migration):
    dependencies = [("disposition", "0002_scope"), ("rulebook", "0007_numbers_of_services")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
