"""The working-day calendar, filled with the years that the installed package knows."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

MARKS = [
    ("verified", "已核对"),
    ("secondary", "转引，待核对原文"),
    ("general", "通行做法，待核对"),
    ("proposal", "本系统建议"),
]
FIRST = 2018
"""The first numbers of the rulebook hold from then on; no clock of ours is older."""


def write(apps, schema_editor):
    from jingwei.kernel.rulebook import calendar_source

    year_row = apps.get_model("rulebook", "CalendarYear")
    day_row = apps.get_model("rulebook", "CalendarDay")
    for number in calendar_source.years():
        if number < FIRST:
            continue
        year = year_row.objects.create(
            year=number, source=calendar_source.source_of(number), mark="secondary"
        )
        day_row.objects.bulk_create(
            day_row(year=year, day=one.day, is_working=one.is_working, name=one.name)
            for one in calendar_source.days_of(number)
        )


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0003_figures")]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("source", models.CharField(max_length=200)),
                ("mark", models.CharField(choices=MARKS, max_length=10)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"db_table": "calendar_year"},
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("is_working", models.BooleanField()),
                ("name", models.CharField(blank=True, max_length=30)),
                ("year", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rulebook.calendaryear")),
            ],
            options={"db_table": "calendar_day"},
        ),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
