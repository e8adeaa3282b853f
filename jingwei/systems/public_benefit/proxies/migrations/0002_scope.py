"""Keep errands to the scope of the acting post, or to whoever sees the matter itself."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope
from jingwei.kernel.figures.enable_marks import EnableMarks


class Migration(migrations.Migration):
    dependencies = [
        ("proxies", "0001_initial"), ("orgs", "0002_scope"), ("figures", "0004_marks"),
        ("matters", "0004_own"),
    ]  # fmt: skip

    operations = [
        EnableScope(
            "proxyagent",
            own="person_id = nullif(current_setting('app.person', true), '')::bigint",
        ),
        EnableScope("proxyerrand", extra="EXISTS (SELECT 1 FROM matter m WHERE m.id = matter_id)"),
        EnableMarks("proxy_agent", watched="org_id unit_id held"),
        EnableMarks(
            "proxy_errand", watched="org_id until handed_on",
            since="least(r.until, r.handed_on)",
        ),
    ]  # fmt: skip
