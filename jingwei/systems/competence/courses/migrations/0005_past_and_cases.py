"""Let past classes and lessons tell of those on the way into the Party too."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0004_numbers_of_feedback'),
        ('development', '0004_due_days'),
        ('orgs', '0008_move_as_sets'),
        ('people', '0011_erasing'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('org_path', models.CharField(db_collation='C', max_length=60)),
            ],
            options={
                'db_table': 'case_attendance',
                'abstract': False,
                'base_manager_name': 'everything',
                'default_manager_name': 'everything',
            },
            managers=[
                ('everything', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='pastclass',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='development.development'),
        ),
        migrations.AddField(
            model_name='pastclass',
            name='days',
            field=models.DecimalField(db_default=0, decimal_places=1, default=0, max_digits=4),
        ),
        migrations.AddField(
            model_name='pastclass',
            name='kind',
            field=models.CharField(blank=True, choices=[('central', '集中培训'), ('model', '示范培训'), ('applicants', '发展对象培训'), ('chosen', '选学课程'), ('other', '其他')], db_default='', max_length=12),
        ),
        migrations.AlterField(
            model_name='pastclass',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person'),
        ),
        migrations.AddConstraint(
            model_name='pastclass',
            constraint=models.UniqueConstraint(fields=('case', 'title', 'on'), name='one_past_class_of_case'),
        ),
        migrations.AddConstraint(
            model_name='pastclass',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('person__isnull', False)), models.Q(('case__isnull', False), ('person', None)), _connector='OR'), name='past_class_of_member_or_case'),
        ),
        migrations.AddField(
            model_name='caseattendance',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='development.development'),
        ),
        migrations.AddField(
            model_name='caseattendance',
            name='lesson',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='courses.lesson'),
        ),
        migrations.AddField(
            model_name='caseattendance',
            name='org',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.organisation'),
        ),
        migrations.AddConstraint(
            model_name='caseattendance',
            constraint=models.UniqueConstraint(fields=('lesson', 'case'), name='case_once_in_a_lesson'),
        ),
    ]
