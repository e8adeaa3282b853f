"""What went up a level is found by its day: the page of the three-level network counts thirty days.

Without it every step of the city is read. It costs an import nothing: only the few steps that put
a case before the level above are kept in it.
"""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('flows', '0004_clock_due'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='taken',
            index=models.Index(condition=models.Q(('verb__in', ('raise_up', 'escalate'))), fields=['at', 'id'], name='flow_step_up'),
        ),
    ]
