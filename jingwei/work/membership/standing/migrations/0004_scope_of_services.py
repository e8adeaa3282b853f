"""Keep what is noted of the service of notices to the branch and to whom they are for."""

from django.db import migrations

from jingwei.kernel.access.enable_scope import EnableScope

OWN = "person_id = nullif(current_setting('app.person', true), '')::bigint"


class Migration(migrations.Migration):
    dependencies = [("standing", "0003_service")]

    operations = [EnableScope("noticeserved", own=OWN)]
