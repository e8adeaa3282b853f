"""What runs beside the tests of crashes: writers that keep count, and a job asked for twice."""

import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from jingwei.ops.running import use_database


def write(acknowledged: Path, writer: int) -> None:
    """Open unit after unit until ended; what the database acknowledged is kept outside it."""
    with use_database("app"):
        from django.db import DatabaseError, connection

        from jingwei.kernel.access.scope import system_scope
        from jingwei.kernel.orgs.models import Organisation
        from jingwei.kernel.orgs.unit_actions import open_unit

        orgs: list[Organisation] = []
        with acknowledged.open("a") as file:
            for number in range(10**9):
                at, name = datetime.now(UTC), f"崩溃试验{writer}号第{number}单位"
                try:
                    with system_scope("测试") as scope:
                        orgs = orgs or list(Organisation.everything.order_by("-path")[:8])
                        open_unit(
                            org=orgs[writer % len(orgs)], name=name, kind="private_firm",
                            on=at.date(), by=scope, at=at, address=f"试验路{number}号",
                        )  # fmt: skip
                except (DatabaseError, OSError):
                    connection.close()
                    time.sleep(0.2)
                    continue
                file.write(name + "\n")
                file.flush()
                os.fsync(file.fileno())


def ask_twice(roster: Path, batches: int) -> None:
    """Have rosters read and confirmed, and ask twice for the writing of each."""
    with use_database("app"):
        from jingwei.kernel import jobs
        from jingwei.kernel.access.models import Account, Grant
        from jingwei.kernel.access.posts import scope_of
        from jingwei.kernel.access.scope import acting, system_scope
        from jingwei.ops.imports import actions, tasks
        from jingwei.ops.imports.models import Batch

        lines = roster.read_text().splitlines()
        at = datetime.now(UTC)
        with system_scope("测试"):
            account = Account.everything.get(login="demo-clerk")
            grant = Grant.everything.filter(account=account).order_by("id")[0]
        for number in range(batches):
            part = [lines[0], *lines[1 + number * 10 : 11 + number * 10]]
            with acting(scope_of(account, grant)) as scope:
                batch = actions.open_batch(
                    kind="members", name=f"{number}.csv", content="\n".join(part).encode(),
                    as_of=None, only_good=True, by=scope, at=at, account_id=account.pk,
                )  # fmt: skip
                batch = actions.read_batch(batch=batch, by=scope, at=at)
            with acting(scope_of(account, grant)):
                Batch.everything.filter(pk=batch.pk).update(state=Batch.State.WRITING)
                for _twice in range(2):
                    jobs.enqueue(
                        tasks.write, batch_id=batch.pk, account_id=account.pk, grant_id=grant.pk
                    )


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        ask_twice(Path(sys.argv[2]), int(sys.argv[3]))
