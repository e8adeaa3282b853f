"""Numbers of grids: how many households one has, and from when matters count as really handled."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
SHIJINGSHAN = "石景山区网格划分标准（公开文本）"
SINCE = date(2010, 1, 1)


def rows():
    shared = {"chapter": "own", "since": SINCE}
    yield number(
        "grids.households.least", "网格户数最少", 100, "户", SHIJINGSHAN, "V2", **shared,
        words="只作提醒，不限制",
    )
    yield number(
        "grids.households.most", "网格户数最多", 300, "户", SHIJINGSHAN, "V2", **shared,
        words="只作提醒，不限制；国家标准 GB/T 34300 的全文没有看到",
    )
    yield number(
        "community.matters.answered.percent", "社区有效覆盖：按时答复至少", 90, "%", HOUSE, "P",
        **shared,
    )
    yield number(
        "community.matters.confirmed.percent", "社区有效覆盖：本人确认办好至少", 60, "%", HOUSE,
        "P", **shared, words="没有回音的不算确认",
    )


class Migration(migrations.Migration):
    dependencies = [("grids", "0002_scope"), ("rulebook", "0010_numbers_of_matters")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
