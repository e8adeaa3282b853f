"""Do the records still hold together? Looks that read everything, as the owner."""

from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction
from psycopg import sql

from jingwei.kernel.access import grants
from jingwei.ops import telling
from jingwei.ops.health.look import Found, bad, soon
from jingwei.ops.health.server import rows
from jingwei.ops.words import _

FOREIGN_KEYS = """
SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
    array_agg(a.attname::text ORDER BY k.n), array_agg(b.attname::text ORDER BY k.n)
FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey, c.confkey) WITH ORDINALITY k(here, there, n)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here
JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there
WHERE c.contype = 'f' AND c.conparentid = 0 AND c.connamespace = 'public'::regnamespace
GROUP BY c.oid, c.conname, c.conrelid, c.confrelid ORDER BY 2, 1
"""


def constraints() -> Iterator[Found]:
    """Constraints and indexes that the database itself does not stand by."""
    for name, table in rows(
        "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE NOT convalidated"
        " AND connamespace = 'public'::regnamespace"
    ):
        yield bad(
            _("表 {table} 的约束 {name} 没有核对过，请从备份恢复或找维护人员。").format(
                table=table, name=name
            )
        )
    for (name,) in rows(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
        " AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
    ):
        yield bad(_("索引 {name} 没有建完，请执行 REINDEX INDEX {name}。").format(name=name))


def references() -> Iterator[Found]:
    """Rows that name a row that is not there: a broken disk or a hand in the tables."""
    keys = rows(FOREIGN_KEYS)
    for number, (name, child, parent, here, there) in enumerate(keys, start=1):
        telling.say(_("正在核对记录之间的指向"), number, len(keys))
        same = sql.SQL(" AND ").join(
            sql.SQL("p.{} = c.{}").format(sql.Identifier(b), sql.Identifier(a))
            for a, b in zip(here, there, strict=True)
        )
        said = sql.SQL(" AND ").join(
            sql.SQL("c.{} IS NOT NULL").format(sql.Identifier(a)) for a in here
        )
        query = sql.SQL(
            "SELECT count(*) FROM {child} c WHERE {said}"
            " AND NOT EXISTS (SELECT FROM {parent} p WHERE {same})"
        ).format(child=_named(child), parent=_named(parent), said=said, same=same)
        ((lost,),) = rows(query.as_string(connection.connection))
        if lost:
            yield bad(
                _("表 {table} 有 {count} 行指向不存在的记录（{name}），请从备份恢复。").format(
                    table=child, count=lost, name=name
                )
            )


def _named(table: str) -> sql.Composable:
    return sql.Identifier(table.strip('"'))


def scope() -> Iterator[Found]:
    """Every table of an organisation is closed to those out of its sight."""
    for table, row_security, forced, policies in rows(
        "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
        " (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)"
        " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND NOT c.relispartition AND EXISTS (SELECT FROM pg_attribute a WHERE"
        " a.attrelid = c.oid AND a.attname = 'org_path' AND NOT a.attisdropped)"
    ):
        if not (row_security and forced and policies):
            yield bad(
                _("表 {table} 没有按组织范围锁住，请立即停止使用并找维护人员。").format(table=table)
            )
    ((astray,),) = rows(
        "SELECT count(*) FROM organisation o WHERE length(path) > 5 AND NOT EXISTS"
        " (SELECT FROM organisation p WHERE p.path = left(o.path, length(o.path) - 5))"
    )
    if astray:
        yield bad(_("有 {count} 个组织的上级不存在，请从备份恢复。").format(count=astray))


def privileges() -> Iterator[Found]:
    """Nobody but the owner may change a line of the ledger; residents' pages see no table."""
    for table, role, right in rows(
        "SELECT t.name, r.name, p.name FROM unnest(%s::text[]) t(name),"
        " unnest(%s::text[]) r(name),"
        " unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p(name)"
        " WHERE to_regclass(t.name) IS NOT NULL AND has_table_privilege(r.name, t.name, p.name)"
        " AND NOT (t.name = ANY (%s::text[]) AND r.name = 'jw_worker' AND p.name = 'DELETE')",
        [list(grants.INSERT_ONLY), list(grants.ALL), list(grants.ENDED_BY_WORKER)],
    ):
        yield bad(
            _("角色 {role} 可以对 {table} 做 {right}，请运行 ./jw migrate 收回。").format(
                role=role, table=table, right=right
            )
        )


def sequences() -> Iterator[Found]:
    """A number generator behind its table would refuse every new row."""
    for table, column, name in rows(
        "SELECT c.relname, a.attname, pg_get_serial_sequence(format('%%I', c.relname), a.attname)"
        " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE a.attnum > 0"
        " AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
        " AND NOT c.relispartition AND NOT a.attisdropped"
        " AND pg_get_serial_sequence(format('%%I', c.relname), a.attname) IS NOT NULL", [],
    ):  # fmt: skip
        query = sql.SQL(
            "SELECT coalesce(max({column}), 0) > coalesce(pg_sequence_last_value({name}), 0)"
            " FROM {table}"
        ).format(column=sql.Identifier(column), name=sql.Literal(name),
                 table=sql.Identifier(table))  # fmt: skip
        ((behind,),) = rows(query.as_string(connection.connection))
        if behind:
            yield bad(_("表 {table} 的编号落后了，请用同一份备份重新恢复。").format(table=table))


def _refilled(month: date) -> None:
    telling.say(_("正在核对指标，已核对 {month}").format(month=f"{month:%Y-%m}"))


def facts() -> Iterator[Found]:
    """The figures of the last months worked out from records once more, and not kept."""
    from django.utils import timezone

    from jingwei.kernel.figures import flush

    with transaction.atomic():
        flush.flush(at=timezone.now())  # what is merely waiting is no fault
        changed = flush.refill(at=timezone.now(), said=_refilled)
        transaction.set_rollback(True)
    if changed:
        yield soon(
            _("有 {count} 个指标数和记录不符，请运行 ./jw figures --fill。").format(count=changed)
        )
