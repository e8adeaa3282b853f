"""What must happen between a restored database and its first page?"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from jingwei.kernel.access import grants
from jingwei.ops.backup import ledger
from jingwei.ops.backup.counts import PASSING
from jingwei.ops.stepping import take_steps


def settle(manifest: dict[str, Any], *, at: datetime) -> None:
    """Bring the tables to this release, give the rights, end all sessions, begin the ledger's next
    segment. As the owner."""
    take_steps()
    grants.apply()
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for table in PASSING:
            if table in there:
                cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
    with transaction.atomic():
        ledger.go_on(at=at, why=f"恢复到 {manifest['as_of'][:19]} 的备份")
