"""Keep one index of names: every search reads a stretch of ``person_by_name`` and the rest beside it.

Since 0008 no statement asks for the beginning of a name, its sound or its initials by themselves:
``looking`` and ``typed`` ask for a stretch of the order of names first, and what of it is meant is
said by parts of the sort key that none of these three indexes hold. Each cost a first import a
twentieth of what writing its persons costs.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0012_opening_by_its_key")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_key_prefix"),
        migrations.RemoveIndex(model_name="person", name="person_pinyin_prefix"),
        migrations.RemoveIndex(model_name="person", name="person_initials_prefix"),
    ]
