"""What is due next in a large part of the tree is found by its day."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0003_named_people'),
        ('orgs', '0008_move_as_sets'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='clock',
            index=models.Index(condition=models.Q(models.Q(('state', 'ended'), _negated=True), ('waits', False)), fields=['due_on', 'id'], name='flow_clock_due'),
        ),
    ]
