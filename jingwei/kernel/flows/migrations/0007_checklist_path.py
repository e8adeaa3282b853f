"""Find local checklists by the offices above a case, and list them in the tree's order."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0006_checklist'),
        ('orgs', '0009_states_and_terms_of_an_organisation'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='checklist',
            name='flow_checklist_above',
        ),
        migrations.AddIndex(
            model_name='checklist',
            index=models.Index(fields=['org_path', 'id'], name='flow_checklist_path'),
        ),
    ]
