"""Serve the lists and the search of people: what is ordered by, what is searched by prefix."""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_landline_index'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='person',
            name='person_name_prefix',
        ),
        migrations.AddField(
            model_name='person',
            name='name_key',
            field=models.GeneratedField(db_persist=True, expression=models.Func(models.F('name_sort'), models.Value('\x1f'), models.Value(2), function='split_part'), output_field=models.CharField(db_collation='C', max_length=200)),
        ),
        migrations.AlterField(
            model_name='correction',
            name='kind',
            field=models.CharField(choices=[('merge', '合并重复档案'), ('id_number', '更正身份证号'), ('own', '本人申请更正')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('held__endswith', None), ('kind', 'home')), fields=['category', 'org_path'], name='membership_at_home'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.Case(models.When(birth_on__isnull=True, then=models.Value(datetime.date(9999, 12, 31))), default=models.F('birth_on'), output_field=models.DateField()), models.F('id'), name='person_by_birth'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.Case(models.When(joined_on__isnull=True, then=models.Value(datetime.date(9999, 12, 31))), default=models.F('joined_on'), output_field=models.DateField()), models.F('id'), name='person_by_joining'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['name_key'], name='person_key_prefix'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['pinyin'], name='person_pinyin_prefix'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['id_tail'], name='person_id_tail'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('floating_to', ''), _negated=True), fields=['org_path'], name='person_floating'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('id_index', None)), fields=['org_path'], name='person_unnumbered'),
        ),
    ]
