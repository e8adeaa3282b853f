from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('members', '0002_scope'),
    ]

    operations = [
        migrations.AddField(
            model_name='export',
            name='file_key',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='export',
            name='made_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='export',
            name='making',
            field=models.CharField(blank=True, choices=[('making', '正在做'), ('ready', '做好了'), ('failed', '没有做成')], default='', max_length=8),
        ),
    ]
