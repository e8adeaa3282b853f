"""Until when an errand may run, the mandate says; by when papers go back, the rule of matters."""

from django.db import migrations

from jingwei.kernel.figures.enable_marks import EnableMarks


def forward(apps, editor):
    apps.get_model("rulebook", "Rule").objects.filter(name="proxy.papers.days").delete()


class Migration(migrations.Migration):
    dependencies = [("proxies", "0003_numbers"), ("matters", "0008_marks_of_repeats")]

    operations = [
        migrations.RunSQL("DROP FUNCTION mark_proxy_errand() CASCADE", migrations.RunSQL.noop),
        migrations.RemoveIndex("proxyerrand", "errand_by_end"),
        migrations.RemoveField("proxyerrand", "until"),
        EnableMarks("proxy_errand", watched="org_id handed_on", since="r.taken_on"),
        migrations.RunPython(forward, migrations.RunPython.noop),
    ]
