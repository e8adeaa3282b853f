"""Papers of errands that are still here, the longest first, for 我的工作.

Without it every paper that ever was is read. It costs an import nothing: papers are not imported.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0008_marks_of_repeats'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='proxypaper',
            index=models.Index(condition=models.Q(('how', '')), fields=['taken_on', 'id'], name='matter_paper_here'),
        ),
    ]
