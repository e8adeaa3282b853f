"""Numbers of the service chain: how fast one walks, how far ten minutes reach, what is complete."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
ARTICLE = "文章：社区党建（服务链）"
SINCE = date(2010, 1, 1)


def rows():
    shared = {"chapter": "services", "since": SINCE}
    yield number("service.circle.minutes", "服务圈走几分钟", 10, "分钟", ARTICLE, "G", **shared)
    yield number(
        "service.walk.metres_per_minute", "步行一分钟走", 72, "米", HOUSE, "P", **shared,
        words="给走得慢的人留了余地",
    )  # fmt: skip
    yield number(
        "service.walk.detour", "路程是直线距离的", "1.3", "倍", HOUSE, "P", **shared,
        words="没有路网时用；有了路网改按路网算",
    )  # fmt: skip
    yield number("service.categories.least", "服务中心最少", 9, "类", ARTICLE, "G", **shared)
    yield number("service.items.least", "服务中心最少", 40, "项", ARTICLE, "G", **shared)


class Migration(migrations.Migration):
    dependencies = [("centres", "0002_scope"), ("rulebook", "0010_numbers_of_matters")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
