"""How do organisations that a roster changed go back: name, superior, unit, contact and term?"""

from typing import Any

from jingwei.kernel.access import paths
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.orgs.actions import index_name, lock_tree, move_paths, next_path
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports.writing.standing import CHANGED, in_the_way

STRETCHES = ("organisation_state", "edge", "term")
"""Dated rows of an organisation that a roster may change; of edges only its superior's."""
TABLES = frozenset({"organisation", "organisation_after", *STRETCHES})
_OWN = {
    "organisation_state": "true", "edge": "t.kind = 'leads'", "term": "true",
}  # fmt: skip
SHOWN = 5
_UNTOLD = "ARRAY['version', 'updated_at', 'path']"


def keep_before(cursor: Any, batch: int, entry: int) -> None:
    """Images of the organisations that are about to change, and of their dated rows."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'organisation', o.id, to_jsonb(o) FROM staged_row s"
        " JOIN organisation o ON o.id = s.target WHERE s.batch_id = %s AND s.verdict = 2"
        " ORDER BY s.row_no",
        [entry, batch],
    )
    for table in STRETCHES:
        cursor.execute(
            'INSERT INTO row_image (entry_id, "table", row, before)'
            f" SELECT %s, '{table}', t.id, to_jsonb(t) FROM staged_row s"
            f" JOIN {table} t ON t.org_id = s.target AND {_OWN[table]}"
            " WHERE s.batch_id = %s AND s.verdict = 2",
            [entry, batch],
        )


def keep_after(cursor: Any, batch: int, entry: int) -> None:
    """By which version and moment a later change is told."""
    cursor.execute(
        'INSERT INTO row_image (entry_id, "table", row, before)'
        " SELECT %s, 'organisation_after', o.id,"
        " jsonb_build_object('version', o.version, 'at', clock_timestamp())"
        " FROM staged_row s JOIN organisation o ON o.id = s.target"
        " WHERE s.batch_id = %s AND s.verdict = 2",
        [entry, batch],
    )


def put_back(cursor: Any, entry: int) -> int:
    """Every organisation that the batch changed stands as before; how many.

    The last one first, so that whoever was put under another one of the file comes out again.

    Raises: Refused, naming those that were changed since or whose superior is no more.
    """
    cursor.execute(
        "SELECT i.row, i.before ->> 'path' FROM row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'organisation' AND i.before IS NOT NULL ORDER BY i.id DESC",
        [entry],
    )
    rows = cursor.fetchall()
    if not rows:
        return 0
    lock_tree()
    _refuse_changed(cursor, entry)
    for key, path in rows:
        _move_back(cursor, entry, key, path)
    for table in STRETCHES:
        _put_stretches_back(cursor, entry, table)
    cursor.execute(
        "UPDATE organisation o SET name = w.name, short_name = w.short_name, kind = w.kind,"
        " pinyin = w.pinyin, initials = w.initials, unit_id = w.unit_id, contact = w.contact,"
        " situation = w.situation, phone = w.phone, updated_at = w.updated_at,"
        " version = o.version + 1 FROM row_image i,"
        " LATERAL jsonb_populate_record(NULL::organisation, i.before) w WHERE i.entry_id = %s"
        " AND i.\"table\" = 'organisation' AND i.before IS NOT NULL AND o.id = i.row",
        [entry],
    )
    for org in Organisation.everything.filter(pk__in=[key for key, _path in rows]):
        index_name(org)
    return len(rows)


def _refuse_changed(cursor: Any, entry: int) -> None:
    """A version counts changes of the row itself; its dated rows know since when they are known."""
    changed = (
        "SELECT o.id, o.name, EXISTS (SELECT 1 FROM row_image l JOIN import_batch b"
        " ON b.entry = l.entry_id AND b.state = 'undone' WHERE l.\"table\" = 'organisation'"
        " AND l.row = o.id AND l.entry_id > a.entry_id"
        " AND (l.before ->> 'version')::int = (a.before ->> 'version')::int"
        f" AND l.before - {_UNTOLD} = to_jsonb(o) - {_UNTOLD}) AS same,"
        " o.version <> (a.before ->> 'version')::int AS moved_on, "
        + " OR ".join(
            f"EXISTS (SELECT 1 FROM {table} t WHERE t.org_id = o.id AND {_OWN[table]}"
            " AND t.known_from > (a.before ->> 'at')::timestamptz)"
            for table in STRETCHES
        )
        + " AS stretched, NOT upper_inf(o.held) AS gone"
        " FROM row_image a JOIN organisation o ON o.id = a.row"
        " WHERE a.entry_id = %s AND a.\"table\" = 'organisation_after'"
    )
    # A later roster that was taken back put the dated rows back too.
    cursor.execute(
        f"SELECT count(*), (array_agg(name ORDER BY id))[1:{SHOWN}] FROM ({changed}) x"
        " WHERE gone OR NOT same AND (moved_on OR stretched)",
        [entry],
    )
    count, shown = cursor.fetchone()
    if count:
        raise Refused(in_the_way("undo.version", CHANGED, shown, count))


def _move_back(cursor: Any, entry: int, key: int, path: str) -> None:
    """Under the superior of its image, to its former place where that is still free."""
    cursor.execute(
        "SELECT (i.before ->> 'host_id')::bigint FROM row_image i WHERE i.entry_id = %s"
        " AND i.\"table\" = 'edge' AND (i.before ->> 'org_id')::bigint = %s"
        " AND upper_inf((i.before ->> 'held')::daterange)",
        [entry, key],
    )
    found = cursor.fetchone()
    org = Organisation.everything.get(pk=key)
    above = Organisation.everything.filter(pk=found[0]).first() if found else None
    if above is None or paths.parent(org.path) == above.path:
        return
    if not above.is_open or paths.holds(org.path, above.path):
        raise Refused(
            Finding(
                "undo.superior", "{name}原来的上级已经变动，请先处理再撤销。",
                params={"name": org.name},
            )
        )  # fmt: skip
    is_free = paths.parent(path) == above.path and not Organisation.everything.filter(path=path)
    move_paths(org.path, path if is_free else next_path(above.path))


def _put_stretches_back(cursor: Any, entry: int, table: str) -> None:
    """Rows that the batch made go, those it changed stand as in their images, lost ones return."""
    cursor.execute(
        f"DELETE FROM {table} t USING row_image o WHERE o.entry_id = %s"
        " AND o.\"table\" = 'organisation' AND o.before IS NOT NULL AND t.org_id = o.row"
        f" AND {_OWN[table]} AND NOT EXISTS (SELECT 1 FROM row_image i WHERE i.entry_id = %s"
        f" AND i.\"table\" = '{table}' AND i.row = t.id)",
        [entry, entry],
    )
    names = _columns(cursor, table)
    told = {"org_path": "o.path", "host_path": "h.path"}
    values = ", ".join(told.get(name, f"w.{name}") for name in names)
    joins = "JOIN organisation o ON o.id = w.org_id" + (
        " JOIN organisation h ON h.id = w.host_id" if "host_path" in names else ""
    )
    plain = ", ".join(f"{name} = EXCLUDED.{name}" for name in names if name != "id")
    cursor.execute(
        f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} FROM row_image i"
        f" CROSS JOIN LATERAL jsonb_populate_record(NULL::{table}, i.before) w {joins}"
        f" LEFT JOIN {table} t ON t.id = w.id WHERE i.entry_id = %s AND i.\"table\" = '{table}'"
        " AND (t.id IS NULL OR to_jsonb(t) - ARRAY['known_from', 'org_path', 'host_path']"
        "   <> i.before - ARRAY['known_from', 'org_path', 'host_path'])"
        f" ON CONFLICT (id) DO UPDATE SET {plain}",
        [entry],
    )


def _columns(cursor: Any, table: str) -> list[str]:
    cursor.execute(
        "SELECT a.attname FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0"
        " AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]
