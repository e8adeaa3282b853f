"""A door may have a place on the residents' map of services: degrees of CGCS2000, both or none."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0007_offers_shown'),
        ('orgs', '0008_move_as_sets'),
    ]

    operations = [
        migrations.AddField(
            model_name='station',
            name='latitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='station',
            name='longitude',
            field=models.FloatField(null=True),
        ),
        migrations.AddConstraint(
            model_name='station',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (3, 54)), ('longitude__range', (73, 136))), _connector='OR'), name='station_lies_in_the_country', violation_error_message='经度写73到136，纬度写3到54，或者两个都不写。'),
        ),
    ]
