"""Keep delegates to the scope of the acting post; the most delegates a meeting normally has."""

from datetime import date

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.rulebook.migrations._rows import number, write

NAME = "election.delegates.seats.most"
ELECTION = "《中国共产党基层组织选举工作条例》"


def forwards(apps, schema_editor):
    write(apps, [
        number(NAME, "党员代表大会代表名额的上限", 300, "名", ELECTION, "G", chapter="elections",
               since=date(2020, 7, 13), words="一般为100至200名"),
    ])  # fmt: skip


def backwards(apps, schema_editor):
    apps.get_model("rulebook", "Rule").objects.filter(name=NAME).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("elections", "0004_delegates"), ("orgs", "0002_scope"),
        ("rulebook", "0007_numbers_of_services"),
    ]  # fmt: skip

    operations = [
        EnableScope("delegate", own="person_id = nullif(current_setting('app.person', true), '')::bigint"),
        migrations.RunPython(forwards, backwards),
    ]
