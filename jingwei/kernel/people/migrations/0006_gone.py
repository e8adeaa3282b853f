"""Say on the row itself who has no open home branch, as lists and counts ask for nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_own_rows'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_floating',
        ),
        migrations.RemoveIndex(
            model_name='person',
            name='person_unnumbered',
        ),
        migrations.AddField(
            model_name='person',
            name='is_gone',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(models.Q(('floating_to', ''), _negated=True), ('is_gone', False)), fields=['org_path'], name='person_floating'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('id_index', None), ('is_gone', False)), fields=['org_path'], name='person_unnumbered'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('is_gone', True)), fields=['org_path'], name='person_gone'),
        ),
    ]
