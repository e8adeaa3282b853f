"""How long looks, notices and the values behind the ledger's lines are kept."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

HOUSE = "本系统建议"


def rows():
    for name, title, value, unit, words in (
        ("retention.look.years", "查看完整号码的记录保存", 3, "年", ""),
        ("retention.notice.days", "通知保存", 365, "天", ""),
        ("retention.ledger_values.years", "台账背后的个人内容保存", 5, "年",
         "《中华人民共和国网络安全法》第二十一条要求日志至少保存六个月"),
    ):  # fmt: skip
        yield number(name, title, value, unit, HOUSE, "P", chapter="own",
                     since=date(2008, 1, 1), words=words)  # fmt: skip


def forward(apps, schema_editor):
    write(apps, rows())


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0008_numbers_of_transfers")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
