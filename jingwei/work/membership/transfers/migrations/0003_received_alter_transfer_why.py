import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('transfers', '0002_scope'),
    ]

    operations = [
        migrations.CreateModel(
            name='Received',
            fields=[
            ],
            options={
                'abstract': False,
                'proxy': True,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
                'indexes': [],
                'constraints': [],
            },
            bases=('transfers.transfer',),
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AlterField(
            model_name='transfer',
            name='why',
            field=models.CharField(choices=[('work', '工作单位变动'), ('home', '常住地变动'), ('away', '长期外出，地点固定'), ('study', '升学、毕业'), ('retired', '离退休'), ('branch', '支部调整'), ('other', '其他')], default='work', max_length=8),
        ),
    ]
