"""Errands in hand by their part of the tree, for 我的工作: which mandates run out.

Without it every open matter of the city is read. It costs an import nothing: errands are not
imported.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matters', '0009_papers_here'),
        ('orgs', '0008_move_as_sets'),
        ('proxies', '0005_agents_shown'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='proxyerrand',
            index=models.Index(condition=models.Q(('handed_on', None)), fields=['org_path', 'id'], name='proxy_errand_in_hand'),
        ),
    ]
