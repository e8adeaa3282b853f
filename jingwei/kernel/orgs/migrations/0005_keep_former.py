"""Keep what was known of names, ties and terms before they changed."""

from django.db import migrations

from jingwei.kernel.known.keep import KeepFormer


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_ties_and_knowledge"), ("known", "0002_scope")]

    operations = [KeepFormer("organisationstate"), KeepFormer("edge"), KeepFormer("term")]
