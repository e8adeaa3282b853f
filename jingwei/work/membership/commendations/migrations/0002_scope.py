"""Keep commendations to the scope of the acting post; a member reads the own."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [("commendations", "0001_initial"), ("orgs", "0002_scope")]

    operations = [EnableScope("commendation", own=OWN)]
