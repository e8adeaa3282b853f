"""Give accounts a place in the tree, and signing in its own tables."""

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models

# Accounts from before: where they hold a post, else at the top.
FILL = """
UPDATE account a SET (org_id, org_path) = (
    SELECT o.id, o.path FROM organisation o
    LEFT JOIN grant_of_post g ON g.org_id = o.id AND g.account_id = a.id
    ORDER BY g.id IS NULL, o.path LIMIT 1)
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0003_scope"), ("orgs", "0002_scope")]

    operations = [
        migrations.AlterModelOptions(name="account", options={
            "base_manager_name": "everything", "default_manager_name": "everything"}),
        migrations.AlterModelManagers(
            name="account", managers=[("everything", django.db.models.manager.Manager())]
        ),
        migrations.RenameField("account", "last_login", "signed_in_at"),
        migrations.AlterField("account", "signed_in_at", models.DateTimeField(null=True)),
        migrations.RemoveField("account", "failed_count"),
        migrations.RemoveField("account", "failed_at"),
        migrations.AddField("account", "password_at", models.DateTimeField(null=True)),
        migrations.AddField("account", "org", models.ForeignKey(
            null=True, db_constraint=False, db_index=False,
            on_delete=django.db.models.deletion.PROTECT, related_name="+",
            to="orgs.organisation")),
        migrations.AddField("account", "org_path", models.CharField(
            null=True, db_collation="C", max_length=60)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("account", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, primary_key=True,
                    related_name="+", serialize=False, to=settings.AUTH_USER_MODEL)),
                ("secret", models.BinaryField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("last_step", models.BigIntegerField(default=0)),
            ],
            options={"db_table": "second_factor"},
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code_hash", models.CharField(max_length=128)),
                ("used_at", models.DateTimeField(null=True)),
                ("account", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+",
                    to=settings.AUTH_USER_MODEL)),
            ],
            options={"db_table": "recovery_code"},
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("door", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
            ],
            options={"db_table": "attempt"},
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(
                    max_length=40, primary_key=True, serialize=False,
                    verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(
                    db_index=True, verbose_name="expire date")),
                ("account", models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                    to=settings.AUTH_USER_MODEL)),
                ("started_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("device", models.CharField(blank=True, max_length=80)),
            ],
            options={"db_table": "session", "verbose_name": "session",
                     "verbose_name_plural": "sessions", "abstract": False},
        ),
    ]
