"""What must happen between a restored database and its first page?"""

from datetime import datetime
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from psycopg import sql

from jingwei.kernel.access import grants
from jingwei.ops.backup import ledger
from jingwei.ops.backup.counts import PASSING


def settle(manifest: dict[str, Any], *, at: datetime) -> None:
    """Bring the tables to this release, give the rights, end all sessions, begin the ledger's next
    segment. As the owner."""
    call_command("migrate", interactive=False, verbosity=0)
    grants.apply()
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in PASSING:
            if table in there:
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    with transaction.atomic():
        ledger.go_on(at=at, why=f"恢复到 {manifest['as_of'][:19]} 的备份")
