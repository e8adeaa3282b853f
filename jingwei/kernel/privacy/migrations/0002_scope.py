"""Keep the tables of privacy to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope(
            "look",
            extra="account_id = nullif(current_setting('app.actor', true), '')::bigint",
            own="person_id = nullif(current_setting('app.person', true), '')::bigint",
        ),
    ]
