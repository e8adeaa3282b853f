"""Is the database fit: version, roles, tables, room ahead, clock? Looks that cost milliseconds."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from jingwei.ops.health.look import Found, bad, soon
from jingwei.ops.roles import ROLES
from jingwei.ops.words import _

OLDEST = 150000
FLAGS = ("SUPERUSER", "BYPASSRLS", "CREATEDB", "CREATEROLE", "REPLICATION")
SKEW, FAR = 5, 60  # seconds between the program's clock and the database's
FULL = 0.8
AS_SETS = "SELECT has_parameter_privilege('jw_migrate', 'session_replication_role', 'SET')"


def rows(query: str, parameters: Sequence[Any] | None = None) -> list[Any]:
    """All rows of a query in the process's own role."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def version() -> Iterator[Found]:
    from django.db import connection

    rows("SELECT 1")
    if connection.connection.info.server_version < OLDEST:
        yield bad(_("数据库太旧，需要 PostgreSQL 15 或更高版本。"))


def own_role() -> Iterator[Found]:
    from django.db import connection

    from jingwei.kernel.access.startup import wrong_role

    with connection.cursor() as cursor:
        if reason := wrong_role(cursor):
            yield bad(reason)


def roles() -> Iterator[Found]:
    """Every role is there and may no more than it should."""
    known = {
        row[0]: row[1:]
        for row in rows(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication"
            " FROM pg_roles WHERE starts_with(rolname, 'jw_')"
        )
    }
    missing = [role for role in ROLES if role not in known]
    if missing:
        yield bad(
            _("数据库缺少角色 {roles}，请重新执行 ./jw roles 给出的 SQL。").format(
                roles="、".join(missing)
            )
        )
    elif not rows(AS_SETS)[0][0]:
        yield soon(_("数据库角色还不能成批调整隶属和写入名册，请重新执行 ./jw roles 给出的 SQL。"))
    for role, has in known.items():
        wanted = ROLES.get(role, "").split()
        if extra := [word for word, on in zip(FLAGS, has, strict=True)
                     if on and role in ROLES and word not in wanted]:  # fmt: skip
            yield bad(
                _("角色 {role} 多了权力 {extra}，请重新执行 ./jw roles 给出的 SQL。").format(
                    role=role, extra="、".join(extra)
                )
            )


def tables() -> Iterator[Found]:
    """Migrations of the code that the database has not seen, and the reverse."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from jingwei.ops.backup import known

    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        yield bad(_("有 {count} 项更新没有执行，请运行 ./jw migrate。").format(count=len(missing)))
    if newer := known.unknown(
        [f"{app}.{name}" for app, name in executor.loader.applied_migrations]
    ):
        yield bad(_("数据库已由更新的版本改过（{name}），请换回那个版本。").format(name=newer[0]))


def room_ahead() -> Iterator[Found]:
    """Whether the ledger's partitions reach beyond the next line."""
    (bounds,) = zip(*rows(
        "SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i"
        " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'entry'::regclass"
    ), strict=True) or ((),)  # fmt: skip
    end = max(int(found[1]) for text in bounds if (found := re.search(r"TO \('(\d+)'\)", text)))
    ((last,),) = rows(
        "SELECT coalesce(pg_sequence_last_value("
        "pg_get_serial_sequence('entry', 'id')::regclass), 0)"
    )
    from jingwei.kernel.ledger.partitions import SIZE

    if last + 1 >= end:
        yield bad(_("台账没有地方写下一行了，请立即运行 ./jw migrate。"))
    elif last + SIZE >= end:
        yield soon(_("台账的空间快用完了，请运行 ./jw migrate。"))


def clock() -> Iterator[Found]:
    """The program's clock against the database's, and the database's against its own past."""
    before = datetime.now(UTC)
    ((there,),) = rows("SELECT clock_timestamp()")
    apart = abs((there - before).total_seconds())
    if apart > SKEW:
        said = _("程序和数据库的钟差 {seconds} 秒，请打开自动对时。").format(seconds=round(apart))
        yield bad(said) if apart > FAR else soon(said)
    from jingwei.kernel.access.scope import system_scope

    with system_scope("检查时钟"):
        ((ahead,),) = rows(
            "SELECT coalesce(extract(epoch FROM recorded_at - clock_timestamp()), 0)::float8 FROM"
            " (SELECT recorded_at FROM entry ORDER BY id DESC LIMIT 1) newest"
            " UNION ALL SELECT 0 ORDER BY 1 DESC LIMIT 1"
        )
    if ahead > SKEW:
        yield bad(
            _("台账最后一行比现在晚 {seconds} 秒，钟被拨回过，请对时。").format(
                seconds=round(ahead)
            )
        )


def connections() -> Iterator[Found]:
    ((used, most),) = rows(
        "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity"
    )
    if used > FULL * most:
        yield soon(
            _("数据库连接用了 {used}/{most}，请调大 max_connections。").format(used=used, most=most)
        )


LOCKS = 256


def locks() -> Iterator[Found]:
    """Figures of many systems are filled in one transaction, each by tables that go at its end."""
    ((most,),) = rows("SELECT current_setting('max_locks_per_transaction')::int")
    if most < LOCKS:
        yield soon(
            _("max_locks_per_transaction 是 {most}，指标会算不完，请调到 {least} 以上。").format(
                most=most, least=LOCKS
            )
        )


def durable() -> Iterator[Found]:
    """A server that forgets what it acknowledged, or whose files have gone bad."""
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        ((value,),) = rows(f"SHOW {name}")
        if value == "off":
            yield bad(_("数据库的 {name} 关着，断电会丢数据，请打开。").format(name=name))
    ((broken,),) = rows(
        "SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database"
        " WHERE datname = current_database()"
    )
    if broken:
        yield bad(_("数据库文件有 {count} 处损坏，请换盘并从备份恢复。").format(count=broken))


def calendar() -> Iterator[Found]:
    """Deadlines count working days: the State's swapped days of this year must be known, and
    from December those of the next."""
    from django.utils import timezone

    today = timezone.localdate()
    known = {year for (year,) in rows("SELECT year FROM calendar_year")}
    if today.year not in known:
        yield bad(_("没有 {year} 年的放假安排，期限算不准，请补录。").format(year=today.year))
    if today.month == 12 and today.year + 1 not in known:
        yield soon(_("还没有 {year} 年的放假安排，请补录。").format(year=today.year + 1))
