from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('development', '0003_sponsors'),
    ]

    operations = [
        migrations.AddField(
            model_name='development',
            name='approval_due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='development',
            name='full_due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='development',
            name='oath_due',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='development',
            name='talk_due',
            field=models.DateField(null=True),
        ),
    ]
