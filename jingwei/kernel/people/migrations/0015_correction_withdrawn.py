"""A correction may be taken back by whoever asked for it; the column stays as it is."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0014_correction_office'),
    ]

    operations = [
        migrations.AlterField(
            model_name='correction',
            name='outcome',
            field=models.CharField(choices=[('open', '待核定'), ('done', '已同意'), ('declined', '未同意'), ('recalled', '已撤回')], default='open', max_length=8),
        ),
    ]
