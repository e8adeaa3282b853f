

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0007_dues'),
    ]

    operations = [
        migrations.AlterField(
            model_name='answer',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤')], max_length=14),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤')], max_length=14),
        ),
        migrations.AlterField(
            model_name='rememberedmapping',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤')], max_length=14),
        ),
    ]
