"""Numbers of courses and careers: how many answers are shown, how long an answer is waited for."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"
SINCE = date(2010, 1, 1)


def rows():
    shared = {"chapter": "own", "since": SINCE}
    yield number(
        "training.feedback.least", "课后意见满几份才显示", 5, "份", HOUSE, "P", **shared,
        words="不到这个数，认得出是谁写的",
    )
    yield number("training.needs.topics.most", "学习需求最多选", 3, "项", HOUSE, "P", **shared)
    yield number(
        "careers.review.answer.days", "年度谈话留给本人回应", 15, "天", HOUSE, "P", **shared,
        words="过了没有回应，可以谈完，回应仍可另记",
    )
    yield number(
        "coverage.window.months", "有效覆盖看近", 12, "个月", HOUSE, "P", **shared,
        words="这段时间里有真实工作记录才算有效",
    )


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_scope"), ("rulebook", "0007_numbers_of_services")]

    operations = [
        migrations.RunPython(lambda apps, editor: write(apps, rows()), migrations.RunPython.noop)
    ]
