"""Keep the tables of access to the scope of the acting post."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

ACTOR = "nullif(current_setting('app.actor', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_initial"), ("orgs", "0002_scope")]

    operations = [
        EnableScope("grant", extra=f"account_id = {ACTOR}"),
        EnableScope("slip", extra=f"account_id = {ACTOR}"),
    ]
