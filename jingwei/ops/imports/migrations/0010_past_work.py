"""Take in lists of past work: development, training, courses, problems, grades, attendance."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0009_changed_rows'),
    ]

    operations = [
        migrations.AlterField(
            model_name='answer',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级')], max_length=14),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级')], max_length=14),
        ),
        migrations.AlterField(
            model_name='rememberedmapping',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级')], max_length=14),
        ),
    ]
