"""A correction may ask that a person be erased."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_file_follows_home'),
    ]

    operations = [
        migrations.AlterField(
            model_name='correction',
            name='kind',
            field=models.CharField(choices=[('merge', '合并重复档案'), ('id_number', '更正身份证号'), ('own', '本人申请更正'), ('erase', '删除个人信息')], max_length=10),
        ),
    ]
