"""The numbers of R-O that the first figures ask for, as rows with source, mark and dates."""

from datetime import date
from typing import Any

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

BRANCH_2018 = "《中国共产党支部工作条例（试行）》"
ORGANS_2019 = "《中国共产党党和国家机关基层组织工作条例》"
NUMBERS = (
    ("branch.full_members.least", "成立党支部的正式党员人数", 3, "人", BRANCH_2018, "verified"),
    ("branch.members.normal_most", "党支部一般不超过的党员人数", 50, "人", BRANCH_2018, "verified"),
    ("general_branch.members.least", "成立党总支的党员人数", 50, "人", ORGANS_2019, "verified"),
    ("general_branch.members.below", "党总支的党员人数应少于", 100, "人", ORGANS_2019, "verified"),
    ("committee.members.least", "成立基层党委的党员人数", 100, "人", ORGANS_2019, "verified"),
    ("joint_branch.units.most", "联合党支部一般不超过的单位数", 5, "个", BRANCH_2018, "verified"),
    ("branch_committee.full_members.least", "应设支部委员会的正式党员人数", 7, "人", BRANCH_2018, "verified"),
    ("branch_committee.seats.least", "支部委员会委员最少", 3, "人", BRANCH_2018, "verified"),
    ("branch_committee.seats.normal_most", "支部委员会委员一般最多", 5, "人", BRANCH_2018, "verified"),
    ("branch_committee.seats.most", "支部委员会委员最多", 7, "人", BRANCH_2018, "verified"),
    ("term.branch.years", "其他党支部任期", 3, "年", BRANCH_2018, "verified"),
    ("term.village_community.years", "村和社区党组织任期", 5, "年", BRANCH_2018, "verified"),
    ("term.organ_committee.years", "机关党委任期", 5, "年", ORGANS_2019, "verified"),
    ("term.organ_general_branch.years", "机关党总支任期", 3, "年", ORGANS_2019, "verified"),
    ("member.age.least", "入党年龄", 18, "周岁", "党章第一条", "verified"),
    ("figures.denominator.least", "公开的比率分母最少", 5, "", "本系统的统计口径", "proposal"),
    ("term.due.notice_days", "换届到期提前提醒", 180, "天", "本系统建议", "proposal"),
    ("reveal.per_day.most", "一人一天查看完整号码的次数", 20, "次", "本系统建议", "proposal"),
)  # fmt: skip
SINCE = date(2018, 10, 28)


def write(apps: Any, schema_editor: Any) -> None:
    rule = apps.get_model("rulebook", "Rule")
    rule.objects.bulk_create(
        rule(
            name=name, title=title, value=value, unit=unit, source=source, mark=mark,
            held=DateRange(SINCE, None),
        )
        for name, title, value, unit, source, mark in NUMBERS
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
