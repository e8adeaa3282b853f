"""Whoever sees a correction may see who asked for it and who decided, also from a post above."""

from django.db import migrations

# Policies are tried in the order of their names: the cheap range of account_scope comes first.
ASKED = """
ALTER POLICY account_holder ON account RENAME TO account_seen_as_holder;
CREATE POLICY account_seen_as_asker ON account FOR SELECT TO jw_app, jw_worker USING (
    EXISTS (SELECT 1 FROM correction c WHERE c.asked_by_id = account.id)
    OR EXISTS (SELECT 1 FROM correction c WHERE c.decided_by_id = account.id))
"""
FORMER = """
DROP POLICY account_seen_as_asker ON account;
ALTER POLICY account_seen_as_holder ON account RENAME TO account_holder
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0006_resettable"), ("people", "0002_scope")]

    operations = [migrations.RunSQL(ASKED, FORMER)]
