"""Closed days of stations and centres come in from spreadsheets."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0020_keys_at_the_end'),
    ]

    operations = [
        migrations.AlterField(
            model_name='answer',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级'), ('borders', '社区边界'), ('buildings', '楼栋'), ('grids', '网格'), ('contacts', '楼道联系人'), ('centres', '便民服务中心'), ('offerings', '中心办的事项'), ('centre_shut', '中心关门的日子'), ('stations', '三级网络站点'), ('staff', '站点在岗的人'), ('station_shut', '站点关门的日子'), ('providers', '外面来帮的'), ('agents', '代办员'), ('studios', '代表工作室'), ('delegates', '接待的代表'), ('hotline', '12345工单')], max_length=14),
        ),
        migrations.AlterField(
            model_name='batch',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级'), ('borders', '社区边界'), ('buildings', '楼栋'), ('grids', '网格'), ('contacts', '楼道联系人'), ('centres', '便民服务中心'), ('offerings', '中心办的事项'), ('centre_shut', '中心关门的日子'), ('stations', '三级网络站点'), ('staff', '站点在岗的人'), ('station_shut', '站点关门的日子'), ('providers', '外面来帮的'), ('agents', '代办员'), ('studios', '代表工作室'), ('delegates', '接待的代表'), ('hotline', '12345工单')], max_length=14),
        ),
        migrations.AlterField(
            model_name='rememberedmapping',
            name='kind',
            field=models.CharField(choices=[('divisions', '行政区划'), ('organisations', '党组织'), ('units', '单位'), ('members', '党员'), ('positions', '班子成员'), ('dues', '党费期初'), ('attendance', '会议考勤'), ('meeting_marks', '会议考勤（一人一行）'), ('development', '发展党员名单'), ('training', '以前的培训'), ('courses', '课程目录'), ('problems', '问题清单'), ('grades', '以前的职级'), ('borders', '社区边界'), ('buildings', '楼栋'), ('grids', '网格'), ('contacts', '楼道联系人'), ('centres', '便民服务中心'), ('offerings', '中心办的事项'), ('centre_shut', '中心关门的日子'), ('stations', '三级网络站点'), ('staff', '站点在岗的人'), ('station_shut', '站点关门的日子'), ('providers', '外面来帮的'), ('agents', '代办员'), ('studios', '代表工作室'), ('delegates', '接待的代表'), ('hotline', '12345工单')], max_length=14),
        ),
    ]
